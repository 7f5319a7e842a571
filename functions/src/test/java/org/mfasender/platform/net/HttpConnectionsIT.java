package org.mfasender.platform.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.platform.Clock;
import org.mfasender.platform.net.ScriptedServer.Then;

/** What servers answer, and what they do instead. */
class HttpConnectionsIT {

    private static final String GOOD = "HTTP/1.1 200 OK\nContent-Length: 4\n\ngood";
    private static final Duration TIME = Duration.ofSeconds(20);

    private Instant now = Instant.parse("2026-10-01T08:00:00Z");
    private final HttpConnections connections = connections(TIME);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            HTTP/1.1 200 OK\\nContent-Length: 4\\n\\ngood                                          | 200 | good | 1
            HTTP/1.1 200\\ncontent-length:4\\n\\ngood                                              | 200 | good | 1
            HTTP/1.1 400 Bad Request\\nContent-Length: 4\\n\\ngood                                 | 400 | good | 1
            HTTP/1.1 401 Unauthorized\\nWWW-Authenticate: OAuth\\nContent-Length: 4\\n\\ngood      | 401 | good | 1
            HTTP/1.1 302 Found\\nLocation: http://127.0.0.1/\\nContent-Length: 0\\n\\n             | 302 | ``   | 1
            HTTP/1.1 204 No Content\\n\\n                                                          | 204 | ``   | 1
            HTTP/1.1 200 OK\\nTransfer-Encoding: chunked\\n\\n3\\ngoo\\n1\\nd\\n0\\n\\n                | 200 | good | 1
            HTTP/1.1 200 OK\\nTransfer-Encoding: Chunked\\n\\n4;a=b\\ngood\\n000\\nTrailer: x\\n\\n    | 200 | good | 1
            HTTP/1.1 100 Continue\\n\\nHTTP/1.1 103 Early\\nA: b\\n\\nHTTP/1.1 200 OK\\nContent-Length: 4\\n\\ngood | 200 | good | 1
            HTTP/1.1 200 OK\\nConnection: Close\\nContent-Length: 4\\n\\ngood                      | 200 | good | 2
            HTTP/1.0 200 OK\\nContent-Length: 4\\n\\ngood                                          | 200 | good | 2
            """)
    void anAnswerIsRead(String answer, int status, String body, int connectionsForTwo) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(answer.replace("\\n", "\n"), Then.KEEP)) {
            for (int i = 0; i < 2; i++) {
                Response read = get(server.uri());
                assertThat(read.status()).isEqualTo(status);
                assertThat(read.body()).isEqualTo(body);
            }
            assertThat(server.connections()).isEqualTo(connectionsForTwo);
        }
    }

    @Test
    void anAnswerMayEndWithItsConnection() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 200 OK\n\ngood", Then.CLOSE)) {
            assertThat(get(server.uri()).body()).isEqualTo("good");
        }
    }

    @Test
    void headersHaveNamesInLowerCase() throws IOException {
        String answer = "HTTP/1.1 200 OK\nX-Fb-Trace-Id:  abc \nA: 1\na: 2\nFolded: 1:\n\t2: 3\nContent-Length : 0\n\n";
        try (ScriptedServer server = ScriptedServer.answering(answer, Then.KEEP)) {
            Response read = get(server.uri());

            assertThat(read.header("x-fb-trace-id")).contains("abc");
            assertThat(read.header("a")).contains("1, 2");
            assertThat(read.header("folded")).contains("1: 2: 3");
            assertThat(read.header("b")).isEmpty();
            assertThat(read.toString()).isEqualTo("Response[200]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1",
                "nonsense\n\n",
                "HTTP/2 200 OK\n\n",
                "HTTP/1.1 2x0 OK\nContent-Length: 4\n\ngood",
                "HTTP/1.1 200 OK\nContent-Length: 4\n\ngo",
                "HTTP/1.1 200 OK\nContent-Length: -4\n\ngood",
                "HTTP/1.1 200 OK\nContent-Length: 4\nContent-Length: 2\n\ngood",
                "HTTP/1.1 200 OK\nContent-Length: 4444444444444\n\ngood",
                "HTTP/1.1 200 OK\nContent-Length: 99999999\n\ngood",
                "HTTP/1.1 200 OK\nno header\n\ngood",
                "HTTP/1.1 200 OK\n: none\n\ngood",
                "HTTP/1.1 200 OK\nTransfer-Encoding: gzip\n\ngood",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nz\ngood\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\ngoods\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\ngood\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n7fffffff\ngood\n0\n\n",
            })
    void whatIsNoAnswerMayHaveBeenRead(String answer) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(answer, Then.CLOSE)) {
            assertThatThrownBy(() -> get(server.uri()))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(NotSentException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aHeadHasAnEnd() throws IOException {
        String endless = "HTTP/1.1 200 OK\n" + "A: 12345678\n".repeat(10_000);
        try (ScriptedServer server = ScriptedServer.answering(endless, Then.KEEP)) {
            assertThatThrownBy(() -> get(server.uri())).hasMessage("The answer is too long");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GOOD, "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\ngood\n0\n\n"})
    void aSlowAnswerEndsInTime(String answer) throws IOException {
        try (ScriptedServer server = ScriptedServer.dripping(answer, 200)) {
            assertThatThrownBy(() -> connections.send("GET", server.uri(), Map.of(), null, Duration.ofSeconds(2)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"KEEP", "CLOSE", "SAY_MORE"})
    void aConnectionIsUsedAgainOnlyIfItIsGood(Then then) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(GOOD, then)) {
            for (int i = 0; i < 5; i++) {
                assertThat(get(server.uri()).body()).isEqualTo("good");
                if (then == Then.CLOSE) {
                    server.awaitClosed();
                }
            }
            assertThat(server.connections()).isEqualTo(then == Then.KEEP ? 1 : 5);
            assertThat(server.requests()).hasSize(5);
        }
    }

    @Test
    void withoutTimeNothingIsSent() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(GOOD, Then.KEEP)) {
            get(server.uri());

            NotSentException late = Objects.requireNonNull(catchThrowableOfType(
                    NotSentException.class,
                    () -> connections.send("GET", server.uri(), Map.of(), null, Duration.ZERO)));

            assertThat(late.isTimeout()).isTrue();
            assertThat(get(server.uri()).body()).isEqualTo("good");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void afterAPauseConnectionsAreNew() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(GOOD, Then.KEEP)) {
            get(server.uri());
            now = now.plusSeconds(14);
            get(server.uri());
            assertThat(server.connections()).isEqualTo(1);

            now = now.plusSeconds(15);
            get(server.uri());
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void manyMayCallAtOnce() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(GOOD, Then.KEEP);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 3; round++) {
                List<Callable<Response>> calls = Stream.<Callable<Response>>generate(() -> () -> get(server.uri()))
                        .limit(50)
                        .toList();
                for (Future<Response> answer : threads.invokeAll(calls)) {
                    assertThat(answer.get().body()).isEqualTo("good");
                }
            }
            assertThat(server.requests()).hasSize(150);
            assertThat(server.connections()).isBetween(1, 150 - 2 * 20);
        }
    }

    @Test
    void aRequestIsHttp() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(GOOD, Then.KEEP)) {
            URI address = URI.create(server.uri() + "/v26.0/1001/messages?fields=id%2Cname");
            byte[] body = "{\"to\": \"ü\"}".getBytes(StandardCharsets.UTF_8);

            connections.send("POST", address, Map.of("Authorization", "Bearer EAAsimulated"), body, TIME);

            assertThat(server.requests())
                    .containsExactly("POST /v26.0/1001/messages?fields=id%2Cname HTTP/1.1\r\nHost: 127.0.0.1:"
                            + address.getPort()
                            + "\r\nAuthorization: Bearer EAAsimulated\r\nContent-Length: 12\r\n\r\n{\"to\": \"ü\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EAA\r\nX-Other: 1", "EAA\n", "EAA\u0000", "EAAü"})
    void aHeaderIsOneLine(String secret) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(GOOD, Then.KEEP)) {
            assertThatThrownBy(() -> connections.send("GET", server.uri(), Map.of("Authorization", secret), null, TIME))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Authorization")
                    .hasMessageNotContaining("EAA");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void withoutAConnectionNothingIsSent() {
        try (RefusingPort nobody = new RefusingPort()) {
            assertThat(notSent(nobody.uri()).isTimeout()).isFalse();
        }
        assertThat(notSent(URI.create("http://nobody.invalid/")).isTimeout()).isFalse();
    }

    @Test
    void withoutTlsNothingIsSent() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(GOOD, Then.HANG_UP)) {
            assertThat(notSent(secured(server)).isTimeout()).isFalse();
        }
    }

    @Test
    void aSilentServerTakesTheTimeOfAConnection() throws IOException {
        try (ScriptedServer silent = ScriptedServer.answering("", Then.KEEP)) {
            HttpConnections hasty = connections(Duration.ofSeconds(1));
            assertThatThrownBy(() -> hasty.send("GET", secured(silent), Map.of(), null, TIME))
                    .isInstanceOfSatisfying(
                            NotSentException.class,
                            notSent -> assertThat(notSent.isTimeout()).isTrue());
        }
    }

    @Test
    void anInterruptedThreadSendsNothing() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(GOOD, Then.KEEP)) {
            Thread.currentThread().interrupt();
            assertThat(notSent(server.uri()).isTimeout()).isFalse();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private HttpConnections connections(Duration connecting) {
        return new HttpConnections(connecting, Duration.ofSeconds(15), 1, new Clock(() -> now));
    }

    private static URI secured(ScriptedServer server) {
        return URI.create(server.uri().toString().replace("http:", "https:"));
    }

    private NotSentException notSent(URI address) {
        return Objects.requireNonNull(catchThrowableOfType(NotSentException.class, () -> get(address)));
    }

    private Response get(URI address) throws IOException {
        return connections.send("GET", address, Map.of(), null, TIME);
    }
}
