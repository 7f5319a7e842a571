package org.mfasender.webhooks.secrets;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.StoredRecord;

/** An App Secret, as it is stored. */
record WebhookSecretItem(
        EnvironmentId environmentId,
        String appId,
        String version,
        long generation,
        String encrypted,
        Instant storedAt,
        @Nullable Instant replacedAt)
        implements StoredRecord {

    static WebhookSecretItem of(StoredWebhookSecret secret) {
        return new WebhookSecretItem(
                secret.environmentId(),
                secret.appId(),
                secret.version(),
                secret.generation(),
                secret.encrypted(),
                secret.storedAt(),
                secret.replacedAt());
    }

    StoredWebhookSecret toSecret() {
        return new StoredWebhookSecret(environmentId, appId, version, generation, encrypted, storedAt, replacedAt);
    }

    @Override
    public Map<String, List<String>> identities() {
        return Map.of();
    }
}
