package org.mfasender.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An OIDC issuer on loopback: its discovery document, its keys, and tokens with the claims that PingOne's have. */
public final class SimulatedIssuer implements AutoCloseable {
    /** Whom {@link #token} is for, unless the claims are changed. */
    public static final String AUDIENCE = "whatsapp-sender";

    private static final String KEY_ID = "simulated-key";

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey strangersKey;

    private SimulatedIssuer(HttpServer server, RSAKey key, RSAKey strangersKey) {
        this.server = server;
        this.key = key;
        this.strangersKey = strangersKey;
    }

    /** Starts one on a free port. */
    public static SimulatedIssuer start() throws IOException, JOSEException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SimulatedIssuer issuer = new SimulatedIssuer(server, newKey(), newKey());
        issuer.answer(
                "/as/.well-known/openid-configuration",
                "{\"issuer\": \"" + issuer.uri() + "\", \"jwks_uri\": \"" + issuer.uri()
                        + "/jwks\", \"authorization_endpoint\": \"" + issuer.uri()
                        + "/authorize\", \"token_endpoint\": \"" + issuer.uri() + "/token\"}");
        issuer.answer("/as/jwks", new JWKSet(issuer.key).toString(true));
        server.start();
        return issuer;
    }

    /** Answers a path below the issuer, such as {@code /token}. */
    public void handle(String path, HttpHandler handler) {
        server.createContext("/as" + path, handler);
    }

    /** What {@code iss} says. */
    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/as";
    }

    /**
     * A signed token, valid for an hour.
     *
     * @param environment what {@code env} says
     * @param scope scopes separated by spaces
     * @param change of the claims before they are signed
     */
    public String token(UUID environment, String scope, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(key, change.apply(claims(environment, scope)).build(), null);
    }

    /** A token that claims to be signed with the issuer's key, and is signed with another. */
    public String forgedToken(UUID environment, String scope) {
        return signed(strangersKey, claims(environment, scope).build(), null);
    }

    /**
     * A token with these claims, signed.
     *
     * @param type what its header says; null for nothing
     */
    public String token(JWTClaimsSet claims, @Nullable JOSEObjectType type) {
        return signed(key, claims, type);
    }

    private JWTClaimsSet.Builder claims(UUID environment, String scope) {
        return claims(scope).claim("env", environment.toString());
    }

    /** Claims that are valid for an hour, and name no environment and no subject. */
    public JWTClaimsSet.Builder claims(String scope) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(uri())
                .audience(AUDIENCE)
                .claim("client_id", "simulated-client")
                .claim("scope", scope)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)));
    }

    private static String signed(RSAKey key, JWTClaimsSet claims, @Nullable JOSEObjectType type) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(KEY_ID)
                        .type(type)
                        .build(),
                claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static RSAKey newKey() throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(KEY_ID).generate();
    }

    private void answer(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
