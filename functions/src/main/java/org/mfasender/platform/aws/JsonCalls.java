package org.mfasender.platform.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Clock;
import org.mfasender.platform.RandomNumbers;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.net.HttpConnections;
import org.mfasender.platform.net.Response;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Calls the operations of a service: takes the SDK's requests, gives its answers, and throws its exceptions. As in the SDK's
 * <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">standard mode</a>, what may pass is tried three
 * times, with random pauses. All that takes no longer than is left of the work's budget.
 */
final class JsonCalls {

    static final int ATTEMPTS = 3;

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PAUSE_WHEN_THROTTLED = Duration.ofSeconds(1);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /**
     * Of all services and clients: what a function has opened while it starts, its requests use. Most calls take less time than a
     * handshake, so that one after the other is made.
     */
    private static final HttpConnections CONNECTIONS = new HttpConnections(CONNECT, LONGEST_PAUSE, 1, Clock.system());

    private static final Set<Integer> MAY_PASS = Set.of(500, 502, 503, 504);

    private final JsonService service;
    private final URI endpoint;
    private final String path;
    private final Signature signature;
    private final AwsCredentialsProvider credentials;
    private final int attempts;

    /**
     * @param endpoint other than AWS's own, or null
     * @param attempts of one call, at most
     */
    JsonCalls(
            JsonService service,
            @Nullable URI endpoint,
            String region,
            AwsCredentialsProvider credentials,
            int attempts) {
        this.service = service;
        this.endpoint = endpoint == null ? service.endpoint(region) : endpoint;
        this.path = this.endpoint.getRawPath().isEmpty() ? "/" : this.endpoint.getRawPath();
        this.signature = new Signature(region, service.id());
        this.credentials = credentials;
        this.attempts = attempts;
    }

    /**
     * @param builder of the answer
     * @throws AwsServiceException when the service refuses; of the SDK's type for the code, or else of the service's common one
     * @throws ApiCallTimeoutException when the time is over
     * @throws SdkClientException without an answer, or with one that is not valid; the call may still have taken effect
     */
    <B extends SdkPojo & SdkBuilder<B, R>, R> R call(String operation, SdkPojo request, B builder) {
        byte[] body = JsonBody.write(request);
        Duration allowed = CallTime.allowed();
        long end = System.nanoTime() + allowed.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                return read(operation, post(operation, body, left(end)), builder);
            } catch (AwsServiceException e) {
                Duration pause = pause(attempt, e.isThrottlingException() ? PAUSE_WHEN_THROTTLED : PAUSE);
                if (attempt == attempts || !mayPass(e) || left(end).compareTo(pause) < 0) {
                    throw e;
                }
                sleep(pause);
            } catch (IOException e) {
                Duration pause = pause(attempt, PAUSE);
                if (left(end).compareTo(pause) < 0) {
                    throw ApiCallTimeoutException.builder()
                            .message("No answer to " + operation + " within " + allowed.toMillis() + " ms")
                            .cause(e)
                            .build();
                }
                if (attempt == attempts) {
                    throw SdkClientException.create("No answer to " + service.target(operation), e);
                }
                sleep(pause);
            }
        }
    }

    /** Closes what waits for the next call of any service. */
    static void disconnect() {
        CONNECTIONS.disconnect();
    }

    private Response post(String operation, byte[] body, Duration time) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>(signature.sign(
                path,
                Map.of(
                        "host",
                        HttpConnections.host(endpoint),
                        "content-type",
                        service.contentType(),
                        "x-amz-target",
                        service.target(operation)),
                body,
                credentials.resolveCredentials(),
                Clock.system().now()));
        headers.put("user-agent", "whatsapp-sender");
        // Lambda's runtime sets it for each request that is traced.
        String trace = System.getProperty("com.amazonaws.xray.traceHeader");
        if (trace != null) {
            headers.put("x-amzn-trace-id", trace);
        }
        // The connection writes it.
        headers.remove("host");
        return CONNECTIONS.send("POST", endpoint.resolve(path), headers, body, min(time, ANSWER));
    }

    private <B extends SdkPojo & SdkBuilder<B, R>, R> R read(String operation, Response answer, B builder) {
        JsonNode body = tree(answer.body());
        if (answer.status() != 200) {
            throw refusal(answer, body);
        }
        if (!body.isObject()) {
            throw SdkClientException.create("The answer to " + service.target(operation) + " is no JSON object");
        }
        return JsonBody.read(body, builder).build();
    }

    private AwsServiceException refusal(Response answer, JsonNode body) {
        String code = code(answer.header("x-amzn-errortype")
                .orElseGet(() -> body.path("__type").asText()));
        String message = body.path(body.has("Message") ? "Message" : "message").asText();
        return JsonBody.read(body, service.error(code))
                .statusCode(answer.status())
                .requestId(answer.header("x-amzn-requestid").orElse(null))
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(service.id())
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    /** Without its namespace before, and an address behind. */
    private static String code(String type) {
        String name = type.substring(type.indexOf('#') + 1);
        return name.contains(":") ? name.substring(0, name.indexOf(':')) : name;
    }

    private static JsonNode tree(String body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static boolean mayPass(AwsServiceException refusal) {
        return refusal.isThrottlingException() || MAY_PASS.contains(refusal.statusCode());
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration left(long end) {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /** Longer after each attempt, and random, so that not all callers come again at once. */
    private static Duration pause(int attempt, Duration base) {
        return Duration.ofNanos(RandomNumbers.generator().nextLong(base.toNanos() << (attempt - 1)));
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Interrupted between two attempts", e);
        }
    }
}
