package org.mfasender.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.json.Json;
import org.mfasender.sender.Credentials;
import org.mfasender.sender.Locales;
import org.mfasender.sender.NumberChoice;
import org.mfasender.sender.Secret;
import org.mfasender.sender.SenderRequest;
import org.mfasender.sender.Violation;

/**
 * Reads the body of a {@code PUT}. All faults of a request are reported at once; blanks around a pasted value don't count;
 * members that are not known are ignored, as PingOne does.
 */
public final class SenderRequestReader {

    /** More than any request needs. */
    static final int MOST_BYTES = 16 * 1024;

    private static final String MISSING = "This member is missing.";
    private static final int LONGEST_TOKEN = 4096;
    private static final int LONGEST_SECRET = 512;
    private static final int MOST_LOCALES = 200;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,32}");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern LOCALE =
            Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final List<Violation> violations = new ArrayList<>();

    private SenderRequestReader() {}

    /**
     * Reads a request.
     *
     * @throws ApiException 413, 415 or 400 with every fault found
     */
    public static SenderRequest read(HttpRequest request) {
        return new SenderRequestReader().readRequest(request);
    }

    private SenderRequest readRequest(HttpRequest request) {
        JsonNode body = json(request);
        String provider = text(body, "provider", "", MISSING);
        if (provider != null && !provider.equals("CUSTOM_WHATSAPP")) {
            violations.add(Violation.values(
                    "provider", "The provider has to be CUSTOM_WHATSAPP.", List.of("CUSTOM_WHATSAPP")));
        }
        String wabaId = digits(
                body,
                "whatsAppAccountBusinessId",
                "The WhatsApp Business Account ID has digits only, without blanks, + or dashes.");
        String appId = digits(body, "appId", "The App ID has digits only.");
        Credentials credentials = credentials(body, appId);
        NumberChoice choice = choice(body.path("numbers"));
        List<String> locales = locales(body.path("locales"));
        String key = request.header("idempotency-key").orElse(null);
        if (key != null && !KEY.matcher(key).matches()) {
            violations.add(Violation.invalid(
                    "Idempotency-Key", "The key has 1 to 255 printable ASCII characters, without blanks."));
        }
        if (!violations.isEmpty() || wabaId == null || appId == null) {
            throw ApiException.invalidData(400, violations);
        }
        return new SenderRequest(wabaId, appId, credentials, choice, locales, key);
    }

    private static JsonNode json(HttpRequest request) {
        byte[] body = request.body();
        if (body.length > MOST_BYTES) {
            throw ApiException.invalidRequest(
                    413, new Violation("SIZE_LIMIT_EXCEEDED", "body", "The body may have 16 KB at most."));
        }
        Optional<String> type = request.header("content-type").map(value -> value.split(";", 2)[0].strip());
        if (!type.orElse("").equalsIgnoreCase("application/json")) {
            throw ApiException.invalidRequest(
                    415, Violation.invalid("Content-Type", "The content type has to be application/json."));
        }
        try {
            JsonNode json = Json.MAPPER.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw ApiException.invalidRequest(
                    400, Violation.invalid("body", "The body is no valid JSON" + where + "."));
        } catch (IOException e) {
            throw ApiException.invalidRequest(400, Violation.invalid("body", "The body cannot be read as UTF-8."));
        }
        throw ApiException.invalidRequest(400, Violation.invalid("body", "The body has to be a JSON object."));
    }

    private @Nullable Credentials credentials(JsonNode body, @Nullable String appId) {
        boolean left = isAbsent(body.path("userAccessToken")) && isAbsent(body.path("appSecret"));
        if (left) {
            return null;
        }
        String together =
                "The access token and the App Secret are given together, or both left out to keep the stored ones.";
        String token = text(body, "userAccessToken", "", together);
        if (token != null
                && (token.length() > LONGEST_TOKEN || !PRINTABLE.matcher(token).matches())) {
            violations.add(Violation.invalid(
                    "userAccessToken",
                    "The access token has no blanks, line breaks or special characters inside, and 4,096 characters at most:"
                            + " copy it again, in one piece."));
            token = null;
        }
        String secret = secret(body, appId, together);
        return token == null || secret == null || appId == null
                ? null
                : new Credentials(new Secret(token), appId, new Secret(secret));
    }

    /** {@code appid|secret} as PingOne asks for it, or the secret alone. */
    private @Nullable String secret(JsonNode body, @Nullable String appId, String whenMissing) {
        String text = text(body, "appSecret", "", whenMissing);
        if (text == null) {
            return null;
        }
        int pipe = text.indexOf('|');
        String left = pipe < 0 ? null : text.substring(0, pipe).strip();
        String secret = text.substring(pipe + 1).strip();
        if (secret.isEmpty() || (left != null && left.isEmpty())) {
            violations.add(Violation.invalid(
                    "appSecret", "One side of the pipe is empty: enter appid|secret, or the App Secret alone."));
            return null;
        }
        if (left != null && appId != null && !left.equals(appId)) {
            violations.add(Violation.invalid(
                    "appSecret", "What stands before the pipe has to be the App ID that is given as appId."));
            return null;
        }
        if (secret.length() > LONGEST_SECRET || !PRINTABLE.matcher(secret).matches() || secret.indexOf('|') >= 0) {
            violations.add(Violation.invalid(
                    "appSecret",
                    "The App Secret has no blanks, line breaks or pipes inside: copy it again, in one piece."));
            return null;
        }
        return secret;
    }

    private @Nullable NumberChoice choice(JsonNode numbers) {
        if (isAbsent(numbers)) {
            return null;
        }
        if (!numbers.isArray()) {
            violations.add(Violation.invalid("numbers", "The numbers have to be an array."));
            return null;
        }
        List<NumberChoice> selected = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            readNumber(numbers.get(i), "numbers[" + i + "]").ifPresent(selected::add);
        }
        if (selected.size() > 1) {
            violations.add(new Violation(
                    "CONSTRAINT_VIOLATION",
                    "numbers",
                    "Only one number can be selected; this request selects several."));
        }
        return selected.isEmpty() ? null : selected.getFirst();
    }

    private Optional<NumberChoice> readNumber(JsonNode entry, String target) {
        if (!entry.isObject()) {
            violations.add(Violation.invalid(target, "A number has to be an object."));
            return Optional.empty();
        }
        if (!isAbsent(entry.path("selected")) && !entry.path("selected").isBoolean()) {
            violations.add(Violation.invalid(target + ".selected", "This has to be true or false."));
            return Optional.empty();
        }
        String numberId = text(entry, "numberId", target + ".", null);
        String number = text(entry, "number", target + ".", null);
        if (numberId == null && number == null) {
            violations.add(
                    Violation.required(target + ".numberId", "A number needs its numberId, or the number itself."));
            return Optional.empty();
        }
        return entry.path("selected").asBoolean()
                ? Optional.of(new NumberChoice(target + (numberId == null ? ".number" : ".numberId"), numberId, number))
                : Optional.empty();
    }

    private @Nullable List<String> locales(JsonNode locales) {
        if (isAbsent(locales)) {
            return null;
        }
        if (!locales.isArray() || locales.isEmpty() || locales.size() > MOST_LOCALES) {
            violations.add(Violation.invalid(
                    "locales", "The locales have to be an array of 1 to 200, such as [\"en\", \"pt-BR\"]."));
            return null;
        }
        Set<String> canonical = new LinkedHashSet<>();
        for (int i = 0; i < locales.size(); i++) {
            JsonNode locale = locales.get(i);
            String text = locale.isTextual() ? locale.asText().strip() : "";
            if (!LOCALE.matcher(text).matches() || Locales.metaLanguage(text).isEmpty()) {
                violations.add(Violation.invalid(
                        "locales[" + i + "]",
                        "This is no locale that Meta has authentication templates in; such are en, en-US, pt_BR."));
            } else {
                canonical.add(Locales.canonical(text));
            }
        }
        return List.copyOf(canonical);
    }

    private @Nullable String digits(JsonNode body, String member, String message) {
        String text = text(body, member, "", MISSING);
        if (text != null && !DIGITS.matcher(text).matches()) {
            violations.add(Violation.pattern(member, message, "^[0-9]{1,32}$"));
            return null;
        }
        return text;
    }

    /**
     * A member's text without blanks around it.
     *
     * @param whenMissing the fault when it is missing; null when it may be
     */
    private @Nullable String text(JsonNode object, String member, String prefix, @Nullable String whenMissing) {
        JsonNode value = object.path(member);
        String target = prefix + member;
        if (isAbsent(value)) {
            if (whenMissing != null) {
                violations.add(Violation.required(target, whenMissing));
            }
            return null;
        }
        if (!value.isTextual()) {
            violations.add(Violation.invalid(target, "This has to be a JSON string."));
            return null;
        }
        String text = value.asText().strip();
        if (text.isEmpty()) {
            violations.add(new Violation("EMPTY_VALUE", target, "This must not be blank."));
            return null;
        }
        return text;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
