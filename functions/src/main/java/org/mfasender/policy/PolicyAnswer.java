package org.mfasender.policy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.http.Violation.Code;
import org.mfasender.platform.json.Json;
import org.mfasender.sender.ObstacleAnswer;

/**
 * A policy as it is answered.
 *
 * @param body its members as they came, beside the others
 * @param notices none in a collection
 */
record PolicyAnswer(
        @JsonProperty("_links") Links links,
        String id,
        Reference environment,
        @JsonAnyGetter Map<String, JsonNode> body,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> notices) {

    private static final TypeReference<Map<String, JsonNode>> MEMBERS = new TypeReference<>() {};

    static PolicyAnswer of(EnvironmentId environment, Policy policy, List<PolicyFinding> notices) {
        return new PolicyAnswer(
                Links.self(path(environment, policy)),
                policy.id().toString(),
                Reference.to(environment),
                members(policy),
                policy.createdAt(),
                policy.updatedAt(),
                violations(notices));
    }

    private static Map<String, JsonNode> members(Policy policy) {
        try {
            Map<String, JsonNode> members = Json.MAPPER.readValue(policy.body(), MEMBERS);
            members.replace(Policy.DEFAULT, BooleanNode.valueOf(policy.isDefault()));
            return members;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored policy " + policy.id() + " is no JSON", e);
        }
    }

    static String path(EnvironmentId environment, Policy policy) {
        return ApiPath.POLICY.href(environment, policy.id());
    }

    static List<Violation> violations(List<PolicyFinding> findings) {
        return findings.stream().map(PolicyAnswer::violation).toList();
    }

    private static Violation violation(PolicyFinding finding) {
        return switch (finding) {
            case PolicyFinding.NoAccount() -> notEnabled("This environment has no WhatsApp sender account.");
            case PolicyFinding.NotReady notReady ->
                notEnabled(ObstacleAnswer.of(notReady.obstacle()).message());
            case PolicyFinding.LifetimeTooShort tooShort ->
                lifetime("A passcode would expire before the time that its message states, " + tooShort.statedMinutes()
                        + " minutes. Choose as long a life time, or templates with a shorter one.");
            case PolicyFinding.LifetimeTooLong tooLong ->
                lifetime("Passcodes are valid for longer than their message states, " + tooLong.statedMinutes()
                        + " minutes.");
        };
    }

    private static Violation notEnabled(String reason) {
        return new Violation(
                Code.CONSTRAINT_VIOLATION, "whatsApp.enabled", "WhatsApp cannot be enabled yet. " + reason);
    }

    private static Violation lifetime(String message) {
        return new Violation(Code.CONSTRAINT_VIOLATION, "whatsApp.otp.lifeTime", message);
    }
}
