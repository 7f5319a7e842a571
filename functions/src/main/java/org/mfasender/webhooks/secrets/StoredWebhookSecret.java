package org.mfasender.webhooks.secrets;

import java.time.Instant;
import org.mfasender.platform.EnvironmentId;

/**
 * An App Secret as it is kept for webhooks.
 *
 * @param version of the credentials that it belongs to
 * @param generation of the last run that found it accepted
 * @param encrypted by {@link org.mfasender.platform.secrets.AppSecretCipher}
 * @param storedAt when that was
 */
public record StoredWebhookSecret(
        EnvironmentId environmentId,
        String appId,
        String version,
        long generation,
        String encrypted,
        Instant storedAt) {}
