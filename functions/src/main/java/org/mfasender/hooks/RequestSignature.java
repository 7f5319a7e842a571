package org.mfasender.hooks;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the signatures of identity products have in common: an HMAC-SHA256, and a time. */
public final class RequestSignature {

    /** As the products' own libraries: longer, and a recorded request could be repeated for longer. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private RequestSignature() {}

    /** Whether a time, in seconds since 1970, is at most five minutes from now. */
    public static boolean isRecent(String seconds, Instant now) {
        return SECONDS.matcher(seconds).matches()
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                                .abs()
                                .compareTo(TOLERANCE)
                        <= 0;
    }

    /** Whether one of the signatures is the HMAC-SHA256 of the parts, one after the other; takes the same time for every wrong one. */
    public static boolean isMadeWith(byte[] key, Collection<byte[]> signatures, byte[]... parts) {
        byte[] right = hmac(key, parts);
        return signatures.stream().anyMatch(each -> MessageDigest.isEqual(each, right));
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256", e);
        }
    }
}
