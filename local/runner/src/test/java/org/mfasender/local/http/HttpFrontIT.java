package org.mfasender.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.local.SimulatedIssuer;
import org.mfasender.local.functions.EchoHandler;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.functions.LocalFunction;
import org.mfasender.local.template.Authorization;
import org.mfasender.local.template.FunctionDefinition;
import org.mfasender.local.template.HttpRoute;

class HttpFrontIT {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpFront front;

    @BeforeEach
    void bind() throws IOException {
        front = HttpFront.bind(0);
    }

    @AfterEach
    void close() {
        front.close();
        client.close();
        threads.close();
    }

    @Test
    void passesARequestToTheFunctionAndItsAnswerBack() throws Exception {
        FunctionDefinition definition = new FunctionDefinition(
                "Echo",
                Path.of(""),
                EchoHandler.class.getName() + "::handleRequest",
                Duration.ofSeconds(10),
                Map.of("GREETING", "hello"),
                List.of());
        LocalFunction echo = LocalFunction.load(definition, Map.of(), (function, id, message) -> {}, threads);
        front.serve(Map.of(new HttpRoute("PUT", "/pets/{id}"), echo::invoke));

        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/pets/r%C3%A9x?loud=yes"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("hello PUT r\u00e9x yes {}");
        assertThat(answer.headers().firstValue("location")).contains("/pets/1");
        assertThat(answer.headers().firstValue("apigw-requestid")).isPresent();
    }

    @Test
    void answersAFailedFunctionWithAnInternalServerError() throws Exception {
        front.serve(Map.of(
                HttpRoute.DEFAULT, event -> new FunctionResult("{}".getBytes(StandardCharsets.UTF_8), "Unhandled")));

        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/")));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void doesNotWaitLongerThanTheIntegrationMayTake() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        front.serve(
                Map.of(HttpRoute.DEFAULT, event -> {
                    never.await();
                    throw new IllegalStateException("waited for nothing");
                }),
                Authorizers.none(),
                Duration.ofMillis(20));

        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/")));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    @Test
    void refusesABodyOfMoreThanTenMegabytes() throws Exception {
        front.serve(Map.of(
                HttpRoute.DEFAULT, event -> new FunctionResult("{}".getBytes(StandardCharsets.UTF_8), null)));
        int limit = 10 * 1024 * 1024;

        HttpResponse<String> accepted =
                send(HttpRequest.newBuilder(uri("/")).POST(BodyPublishers.ofByteArray(new byte[limit])));
        HttpResponse<String> refused =
                send(HttpRequest.newBuilder(uri("/")).POST(BodyPublishers.ofByteArray(new byte[limit + 1])));

        assertThat(accepted.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void refusesARequestLineAndHeadersOfMoreThanTenKilobytes() throws Exception {
        front.serve(Map.of(
                HttpRoute.DEFAULT, event -> new FunctionResult("{}".getBytes(StandardCharsets.UTF_8), null)));

        assertThat(send(HttpRequest.newBuilder(uri("/")).header("x-long", "x".repeat(9_500)))
                        .statusCode())
                .isEqualTo(200);
        for (HttpRequest.Builder tooLarge : List.of(
                HttpRequest.newBuilder(uri("/")).header("x-long", "x".repeat(10_240)),
                HttpRequest.newBuilder(uri("/?" + "x".repeat(10_240))))) {
            HttpResponse<String> refused = send(tooLarge);
            assertThat(refused.statusCode()).isEqualTo(431);
            assertThat(refused.body()).isEqualTo("{\"message\":\"Request Header Fields Too Large\"}");
        }
    }

    @Test
    void refusesARequestThatLambdaDoesNotTake() throws Exception {
        FunctionDefinition definition = new FunctionDefinition(
                "Echo",
                Path.of(""),
                EchoHandler.class.getName() + "::handleRequest",
                Duration.ofSeconds(10),
                Map.of("GREETING", "hello"),
                List.of());
        LocalFunction echo = LocalFunction.load(definition, Map.of(), (function, id, message) -> {}, threads);
        front.serve(Map.of(HttpRoute.DEFAULT, echo::request));

        HttpResponse<String> refused = send(HttpRequest.newBuilder(uri("/pets/rex"))
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofByteArray(new byte[6 * 1024 * 1024])));

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
    }

    @Test
    void answersNotFoundWithoutARoute() throws Exception {
        front.serve(Map.of(new HttpRoute("GET", "/pets"), event -> new FunctionResult(event, null)));

        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/cats")));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    void tellsAFunctionWhatTheTokenSays() throws Exception {
        HttpRoute route = new HttpRoute("GET", "/pets");
        UUID environment = UUID.fromString("0a1b2c3d-0000-4000-8000-00000000000a");
        try (SimulatedIssuer issuer = SimulatedIssuer.start()) {
            front.serve(
                    Map.of(route, event -> new FunctionResult(event, null)),
                    new Authorizers(Map.of(
                            route,
                            new Authorization.Token(
                                    issuer.uri(), List.of(SimulatedIssuer.AUDIENCE), List.of("look")))));
            String token = issuer.token(
                    environment,
                    "openid look",
                    claims -> claims.audience(List.of("other", SimulatedIssuer.AUDIENCE))
                            .claim("level", 3));

            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(uri("/pets")).header("Authorization", "bearer " + token));

            JsonNode jwt = new ObjectMapper().readTree(answer.body()).at("/requestContext/authorizer/jwt");
            assertThat(jwt.at("/claims/env").textValue()).isEqualTo(environment.toString());
            assertThat(jwt.at("/claims/aud").textValue()).isEqualTo("[other whatsapp-sender]");
            assertThat(jwt.at("/claims/level").textValue()).isEqualTo("3");
            assertThat(jwt.at("/claims/exp").textValue()).matches("\\d{10}");
            assertThat(jwt.path("scopes")).extracting(JsonNode::textValue).containsExactly("openid", "look");
        }
    }

