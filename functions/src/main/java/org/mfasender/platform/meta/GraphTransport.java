package org.mfasender.platform.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.TimeBudget;

/** One request, one answer: the version in the path, the token in the header, the proof in the query, errors typed. */
final class GraphTransport {

    static final Duration READ = Duration.ofSeconds(12);
    static final Duration WRITE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    /** Paths contain identifiers from Meta; anything else is a malformed answer. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_]+){1,2}");

    private static final Pattern IDENTIFIER = Pattern.compile("[0-9]{5,}");

    private final Supplier<HttpClient> http;
    private final URI base;
    private final String version;

    GraphTransport(Supplier<HttpClient> http, URI base, String version) {
        this.http = http;
        this.base = base;
        this.version = version;
    }

    /** Connections of its own. */
    static HttpClient http(Duration connect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .build();
    }

    /** Reads; once more when Meta answers that it is failing. A call without an answer has taken its time and is not repeated. */
    JsonNode get(AccessToken token, String path, Map<String, String> query, Duration timeout) {
        try {
            return getOnce(token, path, query, timeout);
        } catch (GraphException e) {
            if (!e.failure().mayPass()) {
                throw e;
            }
            return getAgain(token, path, query, timeout);
        }
    }

    /** After a moment, once. */
    JsonNode getAgain(AccessToken token, String path, Map<String, String> query, Duration timeout) {
        pause();
        return getOnce(token, path, query, timeout);
    }

