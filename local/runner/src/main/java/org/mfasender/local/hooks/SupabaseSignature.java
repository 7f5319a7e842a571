package org.mfasender.local.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Supabase Auth does: with another ID each time it tries, and with each of its keys.
 *
 * @param keys as the dashboard shows them, {@code v1,whsec_...}, separated by {@code |}
 */
public record SupabaseSignature(String keys, String id, Instant time) {

    /** Signs now. */
    public static SupabaseSignature now(String keys) {
        return new SupabaseSignature(keys, UUID.randomUUID().toString(), Instant.now());
    }

    /** The same of another time. */
    public SupabaseSignature at(Instant another) {
        return new SupabaseSignature(keys, id, another);
    }

    /** Names and values in turns. */
    public String[] headers(String body) {
        StringBuilder signatures = new StringBuilder();
        for (String key : keys.split("\\|", -1)) {
            signatures
                    .append(signatures.isEmpty() ? "" : ", ")
                    .append("v1,")
                    .append(hmac(key, id + "." + time.getEpochSecond() + "." + body));
        }
        return new String[] {
            "Content-Type",
            "application/json",
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(time.getEpochSecond()),
            "webhook-signature",
            signatures.toString()
        };
    }

    private static String hmac(String key, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.replaceFirst(".*whsec_", "")), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
