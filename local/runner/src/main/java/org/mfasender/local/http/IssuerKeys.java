package org.mfasender.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of an OIDC issuer, from the {@code jwks_uri} that its discovery document names. They are looked for when the first
 * token arrives, so that the issuer may start later, and kept.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String issuer;
    private @Nullable JWKSource<SecurityContext> keys;

    IssuerKeys(String issuer) {
        this.issuer = issuer;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        return discovered().get(selector, context);
    }

    private synchronized JWKSource<SecurityContext> discovered() throws KeySourceException {
        if (keys == null) {
            int millis = Math.toIntExact(TIMEOUT.toMillis());
            DefaultResourceRetriever retriever =
                    new DefaultResourceRetriever(millis, millis, JWKSourceBuilder.DEFAULT_HTTP_SIZE_LIMIT);
            keys = JWKSourceBuilder.create(keysUrl(), retriever)
                    .rateLimited(false)
                    .build();
        }
        return keys;
    }

    private URL keysUrl() throws KeySourceException {
        URI discovery = URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(discovery).timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
            JsonNode keys = JSON.readTree(answer.body()).path("jwks_uri");
            if (answer.statusCode() != 200 || !keys.isTextual()) {
                throw new KeySourceException(discovery + " names no jwks_uri");
            }
            return URI.create(keys.textValue()).toURL();
        } catch (IOException | IllegalArgumentException e) {
            throw new KeySourceException(discovery + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeySourceException("Interrupted while reading " + discovery, e);
        }
    }
}
