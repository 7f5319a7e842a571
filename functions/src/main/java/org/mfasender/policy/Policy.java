package org.mfasender.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.mfasender.platform.Sha256;

/**
 * An MFA policy in PingOne's model.
 *
 * @param body as it came, but for the members that this system adds to answers
 */
record Policy(UUID id, String name, ObjectNode body, Instant createdAt, Instant updatedAt) {

    /** Whether WhatsApp is a method of it. */
    boolean enablesWhatsApp() {
        return body.at("/whatsApp/enabled").asBoolean();
    }

    /** How long its passcodes are valid; only where it has the section {@code whatsApp}. */
    PolicyLifetime lifetime() {
        return new PolicyLifetime(
                body.at("/whatsApp/otp/lifeTime/duration").asInt(),
                PolicyLifetime.Unit.valueOf(
                        body.at("/whatsApp/otp/lifeTime/timeUnit").asText()));
    }

    Policy becoming(Policy next, Instant now) {
        return new Policy(id, next.name, next.body, createdAt, now);
    }

    /** For the history: of the other sections, that they changed. */
    Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>(Map.of(
                "policy.id",
                id.toString(),
                "policy.name",
                name,
                "policy.body",
                "sha256:" + Sha256.of(body.toString()).substring(0, 16)));
        if (body.has("whatsApp")) {
            facts.put("policy.whatsApp.enabled", Boolean.toString(enablesWhatsApp()));
            facts.put("policy.whatsApp.otp.lifeTime", lifetime().toString());
        }
        return facts;
    }
}
