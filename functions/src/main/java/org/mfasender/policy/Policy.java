package org.mfasender.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Sha256;
import org.mfasender.platform.json.Json;

/**
 * An MFA policy in PingOne's model.
 *
 * @param whatsApp what its section {@code whatsApp} says; null when it has none
 * @param body JSON text: the whole policy as it came, but for the members that this system adds to answers
 */
record Policy(
        UUID id, String name, @Nullable WhatsAppMethod whatsApp, String body, Instant createdAt, Instant updatedAt) {

    private static final String DEFAULT = "default";

    /**
     * WhatsApp as a method of a policy.
     *
     * @param lifetime how long its passcodes are valid
     */
    record WhatsAppMethod(boolean enabled, PolicyLifetime lifetime) {}

    Policy becoming(Policy next, Instant now) {
        return new Policy(id, next.name, next.whatsApp, next.body, createdAt, now);
    }

    /** Whether it is the one that its environment uses when none is named. */
    boolean isDefault() {
        return members().path(DEFAULT).asBoolean();
    }

    /** The same after another one became the default: that changes nothing else about it. */
    Policy notDefault() {
        return new Policy(id, name, whatsApp, members().put(DEFAULT, false).toString(), createdAt, updatedAt);
    }

    private ObjectNode members() {
        try {
            return (ObjectNode) Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored policy is no JSON", e);
        }
    }

    /** For the history: of the other sections, that they changed. */
    Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>(Map.of(
                "policy.id",
                id.toString(),
                "policy.name",
                name,
                "policy.body",
                "sha256:" + Sha256.of(body).substring(0, 16)));
        if (whatsApp != null) {
            facts.put("policy.whatsApp.enabled", Boolean.toString(whatsApp.enabled()));
            facts.put("policy.whatsApp.otp.lifeTime", whatsApp.lifetime().toString());
        }
        return facts;
    }
}
