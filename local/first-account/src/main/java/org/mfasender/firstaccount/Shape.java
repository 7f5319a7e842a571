package org.mfasender.firstaccount;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An answer without what is in it: the names of its members and, of the members that hold words of the contract, these words. Whatever
 * else a member holds, it is not written.
 */
final class Shape {
    private static final Set<String> WORDS = Set.of(
            "accountMode",
            "action",
            "actionBy",
            "capabilities",
            "category",
            "code",
            "codeVerificationStatus",
            "country",
            "language",
            "locale",
            "match",
            "name",
            "nameStatus",
            "platformType",
            "provider",
            "qualityRating",
            "status",
            "target",
            "type",
            "waitsFor");
    private static final Set<String> NUMBERS = Set.of(
            "code",
            "code_expiration_minutes",
            "error_subcode",
            "generation",
            "message_send_ttl_seconds",
            "recoverableDays",
            "subcode");

    private Shape() {}

    static String of(JsonNode node) {
        return of("", node);
    }

    private static String of(String member, JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT ->
                node.properties().stream()
                        .map(entry -> entry.getKey() + ": " + of(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case ARRAY ->
                node.valueStream().map(item -> of(member, item)).distinct().collect(Collectors.joining(", ", "[", "]"));
            case STRING ->
                WORDS.contains(member) && node.asText().matches("[A-Za-z][A-Za-z0-9_.-]{0,50}")
                        ? node.asText()
                        : "text";
            case NUMBER -> NUMBERS.contains(member) ? node.asText() : "number";
            case BOOLEAN -> node.asText();
            case NULL -> "null";
            default -> "nothing";
        };
    }
}
