package org.mfasender.local.http;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.mfasender.local.template.Authorization;
import org.mfasender.local.template.HttpRoute;

/**
 * The authorizers of all routes. A signed call cannot be distinguished from another here, for IAM is not evaluated: such a route is open, as only
 * the local system may be.
 */
public final class Authorizers {
    private final Map<HttpRoute, Authorization> authorizations;
    private final Map<String, IssuerKeys> issuers = new HashMap<>();

    /** Authorizers of what the template says. */
    public Authorizers(Map<HttpRoute, Authorization> authorizations) {
        this.authorizations = Map.copyOf(authorizations);
    }

    /** For routes that anyone may call. */
    static Authorizers none() {
        return new Authorizers(Map.of());
    }

    Authorizer of(HttpRoute route) {
        return authorizations.get(route) instanceof Authorization.Token token
                ? new TokenAuthorizer(
                        token, issuers.computeIfAbsent(token.issuer(), IssuerKeys::new), InstantSource.system())
                : Authorizer.OPEN;
    }
}
