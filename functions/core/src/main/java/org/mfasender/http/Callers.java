package org.mfasender.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.util.Map;
import java.util.Optional;
import org.mfasender.sender.EnvironmentId;

/**
 * Keeps callers to their own environment. The gateway has checked token and scope before; that the token was issued for the environment
 * in the path is something it cannot check. Calls that are signed name no environment: their principal answers for it.
 */
final class Callers {

    private final Optional<String> claim;

    /**
     * Callers of a function with these variables.
     *
     * @param variables {@code ENVIRONMENT_CLAIM} names the claim that holds the environment; empty or missing when calls are signed
     */
    Callers(Map<String, String> variables) {
        this.claim = Optional.ofNullable(variables.get("ENVIRONMENT_CLAIM")).filter(name -> !name.isBlank());
    }

    /** Whether the caller may know that the environment exists. Without the claim, or without a token where one is wanted: no. */
    boolean mayEnter(APIGatewayV2HTTPEvent event, EnvironmentId environment) {
        return claim.isEmpty()
                || claim.map(claims(event)::get)
                        .flatMap(EnvironmentId::parse)
                        .filter(environment::equals)
                        .isPresent();
    }

    private static Map<String, String> claims(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getRequestContext())
                .map(RequestContext::getAuthorizer)
                .map(RequestContext.Authorizer::getJwt)
                .map(RequestContext.Authorizer.JWT::getClaims)
                .orElseGet(Map::of);
    }
}
