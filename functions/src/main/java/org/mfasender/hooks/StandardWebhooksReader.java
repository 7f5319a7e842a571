package org.mfasender.hooks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.secrets.Secret;

/**
 * Reads the signature of a request that is signed by Standard Webhooks: HMAC-SHA256 of ID, time and body with the bytes of the key.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
public final class StandardWebhooksReader {

    /** The specification separates signatures by blanks, some senders by a comma and a blank. */
    private static final Pattern SIGNATURE = Pattern.compile("(?:^|[ ,])v1,([A-Za-z0-9+/]{1,128}={0,2})(?=$|[ ,])");

    private StandardWebhooksReader() {}

    /** The proof; {@link Proof#NONE} when a header is missing, or the time is more than five minutes from now. */
    public static Proof proof(HttpRequest request, Instant now) {
        Optional<String> id = request.header("webhook-id");
        Optional<String> time =
                request.header("webhook-timestamp").filter(text -> RequestSignature.isRecent(text, now));
        Optional<String> signatures = request.header("webhook-signature");
        if (id.isEmpty() || time.isEmpty() || signatures.isEmpty()) {
            return Proof.NONE;
        }
        byte[] head = (id.get() + "." + time.get() + ".").getBytes(StandardCharsets.UTF_8);
        List<byte[]> found = SIGNATURE
                .matcher(signatures.get())
                .results()
                .map(signature -> bytes(signature.group(1)))
                .toList();
        return new Proof.Signature(key -> RequestSignature.isMadeWith(bytesOf(key), found, head, request.body()));
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
    private static byte[] bytesOf(Secret key) {
        String text = key.reveal();
        return Base64.getDecoder().decode(text.substring(text.indexOf('_') + 1));
    }
}
