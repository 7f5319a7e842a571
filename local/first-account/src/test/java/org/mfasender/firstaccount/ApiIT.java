package org.mfasender.firstaccount;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.firstaccount.Api.Answer;
import org.mfasender.firstaccount.Api.Caller;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class ApiIT {
    private HttpServer server;
    private Headers received = new Headers();

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                received = exchange.getRequestHeaders();
                byte[] body = "not JSON".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(502, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void withoutAnIssuerCallsAreSigned() throws Exception {
        call("", null, Caller.OWN);

        assertThat(received.getFirst("authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=key/")
                .contains("/eu-central-1/execute-api/aws4_request", "SignedHeaders=host;", "x-amz-security-token");
        assertThat(received.getFirst("x-amz-security-token")).isEqualTo("session");
    }

    @Test
    void aTokenIsShown() throws Exception {
        call("https://issuer.example.com", new Secret("a.b.c"), Caller.OWN);

        assertThat(received.getFirst("authorization")).isEqualTo("Bearer a.b.c");
    }

    @Test
    void nobodyShowsNothing() throws Exception {
        call("", new Secret("a.b.c"), Caller.NOBODY);

        assertThat(received).doesNotContainKey("Authorization");
    }

    @Test
    void anAnswerThatIsNoJsonIsNothing() throws Exception {
        Answer answer = call("", null, Caller.NOBODY);

        assertThat(answer.seen()).isEqualTo("502 nothing");
        assertThat(answer.isError(502, "NOT_FOUND")).isFalse();
    }

    private Answer call(String issuer, @Nullable Secret token, Caller caller) throws Exception {
        Stack stack = new Stack(
                "sender",
                "arn:aws:cloudformation:eu-central-1:210987654321:stack/sender/1",
                "CREATE_COMPLETE",
                Map.of("TokenIssuer", issuer),
                Map.of("ApiUrl", "http://127.0.0.1:" + server.getAddress().getPort()),
                List.of());
        AwsSessionCredentials credentials = AwsSessionCredentials.create("key", "secret", "session");
        try (Api api = new Api(stack, token, StaticCredentialsProvider.create(credentials))) {
            return api.call("GET", "/v1/environments?expand=all", null, caller);
        }
    }
}
