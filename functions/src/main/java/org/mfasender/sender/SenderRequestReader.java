package org.mfasender.sender;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.templates.TemplateChanges;
import org.mfasender.templates.TemplateOptionsReader;

/**
 * Reads the body of a {@code PUT}. All faults of a request are reported at once; blanks around a pasted value don't count;
 * members that are not known are ignored, as PingOne does.
 */
public final class SenderRequestReader {

    private static final int LONGEST_TOKEN = 4096;
    private static final int LONGEST_SECRET = 512;
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final MemberReader body;

    private SenderRequestReader(MemberReader body) {
        this.body = body;
    }

    /**
     * Reads a request.
     *
     * @throws ApiException 413, 415 or 400 with every fault found
     */
    public static SenderRequest read(HttpRequest request) {
        return new SenderRequestReader(MemberReader.ofBody(request)).readRequest(request);
    }

    private SenderRequest readRequest(HttpRequest request) {
        String provider = body.required("provider");
        if (provider != null && !provider.equals("CUSTOM_WHATSAPP")) {
            body.fault(
                    Violation.values("provider", "The provider must be CUSTOM_WHATSAPP.", List.of("CUSTOM_WHATSAPP")));
        }
        String wabaId = body.digits(
                "whatsAppAccountBusinessId",
                "The WhatsApp Business Account ID has digits only, without blanks, + or dashes.");
        String appId = body.digits("appId", "The App ID has digits only.");
        Credentials credentials = credentials(appId);
        NumberChoice choice = choice();
        TemplateChanges templates = TemplateOptionsReader.read(body);
        Boolean acceptExpiringToken = body.flag("acceptExpiringToken");
        String key = request.header("idempotency-key").orElse(null);
        if (key != null && !KEY.matcher(key).matches()) {
            body.fault(Violation.invalid(
                    "Idempotency-Key", "The key has 1 to 255 printable ASCII characters, without blanks."));
        }
        body.refuseFaults();
        return new SenderRequest(
                request.caller(),
                Objects.requireNonNull(wabaId),
                Objects.requireNonNull(appId),
                credentials,
                choice,
                templates,
                acceptExpiringToken,
                key);
    }

    private @Nullable Credentials credentials(@Nullable String appId) {
        if (body.lacks("userAccessToken") && body.lacks("appSecret")) {
            return null;
        }
        String together =
                "The access token and the App Secret are given together, or both left out to keep the stored ones.";
        String token = body.required("userAccessToken", together);
        if (token != null
                && (token.length() > LONGEST_TOKEN || !PRINTABLE.matcher(token).matches())) {
            body.fault(Violation.invalid(
                    "userAccessToken",
                    "The access token has no blanks, line breaks or special characters inside, and 4,096 characters at most:"
                            + " copy it again, in one piece."));
            token = null;
        }
        String secret = secret(appId, together);
        return token == null || secret == null || appId == null
                ? null
                : new Credentials(new Secret(token), appId, new Secret(secret));
    }

    /** {@code appid|secret} as PingOne asks for it, or the secret alone. */
    private @Nullable String secret(@Nullable String appId, String whenMissing) {
        String text = body.required("appSecret", whenMissing);
        if (text == null) {
            return null;
        }
        int pipe = text.indexOf('|');
        String left = pipe < 0 ? null : text.substring(0, pipe).strip();
        String secret = text.substring(pipe + 1).strip();
        if (secret.isEmpty() || (left != null && left.isEmpty())) {
            body.fault(Violation.invalid(
                    "appSecret", "One side of the pipe is empty: enter appid|secret, or the App Secret alone."));
            return null;
        }
        if (left != null && appId != null && !left.equals(appId)) {
            body.fault(Violation.invalid("appSecret", "The part before the pipe must equal appId."));
            return null;
        }
        if (secret.length() > LONGEST_SECRET || !PRINTABLE.matcher(secret).matches() || secret.indexOf('|') >= 0) {
            body.fault(Violation.invalid(
                    "appSecret",
                    "The App Secret has no blanks, line breaks or pipes inside: copy it again, in one piece."));
            return null;
        }
        return secret;
    }

    private @Nullable NumberChoice choice() {
        List<MemberReader> entries = body.objects("numbers");
        List<NumberChoice> selected = new ArrayList<>();
        for (int position = 0; position < entries.size(); position++) {
            choice(position, entries.get(position)).ifPresent(selected::add);
        }
        if (selected.size() > 1) {
            body.fault(new Violation(
                    Violation.Code.CONSTRAINT_VIOLATION,
                    "numbers",
                    "Only one number can be selected; this request selects several."));
        }
        return selected.isEmpty() ? null : selected.getFirst();
    }

    private static Optional<NumberChoice> choice(int position, MemberReader entry) {
        Boolean selected = entry.flag("selected");
        String numberId = entry.text("numberId");
        String number = entry.text("number");
        if (entry.lacks("numberId") && entry.lacks("number")) {
            entry.fault(
                    Violation.required(entry.target("numberId"), "A number needs its numberId, or the number itself."));
        }
        return Boolean.TRUE.equals(selected) && (numberId != null || number != null)
                ? Optional.of(new NumberChoice(position, numberId, number))
                : Optional.empty();
    }
}
