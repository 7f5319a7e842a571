package org.mfasender.policy;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Sha256;

/**
 * An MFA policy in PingOne's model.
 *
 * @param isDefault whether its environment uses it when none is named: one policy at most
 * @param whatsApp what its section {@code whatsApp} says; null when it has none
 * @param body JSON text: the whole policy as it came, but for the members that this system adds to answers
 */
record Policy(
        UUID id,
        String name,
        boolean isDefault,
        @Nullable WhatsAppMethod whatsApp,
        String body,
        Instant createdAt,
        Instant updatedAt) {

    /** The member of a body that makes it so. */
    static final String DEFAULT = "default";

    /**
     * WhatsApp as a method of a policy.
     *
     * @param lifetime how long its passcodes are valid
     */
    record WhatsAppMethod(boolean enabled, PolicyLifetime lifetime) {}

    Policy becoming(Policy next, Instant now) {
        return new Policy(id, next.name, next.isDefault, next.whatsApp, next.body, createdAt, now);
    }

    /** The same after another one became the default: that changes nothing else about it. */
    Policy notDefault() {
        return new Policy(id, name, false, whatsApp, body, createdAt, updatedAt);
    }

    /** For the history: of the other sections, that they changed. */
    Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>(Map.of(
                "policy.id",
                id.toString(),
                "policy.name",
                name,
                "policy.default",
                Boolean.toString(isDefault),
                "policy.body",
                "sha256:" + Sha256.of(body).substring(0, 16)));
        if (whatsApp != null) {
            facts.put("policy.whatsApp.enabled", Boolean.toString(whatsApp.enabled()));
            facts.put("policy.whatsApp.otp.lifeTime", whatsApp.lifetime().toString());
        }
        return facts;
    }
}
