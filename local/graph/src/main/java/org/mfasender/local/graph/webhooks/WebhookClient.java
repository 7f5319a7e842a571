package org.mfasender.local.graph.webhooks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Calls a callback as Meta does. */
final class WebhookClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Whether the callback answered with 200. */
    boolean deliver(URI callback, byte[] body, String appSecret) {
        HttpRequest request = HttpRequest.newBuilder(callback)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(hmac(appSecret, body)))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> answer = send(request);
        return answer != null && answer.statusCode() == 200;
    }

    @Nullable
    String handshake(URI callback, String verifyToken, String challenge) {
        URI query =
                URI.create(callback + (callback.getQuery() == null ? "?" : "&") + "hub.mode=subscribe&hub.challenge="
                        + challenge + "&hub.verify_token=" + URLEncoder.encode(verifyToken, StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(query).timeout(PATIENCE).build());
        return answer != null && answer.statusCode() == 200 ? answer.body() : null;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private @Nullable HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static byte[] hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
