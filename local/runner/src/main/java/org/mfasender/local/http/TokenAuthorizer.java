package org.mfasender.local.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.template.Authorization;

/**
 * What a JWT authorizer of an HTTP API does: signature by one of the issuer's RSA keys, {@code iss}, {@code aud} or without it
 * {@code client_id}, {@code exp}, {@code nbf}, {@code iat}, and one of the route's scopes in {@code scope} or {@code scp}. A token that
 * does not hold is answered with 401, one whose scopes are too small with 403.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">Control access to HTTP APIs
 *     with JWT authorizers</a>
 */
final class TokenAuthorizer implements Authorizer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BEARER = Pattern.compile("^Bearer\\s+", Pattern.CASE_INSENSITIVE);

    private final Authorization.Token wanted;
    private final InstantSource clock;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    TokenAuthorizer(Authorization.Token wanted, IssuerKeys keys, InstantSource clock) {
        this.wanted = wanted;
        this.clock = clock;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512), keys));
        processor.setJWSTypeVerifier((type, context) -> {}); // AWS documents no check of it; PingOne's will be at+jwt
        processor.setJWTClaimsSetVerifier((claims, context) -> verify(claims));
    }

    @Override
    public Decision decide(IncomingRequest request) {
        JWTClaimsSet claims;
        List<String> scopes;
        try {
            SignedJWT token = SignedJWT.parse(
                    BEARER.matcher(request.header("authorization")).replaceFirst(""));
            if (token.getHeader().getKeyID() == null) {
                return new Refused(ProxyAnswer.message(401, "Unauthorized"));
            }
            claims = processor.process(token, null);
            scopes = scopes(claims);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return new Refused(ProxyAnswer.message(401, "Unauthorized"));
        }
        if (!wanted.scopes().isEmpty() && Collections.disjoint(wanted.scopes(), scopes)) {
            return new Refused(ProxyAnswer.message(403, "Forbidden"));
        }
        return new Admitted(context(claims, scopes));
    }

    private void verify(JWTClaimsSet claims) throws BadJWTException {
        Instant now = clock.instant();
        require(wanted.issuer().equals(claims.getIssuer()), "iss");
        List<String> audiences = claims.getAudience().isEmpty()
                ? List.of(String.valueOf(claims.getClaim("client_id")))
                : claims.getAudience();
        require(!Collections.disjoint(wanted.audiences(), audiences), "aud");
        Date expires = claims.getExpirationTime();
        require(expires != null && now.isBefore(expires.toInstant()), "exp");
        require(isPast(claims.getNotBeforeTime(), now), "nbf");
        require(isPast(claims.getIssueTime(), now), "iat");
    }

    private static boolean isPast(@Nullable Date time, Instant now) {
        return time == null || !time.toInstant().isAfter(now);
    }

    private static void require(boolean holds, String claim) throws BadJWTException {
        if (!holds) {
            throw new BadJWTException(claim);
        }
    }

    private static List<String> scopes(JWTClaimsSet claims) throws ParseException {
        List<String> scopes = new ArrayList<>();
        for (String name : List.of("scope", "scp")) {
            Object value = claims.getClaim(name);
            if (value instanceof String text) {
                scopes.addAll(List.of(text.split(" ")));
            } else if (value != null) {
                scopes.addAll(claims.getStringListClaim(name));
            }
        }
        return scopes;
    }

    /** Claims are texts in the event; a list is written as {@code [a b]}, which AWS does and does not document. */
    private static ObjectNode context(JWTClaimsSet claims, List<String> scopes) {
        ObjectNode context = JSON.createObjectNode();
        ObjectNode jwt = context.putObject("jwt");
        ObjectNode texts = jwt.putObject("claims");
        claims.toJSONObject().forEach((name, value) -> texts.put(name, text(value)));
        if (scopes.isEmpty()) {
            jwt.putNull("scopes");
        } else {
            ArrayNode array = jwt.putArray("scopes");
            scopes.forEach(array::add);
        }
        return context;
    }

    private static String text(Object value) {
        return value instanceof Collection<?> items
                ? items.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"))
                : String.valueOf(value);
    }
}
