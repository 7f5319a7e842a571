package org.mfasender.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mfasender.platform.secrets.Secret;

/** The signature of a webhook: HMAC-SHA256 of the body's bytes with the App Secret. Source: Meta, "Create a webhook endpoint". */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern HEADER = Pattern.compile("sha256=([0-9a-fA-F]{64})");

    private final byte[] digest;

    private Signature(byte[] digest) {
        this.digest = digest;
    }

    /** What {@code X-Hub-Signature-256} says; empty when it says no signature. */
    static Optional<Signature> read(String header) {
        Matcher matcher = HEADER.matcher(header);
        return matcher.matches()
                ? Optional.of(new Signature(HexFormat.of().parseHex(matcher.group(1))))
                : Optional.empty();
    }

    /** Whether this is the signature of a body; takes the same time for every wrong one. */
    boolean isOf(byte[] body, Secret appSecret) {
        return MessageDigest.isEqual(digest, hmac(appSecret.reveal(), body));
    }

    static byte[] hmac(String key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256", e);
        }
    }
}
