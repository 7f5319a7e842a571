package org.mfasender.platform.meta;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What a call is authorised with. Never prints itself. */
public final class AccessToken {

    private final String value;
    private final @Nullable String appSecret;

    private AccessToken(String value, @Nullable String appSecret) {
        this.value = value;
        this.appSecret = appSecret;
    }

    /** A token whose calls are not signed, because no App Secret is known. */
    public static AccessToken unsigned(String value) {
        return new AccessToken(value, null);
    }

    /** A token whose calls carry {@code appsecret_proof}. */
    public static AccessToken signed(String value, String appSecret) {
        return new AccessToken(value, appSecret);
    }

    /**
     * The app's own token, {@code appId|secret}.
     *
     * @param secret the App Secret, or the right half of an issued app access token
     */
    public static AccessToken ofApp(String appId, String secret) {
        return new AccessToken(appId + "|" + secret, null);
    }

    String value() {
        return value;
    }

    /** Whatever an answer must not repeat, the longest first. */
    Stream<String> secrets() {
        String right = value.substring(value.indexOf('|') + 1);
        return Stream.of(value, right, Objects.requireNonNullElse(appSecret, value))
                .filter(text -> text.length() > 5);
    }

    /** Lower-case hex of HMAC-SHA256 over the token, keyed with the App Secret. Source: Meta, "Secure Graph API calls". */
    Optional<String> proof() {
        if (appSecret == null) {
            return Optional.empty();
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Optional.of(HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "(access token)";
    }
}
