package org.mfasender.senderkeys;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.senderkeys.storage.SenderKeyKind;

/**
 * What keys look like. They are 256 random bits, so a plain SHA-256 hides one as well as a slow hash would: those make it costly to try
 * what people think of, and nobody can try random keys.
 */
final class KeyText {

    private static final int BYTES = 32;
    private static final Pattern STANDARD_WEBHOOKS = Pattern.compile("(?:v1,)?whsec_([A-Za-z0-9+/=]{1,100})");
    /** ZITADEL does not document how long its keys are; its example has eight letters and digits. */
    private static final Pattern ZITADEL = Pattern.compile("[!-~]{8,128}");

    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyText() {}

    /** A new key. Its beginning shows what it is, also to programs that look for secrets in texts. */
    static Secret random(SenderKeyKind kind) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(
                switch (kind) {
                    case BEARER, OKTA, PINGONE ->
                        "wsk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                    case SUPABASE -> "v1,whsec_" + Base64.getEncoder().encodeToString(bytes);
                    case ZITADEL -> throw new IllegalArgumentException("ZITADEL makes its keys itself");
                });
    }

    /** Whether a text can be a key that the identity product has made. Of most kinds, keys are made here only. */
    static boolean isGiven(SenderKeyKind kind, String text) {
        return switch (kind) {
            case BEARER, OKTA, PINGONE -> false;
            case SUPABASE -> isStandardWebhooksKey(text);
            case ZITADEL -> ZITADEL.matcher(text).matches();
        };
    }

    /** 24 to 64 bytes. Source: Standard Webhooks, "Signature scheme". */
    private static boolean isStandardWebhooksKey(String text) {
        Matcher matcher = STANDARD_WEBHOOKS.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        try {
            int bytes = Base64.getDecoder().decode(matcher.group(1)).length;
            return bytes >= 24 && bytes <= 64;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
