package org.mfasender.platform.meta;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a bulk upsert creates: one authentication template in several languages. Meta owns the wording, also of the button. Source:
 * Meta, "Bulk management of authentication templates".
 *
 * @param languages Meta's codes
 * @param codeExpirationMinutes 1 to 90, stated in the footer
 * @param messageSendTtlSeconds 30 to 900: undelivered messages are dropped after it
 * @param otpType {@code COPY_CODE}, {@code ONE_TAP} or {@code ZERO_TAP}
 * @param apps 1 to 5 Android apps; none for {@code COPY_CODE}
 * @param zeroTapTermsAccepted has to be true for {@code ZERO_TAP}
 */
public record AuthenticationTemplate(
        String name,
        List<String> languages,
        boolean addSecurityRecommendation,
        int codeExpirationMinutes,
        int messageSendTtlSeconds,
        String otpType,
        List<OtpContent.App> apps,
        boolean zeroTapTermsAccepted) {

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
                                Map.of("type", "BUTTONS", "buttons", List.of(button()))));
    }

    private Map<String, Object> button() {
        Map<String, Object> button = new LinkedHashMap<>();
        button.put("type", "OTP");
        button.put("otp_type", otpType);
        if (!apps.isEmpty()) {
            button.put(
                    "supported_apps",
                    apps.stream()
                            .map(app ->
                                    Map.of("package_name", app.packageName(), "signature_hash", app.signatureHash()))
                            .toList());
        }
        if (zeroTapTermsAccepted) {
            button.put("zero_tap_terms_accepted", true);
        }
        return button;
    }
}