    @Test
    void anIssuerThatCannotBeReachedLetsNobodyIn() throws Exception {
        HttpRoute route = new HttpRoute("GET", "/pets");
        String token;
        String gone;
        try (SimulatedIssuer issuer = SimulatedIssuer.start()) {
            token = issuer.token(UUID.randomUUID(), "look", claims -> claims);
            gone = issuer.uri();
        }
        front.serve(
                Map.of(route, event -> new FunctionResult(event, null)),
                new Authorizers(
                        Map.of(route, new Authorization.Token(gone, List.of(SimulatedIssuer.AUDIENCE), List.of()))));

        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(uri("/pets")).header("Authorization", "Bearer " + token));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    /** The JDK's server closes what is beyond its limit just after an answer, and loses the request that comes at that moment. */
    @Test
    void losesNoRequestBesideManyIdleConnections() throws Exception {
        int connections = 300;
        CountDownLatch open = new CountDownLatch(connections);
        FunctionResult answer = new FunctionResult("{}".getBytes(StandardCharsets.UTF_8), null);
        front.serve(Map.of(
                new HttpRoute("GET", "/idle"),
                event -> {
                    open.countDown();
                    open.await();
                    return answer;
                },
                new HttpRoute("POST", "/pets"),
                event -> answer));
        HttpRequest idle = HttpRequest.newBuilder(uri("/idle")).build();
        CompletableFuture.allOf(Stream.generate(() -> client.sendAsync(idle, BodyHandlers.discarding()))
                        .limit(connections)
                        .toArray(CompletableFuture[]::new))
                .join();

        try (HttpClient other = HttpClient.newHttpClient()) {
            for (int i = 0; i < 500; i++) {
                HttpRequest next = HttpRequest.newBuilder(uri("/pets"))
                        .POST(BodyPublishers.ofString("{}"))
                        .build();
                assertThat(other.send(next, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void refusesAPortThatIsTaken() {
        int port = front.uri().getPort();

        assertThatThrownBy(() -> HttpFront.bind(port)).isInstanceOf(BindException.class);
    }

    private URI uri(String path) {
        return URI.create(front.uri() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
