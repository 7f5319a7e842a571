package org.mfasender.local.template;

import java.util.List;

/** Who may call a route of the HTTP API. */
public sealed interface Authorization {
    /** Anyone. */
    record Open() implements Authorization {}

    /** A principal of AWS that may {@code execute-api:Invoke}, and signs the call (SigV4). */
    record Signed() implements Authorization {}

    /**
     * Whoever has a token in the {@code Authorization} header.
     *
     * @param issuer of the token, an OIDC issuer
     * @param audiences one of them is the token's
     * @param scopes one of them is among the token's; empty when none is asked for
     */
    record Token(String issuer, List<String> audiences, List<String> scopes) implements Authorization {
        /** Copies the lists. */
        public Token {
            audiences = List.copyOf(audiences);
            scopes = List.copyOf(scopes);
        }
    }
}
