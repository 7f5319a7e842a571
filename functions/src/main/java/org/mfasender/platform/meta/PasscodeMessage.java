package org.mfasender.platform.meta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is posted to {@code /{phone number ID}/messages} for a passcode, but for the recipient and the passcode itself. Meta wants the
 * passcode twice, in the body and in the button, and refuses a message without the second by code 131008. An OTP button is a URL button
 * here. Source: Meta, "Send messages" and "Copy code authentication templates".
 *
 * @param language Meta's code
 * @param button whether the template has its OTP button; templates from before 2023 may have none
 */
public record PasscodeMessage(String name, String language, boolean button) {

    /** Stands where the passcode belongs; up to 15 letters and digits. */
    public static final String PASSCODE = "{passcode}";

    /** Meta's body without {@code to}. */
    public Map<String, Object> body() {
        List<Map<String, Object>> components = new ArrayList<>();
        components.add(component(Map.of("type", "body")));
        if (button) {
            components.add(component(Map.of("type", "button", "sub_type", "url", "index", "0")));
        }
        return Map.of(
                "messaging_product", "whatsapp",
                "recipient_type", "individual",
                "type", "template",
                "template", Map.of("name", name, "language", Map.of("code", language), "components", components));
    }

    private static Map<String, Object> component(Map<String, String> kind) {
        Map<String, Object> component = new LinkedHashMap<>(kind);
        component.put("parameters", List.of(Map.of("type", "text", "text", PASSCODE)));
        return component;
    }
}
