package org.mfasender.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.policy.Policy.WhatsAppMethod;

/** The policies of an environment as they are stored: in one item, so that their names stay unique and their number bounded. */
record PoliciesItem(long revision, List<PolicyItem> policies) implements StoredRecord {

    /** @param body JSON text, so that it stays as it came */
    record PolicyItem(
            UUID id,
            String name,
            boolean isDefault,
            @Nullable WhatsAppItem whatsApp,
            String body,
            Instant createdAt,
            Instant updatedAt) {

        static PolicyItem of(Policy policy) {
            WhatsAppMethod whatsApp = policy.whatsApp();
            return new PolicyItem(
                    policy.id(),
                    policy.name(),
                    policy.isDefault(),
                    whatsApp == null ? null : WhatsAppItem.of(whatsApp),
                    policy.body(),
                    policy.createdAt(),
                    policy.updatedAt());
        }

        Policy toPolicy() {
            return new Policy(
                    id,
                    name,
                    isDefault,
                    whatsApp == null ? null : whatsApp.toMethod(),
                    body,
                    createdAt,
                    updatedAt);
        }
    }

    record WhatsAppItem(boolean enabled, int duration, String timeUnit) {

        static WhatsAppItem of(WhatsAppMethod whatsApp) {
            PolicyLifetime lifetime = whatsApp.lifetime();
            return new WhatsAppItem(
                    whatsApp.enabled(), lifetime.duration(), lifetime.timeUnit().name());
        }

        WhatsAppMethod toMethod() {
            return new WhatsAppMethod(enabled, new PolicyLifetime(duration, PolicyLifetime.Unit.valueOf(timeUnit)));
        }
    }

    @Override
    public Map<String, List<String>> identities() {
        return Map.of("policies", List.of("id"));
    }
}
