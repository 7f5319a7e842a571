package org.mfasender.firstaccount;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mfasender.firstaccount.Api.Answer;

/** Meta's Graph API, read only. */
final class Graph implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    Graph(Stack stack) {
        this.base = stack.parameter("GraphUrl") + "/" + stack.parameter("GraphVersion");
    }

    /** Reads a node; the token goes into a header, as addresses are logged. */
    Answer get(String path, Map<String, String> query, String token) throws IOException, InterruptedException {
        String parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path + "?" + parameters))
                .timeout(PATIENCE)
                .header("authorization", "Bearer " + token)
                .build();
        return new Answer(http.send(request, BodyHandlers.ofString()));
    }

    /** What apps with "Require App Secret" ask for: the HMAC-SHA-256 of the token. */
    static String proof(MetaValues values) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(values.appSecret().value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(values.accessToken().value().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
