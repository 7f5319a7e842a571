package org.mfasender.sender;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.paste.Addition;
import org.mfasender.platform.paste.Kind;
import org.mfasender.platform.paste.OtherValue;
import org.mfasender.platform.paste.PastedValue;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.platform.secrets.Secret;

/** Reads the access token and the App Secret. A fault names a character or the form of a value, never the value. */
final class CredentialsReader {

    private static final String TOKEN = "userAccessToken";
    private static final String SECRET = "appSecret";
    private static final String APP_ID = "appId";
    private static final int LONGEST_TOKEN = 4096;
    private static final int LONGEST_SECRET = 512;

    private final MemberReader body;
    private final @Nullable String appId;
    private @Nullable String pastedAppId;

    private CredentialsReader(MemberReader body, @Nullable String appId) {
        this.body = body;
        this.appId = appId;
    }

    /**
     * The secrets that are given, with the App ID; null when neither is, or a value is wrong.
     *
     * @param appId null when it is wrong
     */
    static @Nullable PartialCredentials read(MemberReader body, @Nullable String appId) {
        if (body.lacks(TOKEN) && body.lacks(SECRET)) {
            return null;
        }
        PartialCredentials given = readPart(body, appId);
        boolean wrong = given.appId() == null
                || (given.userAccessToken() == null && !body.lacks(TOKEN))
                || (given.appSecret() == null && !body.lacks(SECRET));
        return wrong ? null : given;
    }

    /** The credentials that are given and not wrong. An App Secret that is pasted as {@code appid|secret} gives the App ID as well. */
    static PartialCredentials readPart(MemberReader body, @Nullable String appId) {
        return new CredentialsReader(body, appId).read();
    }

    private PartialCredentials read() {
        PastedValue pastedToken = body.pasted(TOKEN, Kind.TOKEN);
        String token = pastedToken == null ? null : token(pastedToken);
        PastedValue pastedSecret = body.pasted(SECRET, Kind.TOKEN);
        String secret = pastedSecret == null ? null : secret(pastedSecret, pastedToken);
        return new PartialCredentials(
                token == null ? null : new Secret(token),
                appId == null && body.lacks(APP_ID) ? pastedAppId : appId,
                secret == null ? null : new Secret(secret));
    }

    private @Nullable String token(PastedValue pasted) {
        String token = pasted.text();
        OtherValue other = OtherValue.of(token).orElse(OtherValue.ACCESS_TOKEN);
        // A check says more about a token and a secret that are swapped.
        boolean swapped = isToken(PastedValue.of(body.asPasted(SECRET), Kind.TOKEN));
        if (other != OtherValue.ACCESS_TOKEN && !swapped) {
            return refused(TOKEN, other.message() + " The system user's access token belongs here.");
        }
        if (token.equals(appId)) {
            return refused(TOKEN, "This is the App ID. The system user's access token belongs here.");
        }
        if (token.contains("|EAA")) {
            return refused(TOKEN, "The App ID and the pipe do not belong before an access token: leave them out.");
        }
        String foreign = pasted.foreign(CredentialsReader::isPrintable).orElse(null);
        if (foreign != null) {
            return refused(
                    TOKEN,
                    "An access token has no blanks, line breaks or special characters inside. " + foreign
                            + " does not belong to it.");
        }
        if (token.length() > LONGEST_TOKEN) {
            return refused(TOKEN, "An access token has 4,096 characters at most; this has " + token.length() + ".");
        }
        body.cleaned(TOKEN, pasted.removed());
        return token;
    }

    /** {@code appid|secret} as PingOne asks for it, or the secret alone. */
    private @Nullable String secret(PastedValue pasted, @Nullable PastedValue token) {
        List<PastedValue> halves = pasted.halves(Kind.ID, Kind.TOKEN);
        PastedValue right = halves.getLast();
        PastedValue left = halves.size() == 1 ? null : halves.getFirst();
        String secret = right.text();
        if (right.isEmpty() || (left != null && left.isEmpty())) {
            return refused(SECRET, "One side of the pipe is empty: enter appid|secret, or the App Secret alone.");
        }
        if ((body.lacks(TOKEN) && isToken(right))
                || (token != null && isToken(token) && (isToken(right) || secret.equals(token.text())))) {
            return refused(SECRET, "This is an access token. The App Secret belongs here.");
        }
        if (secret.equals(appId)) {
            return refused(
                    SECRET,
                    left == null
                            ? "This is the App ID. The App Secret belongs here."
                            : "App ID and App Secret are swapped: the App ID stands before the pipe, the App Secret after it.");
        }
        if (left != null && appId != null && !left.text().equals(appId)) {
            return refused(SECRET, "The part before the pipe must equal appId." + foreignDigit(left));
        }
        if (left != null && left.text().chars().allMatch(character -> character >= '0' && character <= '9')) {
            pastedAppId = left.text();
        }
        return printable(right, secret) ? cleaned(pasted, left, right) : null;
    }

    private boolean printable(PastedValue right, String secret) {
        OtherValue other = OtherValue.of(secret).orElse(OtherValue.APP_SECRET);
        String fault = switch (other) {
            case HIDDEN, LINK, PHONE_NUMBER -> other.message();
            default ->
                right.foreign(character -> isPrintable(character) && character != '|')
                        .map(foreign -> "The App Secret has no blanks, line breaks or pipes inside. " + foreign
                                + " does not belong to it.")
                        .orElse(
                                secret.length() > LONGEST_SECRET
                                        ? "An App Secret has 32 characters; this has " + secret.length() + "."
                                        : null);
        };
        if (fault != null) {
            body.fault(Violation.invalid(SECRET, fault));
        }
        return fault == null;
    }

    private String cleaned(PastedValue pasted, @Nullable PastedValue left, PastedValue right) {
        Set<Addition> removed = EnumSet.noneOf(Addition.class);
        removed.addAll(pasted.removed());
        removed.addAll(right.removed());
        if (left != null) {
            removed.addAll(left.removed());
        }
        body.cleaned(SECRET, removed);
        return right.text();
    }

    private static String foreignDigit(PastedValue left) {
        return left.foreign(character -> character >= '0' && character <= '9')
                .map(foreign -> " " + foreign + " does not belong to it.")
                .orElse("");
    }

    private static boolean isToken(@Nullable PastedValue value) {
        return value != null && OtherValue.of(value.text()).equals(Optional.of(OtherValue.ACCESS_TOKEN));
    }

    private static boolean isPrintable(int character) {
        return character > ' ' && character < 0x7f;
    }

    private @Nullable String refused(String member, String message) {
        body.fault(Violation.invalid(member, message));
        return null;
    }
}
