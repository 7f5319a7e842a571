package org.mfasender.hooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.secrets.Secret;

/**
 * Reads the signature of a request that is signed by Standard Webhooks: HMAC-SHA256 of ID, time and body with the bytes of the key.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
public final class StandardWebhooksReader {

    /** As the specification's own libraries: longer, and a recorded request could be repeated for longer. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    /** The specification separates signatures by blanks, some senders by a comma and a blank. */
    private static final Pattern SIGNATURE = Pattern.compile("(?:^|[ ,])v1,([A-Za-z0-9+/]{1,128}={0,2})(?=$|[ ,])");

    private StandardWebhooksReader() {}

    /** The proof; {@link Proof#NONE} when a header is missing, or the time is more than five minutes from now. */
    public static Proof proof(HttpRequest request, Instant now) {
        Optional<String> id = request.header("webhook-id");
        Optional<String> time = request.header("webhook-timestamp").filter(text -> isNow(text, now));
        Optional<String> signatures = request.header("webhook-signature");
        if (id.isEmpty() || time.isEmpty() || signatures.isEmpty()) {
            return Proof.NONE;
        }
        byte[] signed = signed(id.get(), time.get(), request.body());
        List<byte[]> found = SIGNATURE
                .matcher(signatures.get())
                .results()
                .map(signature -> bytes(signature.group(1)))
                .toList();
        return new Proof.Signature(key -> {
            byte[] right = hmac(key, signed);
            return found.stream().anyMatch(each -> MessageDigest.isEqual(each, right));
        });
    }

    private static boolean isNow(String seconds, Instant now) {
        return SECONDS.matcher(seconds).matches()
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                                .abs()
                                .compareTo(TOLERANCE)
                        <= 0;
    }

    private static byte[] signed(String id, String time, byte[] body) {
        byte[] head = (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
        byte[] signed = new byte[head.length + body.length];
        System.arraycopy(head, 0, signed, 0, head.length);
        System.arraycopy(body, 0, signed, head.length, body.length);
        return signed;
    }

    /** None when it is no Base64. */
    private static byte[] bytes(String signature) {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** @param key {@code whsec_} and the bytes in Base64 */
    private static byte[] hmac(Secret key, byte[] content) {
        try {
            String text = key.reveal();
            byte[] bytes = Base64.getDecoder().decode(text.substring(text.indexOf('_') + 1));
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256", e);
        }
    }
}
