package org.mfasender.checks;

import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphCause;
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
     * @param inspection null if Meta inspected the token on nobody's behalf
     * @param ofApp why Meta refused to answer the app; null when it did answer, or refused only the token
     * @param ofToken why Meta refused to inspect the token; null when it did
     */
    record Answer(
            @Nullable TokenInspection inspection,
            @Nullable GraphFailure ofApp,
            @Nullable GraphFailure ofToken) {

        /** Whether App ID and App Secret belong together; a refused parameter is the token's fault. */
        boolean appAccepted() {
            return ofApp == null || ofApp.isParameterRefused();
        }

        /** Whether the token is refused in the same way, so that it may be for the app's sake. */
        boolean refusesBoth(GraphCause cause) {
            return ofToken != null && ofToken.cause() == cause;
        }

        /** Whether what Meta says is about the token, and not rather about the app. */
        boolean blamesToken() {
            return ofToken == null || (ofToken.cause().isOfToken() && (ofApp == null || !refusesBoth(ofApp.cause())));
        }

        boolean tokenValid() {
            return inspection != null && inspection.valid();
        }

        /** The app that the token belongs to; null when Meta does not say. */
        @Nullable
        String tokensApp() {
            return inspection == null ? null : inspection.appId();
        }
    }

    Answer ask(Credentials credentials) {
        AccessToken app = Tokens.app(credentials);
        AccessToken user = Tokens.unsigned(credentials);
        try {
            return new Answer(graph.inspectToken(app, user), null, null);
        } catch (GraphException e) {
            GraphFailure refusal = e.fixable();
            return refusal.cause().isOfToken() && isAccepted(app)
                    ? new Answer(null, null, refusal)
                    : inspectItself(user, refusal);
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
    private Answer inspectItself(AccessToken user, GraphFailure ofApp) {
        try {
            return new Answer(graph.inspectToken(user, user), ofApp, null);
        } catch (GraphException e) {
            return new Answer(null, ofApp, e.fixable());
        }
    }
}
