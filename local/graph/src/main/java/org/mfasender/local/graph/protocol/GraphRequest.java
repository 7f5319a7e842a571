package org.mfasender.local.graph.protocol;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call.
 *
 * @param baseUri scheme and authority that the client used, without a slash at the end
 * @param version what the path asks for, null = none
 * @param segments the path behind the version
 * @param authorization the header, null = none
 */
public record GraphRequest(
        String method,
        String baseUri,
        @Nullable String version,
        List<String> segments,
        @Nullable String authorization,
        Params params) {

    /** The token: from the header, else from {@code access_token}. */
    public Optional<String> token() {
        if (authorization != null) {
            for (String scheme : List.of("Bearer ", "OAuth ")) {
                if (authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
                    return Optional.of(authorization.substring(scheme.length()).trim())
                            .filter(token -> !token.isEmpty());
                }
            }
        }
        return params.text("access_token");
    }
}
