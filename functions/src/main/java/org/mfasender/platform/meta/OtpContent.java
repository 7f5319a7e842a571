package org.mfasender.platform.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an authentication template contains, as Meta returns it. Its button, written as {@code OTP}, comes as {@code URL}, with an
 * address of {@code whatsapp.com/otp/code} whose query has the kind. Several apps come joined by commas, each list in one form-encoded
 * parameter; parameters that are repeated or not encoded are understood too. Texts are Meta's and are left out. Source: Meta,
 * "Authentication templates", and answers seen in public.
 *
 * @param codeExpirationMinutes null when there is no footer
 * @param otpType Meta's word, e.g. {@code COPY_CODE}
 * @param apps the Android apps; none also when Meta does not return them, or not so that name and hash belong together
 */
public record OtpContent(
        boolean addSecurityRecommendation, @Nullable Integer codeExpirationMinutes, String otpType, List<App> apps) {

    /** An Android app that may receive the code. */
    public record App(String packageName, String signatureHash) {}

    /** Reads {@code components}; empty when no button passes on a code. */
    static Optional<OtpContent> read(JsonNode components) {
        JsonNode body = component(components, "BODY");
        JsonNode footer = component(components, "FOOTER");
        return Members.stream(component(components, "BUTTONS").path("buttons"))
                .map(OtpContent::query)
                .flatMap(Optional::stream)
                .findFirst()
                .map(button -> new OtpContent(
                        body.path("add_security_recommendation").asBoolean(false),
                        Members.number(footer, "code_expiration_minutes"),
                        first(button, "otp_type").toUpperCase(Locale.ROOT),
                        apps(button)));
    }

    private static JsonNode component(JsonNode components, String type) {
        return Members.stream(components)
                .filter(component ->
                        type.equalsIgnoreCase(component.path("type").asText()))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private record Pair(String name, String value) {}

    /** What decides the kind of button: the query of its address or, if Meta returns it as written, its members. */
    private static Optional<List<Pair>> query(JsonNode button) {
        List<Pair> pairs = new ArrayList<>();
        if (button.hasNonNull("otp_type")) {
            pairs.add(new Pair("otp_type", button.path("otp_type").asText()));
            Members.stream(button.path("supported_apps")).forEach(app -> {
                pairs.add(new Pair("package_name", app.path("package_name").asText()));
                pairs.add(new Pair("signature_hash", app.path("signature_hash").asText()));
            });
            return Optional.of(pairs);
        }
        String address = button.path("url").asText();
        for (String part : address.substring(address.indexOf('?') + 1).split("&", -1)) {
            String[] pair = part.split("=", 2);
            if (pair.length == 2) {
                pairs.add(new Pair(pair[0], decoded(pair[1])));
            }
        }
        return Optional.of(pairs).filter(found -> !first(found, "otp_type").isEmpty());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String first(List<Pair> pairs, String name) {
        return all(pairs, name).stream().findFirst().orElse("");
    }

    private static List<String> all(List<Pair> pairs, String name) {
        return pairs.stream()
                .filter(pair -> pair.name().equals(name))
                .map(Pair::value)
                .toList();
    }

    private static List<App> apps(List<Pair> button) {
        List<String> packages = listed(button, "package_name");
        List<String> hashes = listed(button, "signature_hash");
        if (packages.size() != hashes.size()) {
            return List.of();
        }
        List<App> apps = new ArrayList<>();
        for (int i = 0; i < packages.size(); i++) {
            // A hash is Base64: a blank was a plus sign that nobody encoded.
            apps.add(new App(packages.get(i), hashes.get(i).replace(' ', '+')));
        }
        return List.copyOf(apps);
    }

    private static List<String> listed(List<Pair> pairs, String name) {
        return all(pairs, name).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .filter(value -> !value.isBlank())
                .toList();
    }
}
