package org.mfasender.local.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as ZITADEL does.
 *
 * @param key as {@code POST /admin/v1/sms/http} answers it
 * @see <a href="https://github.com/zitadel/zitadel/blob/main/pkg/actions/signing.go">how ZITADEL signs</a>
 */
public record ZitadelSignature(String key, Instant time) {

    /** Signs now. */
    public static ZitadelSignature now(String key) {
        return new ZitadelSignature(key, Instant.now());
    }

    /** The same of another time. */
    public ZitadelSignature at(Instant another) {
        return new ZitadelSignature(key, another);
    }

    /** Names and values in turns. */
    public String[] headers(String body) {
        long seconds = time.getEpochSecond();
        return new String[] {
            "Content-Type",
            "application/json",
            "ZITADEL-Signature",
            "t=" + seconds + ",v1=" + hmac(seconds + "." + body)
        };
    }

    private String hmac(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
