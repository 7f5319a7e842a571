package org.mfasender.local.graph.protocol;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call.
 *
 * @param baseUri scheme and authority that the client used, without a slash at the end
 * @param segments the path after the version
 * @param authorization the header, null = none
 */
public record GraphRequest(
        String method,
        String baseUri,
        List<String> segments,
        @Nullable String authorization,
        Params params) {
    private static final String BEARER = "Bearer ";

    /** The token: from the header, else from {@code access_token}. */
    public Optional<String> token() {
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(authorization.substring(BEARER.length()).trim()).filter(token -> !token.isEmpty());
        }
        return params.text("access_token");
    }

    /** The same call with other parameters. */
    public GraphRequest withParams(Params changed) {
        return new GraphRequest(method, baseUri, segments, authorization, changed);
    }
}
