package org.mfasender.meta;

import java.util.List;
import java.util.Map;

/**
 * What a bulk upsert creates: one authentication template with a copy-code button, in several languages. Meta owns the
 * wording. Source: Meta, "Bulk management of authentication templates".
 *
 * @param languages Meta's codes
 * @param codeExpirationMinutes 1 to 90, stated in the footer
 * @param messageSendTtlSeconds 30 to 900: undelivered messages are dropped after it
 */
public record AuthenticationTemplate(
        String name,
        List<String> languages,
        boolean addSecurityRecommendation,
        int codeExpirationMinutes,
        int messageSendTtlSeconds) {

    Map<String, Object> body() {
        return Map.of(
                "name", name,
                "languages", languages,
                "category", "AUTHENTICATION",
                "message_send_ttl_seconds", messageSendTtlSeconds,
                "components",
                        List.of(
                                Map.of("type", "BODY", "add_security_recommendation", addSecurityRecommendation),
                                Map.of("type", "FOOTER", "code_expiration_minutes", codeExpirationMinutes),
                                Map.of(
                                        "type",
                                        "BUTTONS",
                                        "buttons",
                                        List.of(Map.of("type", "OTP", "otp_type", "COPY_CODE")))));
    }
}
