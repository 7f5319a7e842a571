package org.mfasender.local.graph.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.Params;

/**
 * The members of a template message that Meta requires.
 *
 * @param to as the client wrote it
 * @param components what fills the template's parameters; missing = an empty list
 * @param callbackData {@code biz_opaque_callback_data}; null = none
 * @param identityKeyHash {@code recipient_identity_key_hash}: the identity that the recipient must have; null = any
 */
record MessageRequest(
        String to,
        String template,
        String language,
        JsonNode components,
        @Nullable String callbackData,
        @Nullable String identityKeyHash) {
    private static final int LONGEST_CALLBACK_DATA = 512;
    /** Meta strips blanks, dashes, parentheses and the plus. E.164 has 15 digits at most. */
    private static final Pattern SEPARATORS = Pattern.compile("[\\s().-]");

    private static final Pattern NUMBER = Pattern.compile("\\+?[1-9]\\d{6,14}");

    /**
     * Reads the members.
     *
     * @throws org.mfasender.local.graph.protocol.GraphException when one is missing or invalid
     */
    static MessageRequest of(Params params) {
        String product = params.required("messaging_product");
        if (!product.equals("whatsapp")) {
            throw GraphErrors.invalidParameter("Param messaging_product must be one of {\"whatsapp\"}");
        }
        if (!params.has("to") && params.has("recipient")) {
            throw MessageProblem.USER_ID_NOT_SUPPORTED.error("Send to a phone number.");
        }
        String to = params.required("to");
        if (!params.text("recipient_type").orElse("individual").equals("individual")) {
            throw MessageProblem.INVALID_PARAMETER.error("recipient_type must be individual");
        }
        if (!params.text("type").orElse("").equals("template")) {
            throw GraphErrors.invalidParameter("Param type must be template: no other messages are simulated");
        }
        JsonNode template = params.json("template").orElseThrow(() -> missing("template"));
        Optional<String> callbackData = params.text("biz_opaque_callback_data");
        if (callbackData.filter(data -> data.length() > LONGEST_CALLBACK_DATA).isPresent()) {
            throw GraphErrors.invalidParameter(
                    "Param biz_opaque_callback_data must be at most " + LONGEST_CALLBACK_DATA + " characters long.");
        }
        return new MessageRequest(
                to,
                text(template.path("name"), "template.name"),
                text(template.path("language").path("code"), "template.language.code"),
                template.path("components"),
                callbackData.orElse(null),
                params.text("recipient_identity_key_hash").orElse(null));
    }

    private static String text(JsonNode value, String name) {
        if (value.asText("").isBlank()) {
            throw missing(name);
        }
        return value.asText();
    }

    private static RuntimeException missing(String name) {
        return MessageProblem.MISSING_PARAMETER.error("Missing parameter: " + name);
    }

    /**
     * The recipient's {@code wa_id}.
     *
     * @param countryCode put in front of a number without a plus; empty = none
     */
    String waId(String countryCode) {
        String number = SEPARATORS.matcher(to).replaceAll("");
        if (!NUMBER.matcher(number).matches()) {
            throw MessageProblem.INVALID_PARAMETER.error("Recipient phone number is not a valid phone number");
        }
        return number.startsWith("+") ? number.substring(1) : countryCode + number;
    }
}
