package org.mfasender.local.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mfasender.local.SimulatedIssuer;

/**
 * Where people sign in at an issuer, with an authorization code and PKCE (RFC 7636). Everybody is signed in at once; a client, an address or
 * a verifier that is not the right one is refused.
 */
final class SignInPages {

    static final String CLIENT = "the-console";

    private final String redirect;
    private final Supplier<String> accessTokens;
    private final Supplier<String> idTokens;
    private final Map<String, String> challenges = new ConcurrentHashMap<>();

    private SignInPages(String redirect, Supplier<String> accessTokens, Supplier<String> idTokens) {
        this.redirect = redirect;
        this.accessTokens = accessTokens;
        this.idTokens = idTokens;
    }

    /**
     * Adds them to an issuer.
     *
     * @param redirect the only address that the client may redirect to
     * @param accessTokens what each sign-in yields
     */
    static void of(SimulatedIssuer issuer, String redirect, Supplier<String> accessTokens) {
        SignInPages pages = new SignInPages(
                redirect,
                accessTokens,
                () -> issuer.token(
                        issuer.claims("openid").audience(CLIENT).subject("anna").build(), null));
        issuer.handle("/authorize", pages::authorize);
        issuer.handle("/token", pages::token);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = parameters(exchange.getRequestURI().getRawQuery());
        boolean right = CLIENT.equals(query.get("client_id"))
                && redirect.equals(query.get("redirect_uri"))
                && "code".equals(query.get("response_type"))
                && "S256".equals(query.get("code_challenge_method"));
        try (exchange) {
            if (!right) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            String code = UUID.randomUUID().toString();
            challenges.put(code, Objects.requireNonNull(query.get("code_challenge")));
            exchange.getResponseHeaders().add("Location", redirect + "?code=" + code + "&state=" + query.get("state"));
            exchange.sendResponseHeaders(302, -1);
        }
    }

    /** A code is good once. */
    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        String challenge = challenges.remove(form.getOrDefault("code", ""));
        boolean right = challenge != null && challenge.equals(challenge(form.getOrDefault("code_verifier", "")));
        byte[] answer = SenderApi.JSON.writeValueAsBytes(
                right
                        ? Map.of(
                                "access_token",
                                accessTokens.get(),
                                "id_token",
                                idTokens.get(),
                                "token_type",
                                "Bearer",
                                "expires_in",
                                3600)
                        : Map.of("error", "invalid_grant"));
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
            exchange.sendResponseHeaders(right ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parameters(String encoded) {
        return Stream.of(encoded.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }
}
