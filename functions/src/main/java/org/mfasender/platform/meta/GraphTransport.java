package org.mfasender.platform.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Clock;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.net.HttpConnections;
import org.mfasender.platform.net.NotSentException;
import org.mfasender.platform.net.Response;

/** One request, one answer: the version in the path, the token in the header, the proof in the query, errors typed. */
final class GraphTransport {

    static final Duration READ = Duration.ofSeconds(12);
    static final Duration WRITE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Shorter than Meta keeps an idle connection. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** Meta takes longer to answer than to connect. */
    private static final int AT_ONCE = 16;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    /** Paths contain identifiers from Meta; anything else is a malformed answer. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_]+){1,2}");

    private static final Pattern IDENTIFIER = Pattern.compile("[0-9]{5,}");

    private final HttpConnections connections;
    private final URI base;
    private final String version;

    /**
     * With connections of its own.
     *
     * @param connect how long one may take
     */
    GraphTransport(Duration connect, URI base, String version) {
        this.connections = new HttpConnections(connect, LONGEST_PAUSE, AT_ONCE, Clock.system());
        this.base = base;
        this.version = version;
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
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + token.value());
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "whatsapp-sender");
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        try {
            Response answer = connections.send(
                    method, uri(token, path, query), headers, body == null ? null : JSON.writeValueAsBytes(body), time);
            return read(
                    call,
                    answer,
                    Stream.concat(secrets.stream(), secrets(token, query)).toList());
        } catch (NotSentException e) {
            throw unanswered(call, e.isTimeout() ? GraphCause.UNANSWERED : GraphCause.TEMPORARY, false);
        } catch (SocketTimeoutException e) {
            throw unanswered(call, GraphCause.UNANSWERED, true);
        } catch (IOException e) {
            throw unanswered(call, GraphCause.TEMPORARY, true);
        }
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

    private static JsonNode read(String call, Response response, List<String> secrets) {
        Optional<JsonNode> answer = parse(response.body()).map(body -> MetaWords.clean(body, secrets));
        Optional<JsonNode> error = answer.map(body -> body.get("error")).filter(JsonNode::isObject);
        if (error.isPresent()) {
            throw failed(typed(call, response, error.get()));
        }
        if (answer.isEmpty() || response.status() >= 300) {
            throw failed(new GraphFailure(
                    GraphCause.ofStatus(response.status()),
                    call,
                    response.status(),
                    null,
                    null,
                    MetaWords.traceId(response.header("x-fb-trace-id").orElse(null)),
                    regainAccess(response),
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

    private static GraphFailure typed(String call, Response response, JsonNode error) {
        Integer code = Members.number(error, "code");
        int subcode = error.path("error_subcode").asInt(0);
        int status = response.status();
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
                regainAccess(response),
                MetaWords.said(error));
    }

    /**
     * The longest {@code estimated_time_to_regain_access} (minutes) of {@code X-Business-Use-Case-Usage}; absent when Meta
     * names none. Source: Meta, "Rate limits".
     */
    private static @Nullable Duration regainAccess(Response answer) {
        OptionalInt minutes = answer.header("x-business-use-case-usage").flatMap(GraphTransport::parse).stream()
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
