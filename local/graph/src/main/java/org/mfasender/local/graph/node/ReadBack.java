package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.mfasender.local.graph.world.AuthenticationContent;
import org.mfasender.local.graph.world.Json;

/** How an authentication template reads back: with Meta's text, and with a URL button in place of the OTP button. */
final class ReadBack {
    private static final String ADDRESS = "https://www.whatsapp.com/otp/code/?";

    private ReadBack() {}

    static ArrayNode components(AuthenticationContent content, String language) {
        Wording wording = Wording.in(language);
        ObjectNode body = Json.object("type", "BODY")
                .put("text", wording.body(content.securityRecommendation()))
                .put("add_security_recommendation", content.securityRecommendation());
        ObjectNode example = Json.object();
        example.set("body_text", Json.array().add(Json.strings(List.of("123456"))));
        body.set("example", example);
        ArrayNode components = Json.array().add(body);
        Integer minutes = content.codeExpirationMinutes();
        if (minutes != null) {
            components.add(Json.object("type", "FOOTER")
                    .put("text", wording.footer(minutes))
                    .put("code_expiration_minutes", minutes));
        }
        String label = content.buttonText();
        String address = address(content, wording);
        ObjectNode button = Json.object("type", "URL")
                .put("text", label == null ? wording.copyCode() : label)
                .put("url", address + "{{1}}");
        button.set("example", Json.strings(List.of(address + "123456")));
        ObjectNode buttons = Json.object("type", "BUTTONS");
        buttons.set("buttons", Json.array().add(button));
        return components.add(buttons);
    }

    private static String address(AuthenticationContent content, Wording wording) {
        StringBuilder address = new StringBuilder(ADDRESS).append("otp_type=").append(content.otpType());
        if (content.codeExpirationMinutes() != null) {
            address.append("&code_expiration_minutes=").append(content.codeExpirationMinutes());
        }
        if (!content.supportedApps().isEmpty()) {
            String autofill = content.autofillText();
            address.append("&cta_display_name=").append(autofill == null ? wording.autofill() : autofill);
            for (AuthenticationContent.SupportedApp app : content.supportedApps()) {
                address.append("&package_name=").append(app.packageName());
                address.append("&signature_hash=").append(app.signatureHash());
            }
        }
        return address.append("&code=otp").toString();
    }
}
