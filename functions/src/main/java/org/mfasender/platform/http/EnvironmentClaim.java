package org.mfasender.platform.http;

import java.util.Optional;
import org.mfasender.platform.EnvironmentId;

/**
 * Keeps callers to their own environment. The gateway has checked token and scope before, but cannot check that the token was issued
 * for the environment in the path. Signed calls name no environment: their principal's policy decides.
 */
final class EnvironmentClaim {

    private final Optional<String> name;

    /** @param name the claim that holds the environment; empty when calls are signed */
    EnvironmentClaim(Optional<String> name) {
        this.name = name;
    }

    /** Whether the caller may know that the environment exists. Without the claim, or without a token where one is required: no. */
    boolean admits(HttpRequest request, EnvironmentId environment) {
        return name.isEmpty()
                || name.flatMap(request::claim)
                        .flatMap(EnvironmentId::parse)
                        .filter(environment::equals)
                        .isPresent();
    }
}
