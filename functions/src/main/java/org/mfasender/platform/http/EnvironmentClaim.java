package org.mfasender.platform.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mfasender.platform.EnvironmentId;

/**
 * Keeps callers to their own environments. The gateway has checked token and scope before, but cannot check that the token was issued
 * for the environment in the path. Signed calls name no environment: their principal's policy decides.
 */
final class EnvironmentClaim {

    /**
     * HTTP APIs write a claim that is a list as {@code [a b]}; a token's text may have several, too.
     *
     * @see <a href="https://github.com/aws-solutions-library-samples/guidance-for-claude-code-with-amazon-bedrock/pull/803">the form,
     *     as it was found at AWS</a>
     */
    private static final Pattern SEPARATORS = Pattern.compile("[\\[\\]\",\\s]+");

    private final Optional<String> name;

    /** @param name the claim that holds the environment or several; empty when calls are signed */
    EnvironmentClaim(Optional<String> name) {
        this.name = name;
    }

    /**
     * Whether the caller may know that the environment exists.
     *
     * @throws ApiException 403 when a token is required and has no such claim
     */
    boolean admits(HttpRequest request, EnvironmentId environment) {
        return name.isEmpty()
                || values(request, name.get()).stream()
                        .anyMatch(value -> EnvironmentId.parse(value)
                                .filter(environment::equals)
                                .isPresent());
    }

    private static List<String> values(HttpRequest request, String name) {
        List<String> values = request.claim(name).stream()
                .flatMap(text -> Arrays.stream(SEPARATORS.split(text)))
                .filter(value -> !value.isEmpty())
                .toList();
        if (values.isEmpty()) {
            throw ApiException.claimMissing(name);
        }
        return values;
    }
}
