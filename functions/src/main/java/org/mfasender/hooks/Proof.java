package org.mfasender.hooks;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import org.mfasender.platform.secrets.Secret;

/** With what a request shows that its sender has a key. */
public sealed interface Proof {

    /** The scheme, and what stands between it and the key. */
    String BEARER = "Bearer ";

    /** The same of a user and a password. */
    String BASIC = "Basic ";

    /** With nothing: it is refused. */
    Proof NONE = new Key(new Secret(""));

    /** The key after {@code Bearer}. Source: RFC 6750, 2.1. */
    static Proof bearer(Optional<String> authorization) {
        return authorization
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .<Proof>map(value ->
                        new Key(new Secret(value.substring(BEARER.length()).strip())))
                .orElse(NONE);
    }

    /** The key that is the password of {@code Basic}, whoever the user is. Source: RFC 7617, 2. */
    static Proof basic(Optional<String> authorization) {
        return authorization
                .filter(value -> value.regionMatches(true, 0, BASIC, 0, BASIC.length()))
                .map(value -> decoded(value.substring(BASIC.length()).strip()))
                .filter(credentials -> credentials.contains(":"))
                .<Proof>map(credentials -> new Key(new Secret(credentials.substring(credentials.indexOf(':') + 1))))
                .orElse(NONE);
    }

    /** Empty when it is no Base64. */
    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The key that is all of a header. */
    static Proof header(Optional<String> value) {
        return value.<Proof>map(key -> new Key(new Secret(key.strip()))).orElse(NONE);
    }

    /** The request carries a key. */
    record Key(Secret text) implements Proof {}

    /**
     * The request is signed.
     *
     * @param isMadeWith whether the signature is made with a key; takes the same time for every wrong one
     */
    record Signature(Predicate<Secret> isMadeWith) implements Proof {}
}
