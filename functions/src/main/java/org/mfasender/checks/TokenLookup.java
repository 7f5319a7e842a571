package org.mfasender.checks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.TokenInspection;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.Credentials;

/**
 * Asks Meta about the access token, on behalf of the app. When Meta refuses the app, the token inspects itself: that
 * separates a wrong secret from the secret of another app, and lets the other checks be made.
 */
final class TokenLookup {

    private final GraphClient graph;

    TokenLookup(GraphClient graph) {
        this.graph = graph;
    }

    /**
     * What Meta answered.
     *
     * @param inspection one that is not valid if Meta could not inspect the token
     * @param refusal why Meta refused to answer the app; null when it did answer
     */
    record Answer(TokenInspection inspection, @Nullable GraphFailure refusal) {

        /** Whether App ID and App Secret belong together; a refused parameter is the token's fault. */
        boolean appAccepted() {
            return refusal == null || refusal.isParameterRefused();
        }
    }

    Answer ask(Credentials credentials) {
        AccessToken app = Tokens.app(credentials);
        AccessToken user = Tokens.unsigned(credentials);
        try {
            return new Answer(graph.inspectToken(app, user), null);
        } catch (GraphException e) {
            GraphFailure refusal = e.fixable();
            return refusal.isTokenRefused() && isAccepted(app)
                    ? new Answer(unreadable(refusal), null)
                    : new Answer(inspectItself(user), refusal);
        }
    }

    /** The refused token may be the app's, or an inspected one that Meta cannot read: the app's own inspection shows which. */
    private boolean isAccepted(AccessToken app) {
        try {
            return graph.inspectToken(app, app).valid();
        } catch (GraphException e) {
            e.fixable();
            return false;
        }
    }

    /** A token may always inspect itself. Source: Meta, "Debug token". */
    private TokenInspection inspectItself(AccessToken user) {
        try {
            return graph.inspectToken(user, user);
        } catch (GraphException e) {
            return unreadable(e.fixable());
        }
    }

    private static TokenInspection unreadable(GraphFailure failure) {
        return new TokenInspection(false, null, null, null, List.of(), null, failure.code(), failure.subcode());
    }
}
