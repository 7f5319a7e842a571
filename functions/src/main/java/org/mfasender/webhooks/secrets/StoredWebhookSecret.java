package org.mfasender.webhooks.secrets;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;

/**
 * An App Secret as it is kept for webhooks.
 *
 * @param version of the credentials that it belongs to
 * @param generation of the last run that found it accepted
 * @param encrypted by {@link org.mfasender.platform.secrets.AppSecretCipher}
 * @param storedAt when that was
 * @param replacedAt since when Meta accepts another one in its place; null for the newest
 */
public record StoredWebhookSecret(
        EnvironmentId environmentId,
        String appId,
        String version,
        long generation,
        String encrypted,
        Instant storedAt,
        @Nullable Instant replacedAt) {

    /** As long as Meta repeats a webhook, which has the signature that it had at first. */
    private static final Duration VALID_AFTERWARDS = Duration.ofDays(7);

    /** A secret that Meta accepts. */
    public StoredWebhookSecret(
            EnvironmentId environmentId,
            String appId,
            String version,
            long generation,
            String encrypted,
            Instant storedAt) {
        this(environmentId, appId, version, generation, encrypted, storedAt, null);
    }

    /** Whether webhooks may be signed with it: one that was replaced may be known to others. */
    public boolean isValidAt(Instant now) {
        return replacedAt == null || now.isBefore(replacedAt.plus(VALID_AFTERWARDS));
    }

    /** The same, since another has replaced it; when one has already, unchanged. */
    public StoredWebhookSecret replaced(Instant now) {
        return replacedAt == null
                ? new StoredWebhookSecret(environmentId, appId, version, generation, encrypted, storedAt, now)
                : this;
    }
}
