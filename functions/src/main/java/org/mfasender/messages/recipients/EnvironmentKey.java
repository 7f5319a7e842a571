package org.mfasender.messages.recipients;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.Secret;

/**
 * The key of one environment, with which values are recognised that are not stored. It follows from the secret of the stack: hashes of
 * two environments have nothing in common. Never prints itself.
 */
public final class EnvironmentKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    private EnvironmentKey(byte[] key) {
        this.key = key;
    }

    static EnvironmentKey of(Secret stackSecret, EnvironmentId environment) {
        byte[] bytes = stackSecret.reveal().getBytes(StandardCharsets.UTF_8);
        return new EnvironmentKey(hmac(bytes, "environment|" + environment));
    }

    /**
     * The HMAC-SHA256 of a value in lower-case hex.
     *
     * @param label what the value is, so that equal values of two kinds have different hashes; without {@code |}
     */
    public String hash(String label, String value) {
        return HexFormat.of().formatHex(hmac(key, label + "|" + value));
    }

    /** By which a recipient is recognised, however its number was written. */
    public String hash(Recipient recipient) {
        return hash("recipient", recipient.phone());
    }

    /** By which the range of a recipient's number is recognised. */
    public String rangeHash(Recipient recipient) {
        return hash("range", recipient.range());
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "(key)";
    }
}
