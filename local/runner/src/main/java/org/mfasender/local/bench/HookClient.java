package org.mfasender.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.mfasender.local.hooks.HookProduct;
import org.mfasender.local.hooks.HookProduct.Composed;

/** Asks for passcodes as identity products do, each time for another recipient. */
public final class HookClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final UUID environment;
    private final HookProduct product;
    private final String key;
    private final String range;
    private int asked;

    /**
     * A client of one product, with a sender key of its own.
     *
     * @param base address of the HTTP API
     * @param path of the account, with {@code {environmentId}} in it
     */
    public HookClient(URI base, String path, UUID environment, HookProduct product)
            throws IOException, InterruptedException {
        this.base = base;
        this.environment = environment;
        this.product = product;
        // The limit of a range of numbers is not what is measured.
        this.range = String.format(Locale.ROOT, "+43660%03d", HookProduct.ALL.indexOf(product));
        ObjectNode body = JSON.createObjectNode().put("name", product.kind()).put("kind", product.kind());
        if (product.key() != null) {
            body.put("key", product.key());
        }
        HttpResponse<String> made = post(
                path.replace("{environmentId}", environment.toString()) + "/senderKeys",
                Composed.of(body.toString(), "Content-Type", "application/json"));
        this.key = JSON.readTree(made.body()).path("key").asText();
        if (made.statusCode() != 201 || key.isEmpty()) {
            throw new IOException("No key of " + product.kind() + " was made: HTTP " + made.statusCode());
        }
    }

    /** Asks, and returns how long the answer took. */
    public Duration ask() throws IOException, InterruptedException {
        Composed request = next();
        long begin = System.nanoTime();
        int status = post(path(), request).statusCode();
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        if (status / 100 != 2) {
            throw new IOException(product.kind() + " was answered with HTTP " + status);
        }
        return time;
    }

    /**
     * The event with which the gateway hands over the next request.
     *
     * @param example of such an event
     */
    public byte[] event(Path example) throws IOException {
        Composed request = next();
        ObjectNode event = (ObjectNode) JSON.readTree(example.toFile());
        String[] parts = product.path().split("/", -1);
        event.put("rawPath", path()).put("body", request.body());
        event.withObject("requestContext")
                .put("timeEpoch", Instant.now().toEpochMilli())
                .withObject("http")
                .put("path", path());
        ObjectNode parameters = event.putObject("pathParameters")
                .put("environmentId", environment.toString())
                .put("product", parts[0]);
        if (parts.length > 1) {
            parameters.put("templateName", parts[1]);
        } else {
            String route = "POST /v1/hooks/{environmentId}/{product}";
            event.put("routeKey", route).withObject("requestContext").put("routeKey", route);
        }
        ObjectNode headers = event.putObject("headers");
        for (int i = 0; i < request.headers().size(); i += 2) {
            headers.put(
                    request.headers().get(i).toLowerCase(Locale.ROOT),
                    request.headers().get(i + 1));
        }
        return JSON.writeValueAsBytes(event);
    }

    private Composed next() {
        String number = String.format(Locale.ROOT, "%s%04d", range, asked++);
        return product.request().compose(key, number, "493027");
    }

    private String path() {
        return "/v1/hooks/" + environment + "/" + product.path();
    }

    private HttpResponse<String> post(String path, Composed request) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(PATIENCE)
                        .headers(request.headers().toArray(String[]::new))
                        .POST(BodyPublishers.ofString(request.body()))
                        .build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
    }
}
