package org.mfasender.hooks.zitadel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mfasender.hooks.Proof;
import org.mfasender.hooks.RequestSignature;
import org.mfasender.platform.http.HttpRequest;

/**
 * Reads the signature of a request of ZITADEL: {@code t=<seconds>,v1=<hex>}, with a further {@code v1} for each further key. It is the
 * HMAC-SHA256 of time, a dot and body with the text of the key.
 *
 * @see <a href="https://github.com/zitadel/zitadel/blob/main/pkg/actions/signing.go">how ZITADEL signs</a>
 */
final class ZitadelSignatureReader {

    private static final Pattern TIME = Pattern.compile("(?:^|,)t=([0-9]{1,12})(?=$|,)");
    private static final Pattern SIGNATURE = Pattern.compile("(?:^|,)v1=([0-9a-f]{64})(?=$|,)");

    private ZitadelSignatureReader() {}

    /** The proof; {@link Proof#NONE} without a signature, or when its time is more than five minutes from now. */
    static Proof proof(HttpRequest request, Instant now) {
        String header = request.header("ZITADEL-Signature").orElse("");
        Optional<String> time = TIME.matcher(header)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .filter(seconds -> RequestSignature.isRecent(seconds, now));
        List<byte[]> found = SIGNATURE
                .matcher(header)
                .results()
                .map(signature -> HexFormat.of().parseHex(signature.group(1)))
                .toList();
        if (time.isEmpty() || found.isEmpty()) {
            return Proof.NONE;
        }
        byte[] head = (time.get() + ".").getBytes(StandardCharsets.UTF_8);
        return new Proof.Signature(key -> RequestSignature.isMadeWith(
                key.reveal().getBytes(StandardCharsets.UTF_8), found, head, request.body()));
    }
}
