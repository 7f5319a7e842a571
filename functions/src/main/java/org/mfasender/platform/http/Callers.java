package org.mfasender.platform.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.EnvironmentId;

/**
 * Keeps callers to their own environment. The gateway has checked token and scope before; that the token was issued for the environment
 * in the path is something it cannot check. Calls that are signed name no environment: their principal answers for it.
 */
final class Callers {

    private final Optional<String> claim;

    /** @param claim the claim that holds the environment; empty when calls are signed */
    Callers(Optional<String> claim) {
        this.claim = claim;
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
