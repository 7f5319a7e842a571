package org.mfasender.senderkeys;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.senderkeys.storage.MessageText;
import org.mfasender.senderkeys.storage.SenderKeyKind;

/** Reads the body of a key to be made: {@code {name, kind?, key?, texts?, expiresInDays?}}. */
final class SenderKeyRequestReader {

    private static final String NAME = "[A-Za-z0-9]([A-Za-z0-9 ._-]{0,38}[A-Za-z0-9])?";
    private static final int MOST_DAYS = 3_650;
    private static final int MOST_TEXTS = 20;

    private SenderKeyRequestReader() {}

    /**
     * The key that is wanted.
     *
     * @throws ApiException 413, 415 or 400 with every fault found
     */
    static SenderKeyRequest read(HttpRequest request) {
        MemberReader body = MemberReader.ofBody(request);
        String name = name(body);
        SenderKeyKind kind = Objects.requireNonNullElse(body.oneOf("kind", SenderKeyKind.class), SenderKeyKind.BEARER);
        Secret given = given(body, kind);
        List<String> texts = texts(body, kind);
        Integer days = body.number("expiresInDays", 1, MOST_DAYS);
        body.refuseFaults();
        return new SenderKeyRequest(
                Objects.requireNonNull(name), kind, days == null ? null : Duration.ofDays(days), texts, given);
    }

    private static @Nullable Secret given(MemberReader body, SenderKeyKind kind) {
        String key = kind.isMadeElsewhere()
                ? body.required("key", "The identity product makes keys of this kind itself. Copy it as it shows it.")
                : body.text("key");
        if (key == null) {
            return null;
        }
        if (!KeyText.isGiven(kind, key)) {
            body.fault(Violation.invalid(
                    "key",
                    kind.signs()
                            ? "This is no signing key of this kind. Copy it as the identity product shows it, or leave it out: then one is made."
                            : "A key of this kind is made here: leave it out."));
        }
        return new Secret(key);
    }

    private static List<String> texts(MemberReader body, SenderKeyKind kind) {
        if (!body.lacks("texts") && !kind.sendsTexts()) {
            body.fault(
                    Violation.invalid("texts", "Products of this kind send the passcode apart: leave the texts out."));
            return List.of();
        }
        List<JsonNode> elements = body.elements("texts");
        if (elements.size() > MOST_TEXTS) {
            body.fault(Violation.invalid("texts", "A key has at most " + MOST_TEXTS + " texts."));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements) {
            if (!element.isTextual() || MessageText.parse(element.asText()).isEmpty()) {
                body.fault(Violation.invalid(
                        "texts[" + texts.size() + "]",
                        "A text has ${otp} once, no other variable, and at most " + MessageText.MOST_CHARACTERS
                                + " characters."));
            }
            texts.add(element.asText());
        }
        return texts;
    }

    private static @Nullable String name(MemberReader body) {
        String name = body.required("name", "Say in a word what uses the key, such as Keycloak.");
        if (name != null && !name.matches(NAME)) {
            body.fault(Violation.pattern(
                    "name", "A name has 1 to 40 letters, digits, blanks, dots, underscores and hyphens.", NAME));
        }
        return name;
    }
}