    JsonNode getOnce(AccessToken token, String path, Map<String, String> query, Duration timeout) {
        return send("GET", token, path, query, null, timeout, List.of());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    JsonNode post(AccessToken token, String path, Object body, Duration timeout) {
        return post(token, path, body, timeout, List.of());
    }

    /** @param secrets of the body, which an answer must not repeat */
    JsonNode post(AccessToken token, String path, Object body, Duration timeout, List<String> secrets) {
        return send("POST", token, path, Map.of(), body, timeout, secrets);
    }

    JsonNode delete(AccessToken token, String path, Map<String, String> query, Duration timeout) {
        return send("DELETE", token, path, query, null, timeout, List.of());
    }

    private JsonNode send(
            String method,
            AccessToken token,
            String path,
            Map<String, String> query,
            @Nullable Object body,
            Duration timeout,
            List<String> secrets) {
        if (!PATH.matcher(path).matches()) {
            throw malformed(method, path);
        }
        String call = call(method, path);
        Duration time = TimeBudget.left(timeout);
        if (time.toMillis() <= 0) {
            throw unanswered(call, GraphCause.UNANSWERED, false);
        }
        CallCount.increment();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(token, path, query))
                .timeout(time)
                .header("Authorization", "Bearer " + token.value())
                .header("Accept", "application/json");
        try {
            if (body == null) {
                request.method(method, BodyPublishers.noBody());
            } else {
                request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
            }
            return read(
                    call,
                    answer(request.build(), time),
                    Stream.concat(secrets.stream(), secrets(token, query)).toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered(call, GraphCause.TEMPORARY, true);
        } catch (HttpConnectTimeoutException e) {
            throw unanswered(call, GraphCause.UNANSWERED, false);
        } catch (HttpTimeoutException e) {
            throw unanswered(call, GraphCause.UNANSWERED, true);
        } catch (ConnectException e) {
            throw unanswered(call, GraphCause.TEMPORARY, false);
        } catch (IOException e) {
            throw unanswered(call, GraphCause.TEMPORARY, true);
        }
    }

    /** The timeout of a request ends with the answer's headers; this one covers the body as well. */
    private HttpResponse<String> answer(HttpRequest request, Duration timeout)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                http.get().sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("No complete answer in time");
        } catch (ExecutionException e) {
            throw withoutAddress(e.getCause());
        }
    }

    /** The failure without its message, which may quote the address, and with it the proof. */
    private static IOException withoutAddress(@Nullable Throwable failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return new HttpConnectTimeoutException("No connection in time");
        }
        if (failure instanceof HttpTimeoutException) {
            return new HttpTimeoutException("No answer in time");
        }
        return failure instanceof ConnectException
                ? new ConnectException("No connection")
                : new IOException("The call failed");
    }

    private URI uri(AccessToken token, String path, Map<String, String> query) {
        Map<String, String> all = new LinkedHashMap<>(query);
        token.proof().ifPresent(proof -> all.put("appsecret_proof", proof));
        String text = all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(base + "/" + version + path + (text.isEmpty() ? "" : "?" + text));
    }

    /** What an answer must not repeat. */
    private static Stream<String> secrets(AccessToken token, Map<String, String> query) {
        return Stream.concat(token.secrets(), Stream.ofNullable(query.get("input_token")));
    }

    private static JsonNode read(String call, HttpResponse<String> response, List<String> secrets) {
        Optional<JsonNode> answer = parse(response.body()).map(body -> MetaWords.clean(body, secrets));
        Optional<JsonNode> error = answer.map(body -> body.get("error")).filter(JsonNode::isObject);
        if (error.isPresent()) {
            throw failed(typed(call, response, error.get()));
        }
        if (answer.isEmpty() || response.statusCode() >= 300) {
            throw failed(new GraphFailure(
                    GraphCause.ofStatus(response.statusCode()),
                    call,
                    response.statusCode(),
                    null,
                    null,
                    MetaWords.traceId(
                            response.headers().firstValue("x-fb-trace-id").orElse(null)),
                    regainAccess(response.headers()),
                    null));
        }
        return answer.get();
    }

    private static Optional<JsonNode> parse(String body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static GraphFailure typed(String call, HttpResponse<String> response, JsonNode error) {
        Integer code = Members.number(error, "code");
        int subcode = error.path("error_subcode").asInt(0);
        int status = response.statusCode();
        return new GraphFailure(
                code == null
                        ? GraphCause.ofStatus(status)
                        : GraphCause.of(
                                status,
                                code,
                                subcode,
                                error.path("is_transient").asBoolean(false)),
                call,
                status,
                code,
                subcode == 0 ? null : subcode,
                MetaWords.traceId(Members.text(error, "fbtrace_id")),
                regainAccess(response.headers()),
                MetaWords.said(error));
    }

    /**
     * The longest {@code estimated_time_to_regain_access} (minutes) of {@code X-Business-Use-Case-Usage}; absent when Meta
     * names none. Source: Meta, "Rate limits".
     */
    private static @Nullable Duration regainAccess(HttpHeaders headers) {
        OptionalInt minutes = headers.firstValue("x-business-use-case-usage").flatMap(GraphTransport::parse).stream()
                .flatMap(usage -> StreamSupport.stream(usage.spliterator(), false))
                .flatMap(entries -> StreamSupport.stream(entries.spliterator(), false))
                .mapToInt(entry -> entry.path("estimated_time_to_regain_access").asInt(0))
                .max();
        return minutes.isPresent() && minutes.getAsInt() > 0 ? Duration.ofMinutes(minutes.getAsInt()) : null;
    }

    /** @param mayHaveArrived false when there was never a connection, so that nothing of the request can have been written */
    private static GraphException unanswered(String call, GraphCause cause, boolean mayHaveArrived) {
        return failed(new GraphFailure(cause, call, 0, null, null, null, null, null), mayHaveArrived);
    }

    /** Meta answered with success, but without what was asked for. */
    static GraphException malformed(String method, String path) {
        return failed(new GraphFailure(GraphCause.TEMPORARY, call(method, path), 200, null, null, null, null, null));
    }

    private static GraphException failed(GraphFailure failure) {
        return failed(failure, true);
    }

    private static GraphException failed(GraphFailure failure, boolean mayHaveArrived) {
        CallCount.failed(failure);
        return new GraphException(failure, mayHaveArrived);
    }

    private static String call(String method, String path) {
        return method + " " + IDENTIFIER.matcher(path).replaceAll("{id}");
    }
}
