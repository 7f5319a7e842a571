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

    /** Meta's body without {@code to}, with {@link #PASSCODE} in the passcode's place. */
    public Map<String, Object> body() {
        return body(PASSCODE);
    }

    /**
     * Meta's whole body.
     *
     * @param reference Meta repeats it in each status of the message
     */
    Map<String, Object> body(String to, String passcode, String reference) {
        Map<String, Object> body = new LinkedHashMap<>(body(passcode));
        body.put("to", to);
        body.put("biz_opaque_callback_data", reference);
        return body;
    }

    private Map<String, Object> body(String passcode) {
        return Map.of(
                "messaging_product", "whatsapp",
                "recipient_type", "individual",
                "type", "template",
                "template",
                        Map.of("name", name, "language", Map.of("code", language), "components", components(passcode)));
    }

    private List<Map<String, Object>> components(String passcode) {
        List<Map<String, Object>> components = new ArrayList<>();
        components.add(component(Map.of("type", "body"), passcode));
        if (button) {
            components.add(component(Map.of("type", "button", "sub_type", "url", "index", "0"), passcode));
        }
        return components;
    }

    private static Map<String, Object> component(Map<String, String> kind, String passcode) {
        Map<String, Object> component = new LinkedHashMap<>(kind);
        component.put("parameters", List.of(Map.of("type", "text", "text", passcode)));
        return component;
    }
}
