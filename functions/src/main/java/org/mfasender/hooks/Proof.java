package org.mfasender.hooks;

import java.util.Optional;
import java.util.function.Predicate;
import org.mfasender.platform.secrets.Secret;

/** With what a request shows that its sender has a key. */
public sealed interface Proof {

    /** The scheme, and what stands between it and the key. */
    String BEARER = "Bearer ";

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

    /** The request carries a key. */
    record Key(Secret text) implements Proof {}

    /**
     * The request is signed.
     *
     * @param isMadeWith whether the signature is made with a key; takes the same time for every wrong one
     */
    record Signature(Predicate<Secret> isMadeWith) implements Proof {}
}
