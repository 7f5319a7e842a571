package org.mfasender.platform.aws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Signs requests by
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature Version 4</a>. A test
 * compares it with the SDK's own.
 */
final class Signature {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String MAC = "HmacSHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String region;
    private final String service;
    private volatile @Nullable DayKey last;

    /** @param service in the scope of the signature */
    Signature(String region, String service) {
        this.region = region;
        this.service = service;
    }

    /** What all requests of a day are signed with: making it is four of five digests. */
    private record DayKey(AwsCredentials credentials, String day, SecretKeySpec key) {}

    /**
     * The headers of a {@code POST}, with those that sign it.
     *
     * @param path as in the request line; of unreserved characters and slashes
     * @param headers by name in lower case, with {@code host}
     */
    Map<String, String> sign(
            String path, Map<String, String> headers, byte[] body, AwsCredentials credentials, Instant now) {
        String time = TIME.format(now);
        SortedMap<String, String> signed = new TreeMap<>(headers);
        signed.put("x-amz-date", time);
        if (credentials instanceof AwsSessionCredentials session) {
            signed.put("x-amz-security-token", session.sessionToken());
        }
        String names = String.join(";", signed.keySet());
        StringBuilder request =
                new StringBuilder(512).append("POST\n").append(path).append("\n\n");
        signed.forEach(
                (name, value) -> request.append(name).append(':').append(value).append('\n'));
        request.append('\n').append(names).append('\n').append(sha256(body));
        String day = time.substring(0, 8);
        String scope = day + "/" + region + "/" + service + "/aws4_request";
        String text = ALGORITHM + "\n" + time + "\n" + scope + "\n" + sha256(bytes(request.toString()));
        signed.put(
                "authorization",
                ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + HexFormat.of().formatHex(hmac(key(credentials, day), text)));
        return signed;
    }

    private SecretKeySpec key(AwsCredentials credentials, String day) {
        DayKey known = last;
        if (known != null && known.day.equals(day) && known.credentials.equals(credentials)) {
            return known.key;
        }
        SecretKeySpec key = key(bytes("AWS4" + credentials.secretAccessKey()));
        for (String part : new String[] {day, region, service, "aws4_request"}) {
            key = key(hmac(key, part));
        }
        last = new DayKey(credentials, day, key);
        return key;
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, MAC);
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(MAC + " is part of every JDK", e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
