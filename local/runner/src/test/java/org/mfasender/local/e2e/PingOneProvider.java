package org.mfasender.local.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A custom provider of a PingOne environment, as an administrator sets it up. Whether PingOne encodes what it puts in for variables, and
 * what it makes of a variable without a value, is not documented: both are switches.
 *
 * @param authentication headers of one of the documented methods
 * @param form whether {@code content-type} says that the body is a form, or JSON
 * @param body with PingOne's variables
 * @param encodes whether values are encoded for a form
 * @see <a href="https://developer.pingidentity.com/pingone-api/platform/notifications/phone-delivery-settings.html">Phone Delivery
 *     Settings</a>
 */
record PingOneProvider(HooksApi hooks, List<String> authentication, boolean form, String body, boolean encodes) {

    static final String FORM = "to=${to}&code=${otp}&locale=${locale}&message=${message}";
    static final String JSON = """
            {"to": "${to}", "code": "${otp}", "locale": "${locale}", "message": "${message}"}""";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([a-z.]+)}");

    /** The way to authenticate, its headers with a key. */
    enum Method {
        BEARER,
        BASIC,
        CUSTOM_HEADER;

        List<String> headers(String key) {
            return switch (this) {
                case BEARER -> List.of("Authorization", "Bearer " + key);
                case BASIC ->
                    List.of(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(("pingone:" + key).getBytes(UTF_8)));
                case CUSTOM_HEADER -> List.of("X-Sender-Key", key);
            };
        }
    }

    /** With a key of the kind, for a form. */
    static PingOneProvider withKey(HooksApi hooks, String key) {
        return new PingOneProvider(hooks, Method.BEARER.headers(key), true, FORM, true);
    }

    static String key(HooksApi hooks, String... texts) {
        ObjectNode wanted = HooksApi.named("PingOne").put("kind", "PINGONE");
        if (texts.length > 0) {
            List.of(texts).forEach(wanted.putArray("texts")::add);
        }
        return hooks.makeKey(wanted).body().path("key").asText();
    }

    PingOneProvider authenticatedBy(List<String> headers) {
        return new PingOneProvider(hooks, headers, form, body, encodes);
    }

    PingOneProvider withBody(boolean ofForm, String written, boolean encoded) {
        return new PingOneProvider(hooks, authentication, ofForm, written, encoded);
    }

    /** What PingOne puts in: as documented, in English. */
    static Map<String, String> passcode(String to, String code) {
        return Map.of(
                "to",
                to,
                "otp",
                code,
                "locale",
                "en",
                "message",
                "Your passcode is " + code + ".",
                "user.username",
                "test.user@example.com");
    }

    /** @param values of variables; one that is not there stays as it was written */
    SenderApi.Answer notify(Map<String, String> values) {
        return notify(values, "strong_authentication");
    }

    SenderApi.Answer notify(Map<String, String> values, String template) {
        String filled = VARIABLE.matcher(body)
                .replaceAll(variable -> Matcher.quoteReplacement(
                        values.containsKey(variable.group(1))
                                ? encoded(values.getOrDefault(variable.group(1), ""))
                                : variable.group()));
        List<String> headers = new ArrayList<>(authentication);
        headers.addAll(List.of("Content-Type", form ? "application/x-www-form-urlencoded" : "application/json"));
        return hooks.post("/pingone/" + template, filled, headers.toArray(String[]::new));
    }

    private String encoded(String value) {
        return encodes && form ? URLEncoder.encode(value, UTF_8) : value;
    }
}
