package org.mfasender.firstaccount;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** The stack's HTTP API, as a client calls it. */
final class Api implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    /** Who calls. */
    enum Caller {
        /** The one of the settings: a token, or the credentials that sign. */
        OWN,
        NOBODY,
        WITH_WRONG_TOKEN
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final Stack stack;
    private final @Nullable Secret token;
    private final AwsCredentialsProvider credentials;

    Api(Stack stack, @Nullable Secret token, AwsCredentialsProvider credentials) {
        this.stack = stack;
        this.token = token;
        this.credentials = credentials;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return call("GET", path, null, Caller.OWN);
    }

    /** Calls a path; with a body, as JSON. */
    Answer call(String method, String path, @Nullable JsonNode body, Caller caller)
            throws IOException, InterruptedException {
        URI uri = URI.create(stack.apiUrl() + path);
        byte[] content = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content))
                .header("prefer", "respond-async");
        if (body != null) {
            request.header("content-type", "application/json");
        }
        switch (caller) {
            case NOBODY -> {}
            case WITH_WRONG_TOKEN -> request.header("authorization", "Bearer not.a.token");
            case OWN -> authorize(request, method, uri, content);
        }
        return new Answer(http.send(request.build(), BodyHandlers.ofString()));
    }

    private void authorize(HttpRequest.Builder request, String method, URI uri, byte[] content) {
        if (token != null) {
            request.header("authorization", "Bearer " + token.value());
        } else if (!stack.takesTokens()) {
            sign(method, uri, content).forEach((name, values) -> {
                if (!name.equalsIgnoreCase("host")) {
                    values.forEach(value -> request.header(name, value));
                }
            });
        }
    }

    /** The headers of a signature (SigV4) for API Gateway. */
    private Map<String, List<String>> sign(String method, URI uri, byte[] content) {
        return AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(credentials.resolveCredentials())
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.fromValue(method))
                                .uri(uri)
                                .build())
                        .payload(() -> new ByteArrayInputStream(content))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, stack.region()))
                .request()
                .headers();
    }

    @Override
    public void close() {
        http.close();
    }

    /** An answer of the API or of the gateway before it. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        /** Missing when it is no JSON. */
        JsonNode body() {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }

        String text(String pointer) {
            return body().at(pointer).asText();
        }

        /** Whether our own error body says this; the gateway's has no code. */
        boolean isError(int status, String code) {
            return status() == status && text("/code").equals(code);
        }

        /** Status and shape, to be written down. */
        String seen() {
            return status() + " " + Shape.of(body());
        }
    }
}
