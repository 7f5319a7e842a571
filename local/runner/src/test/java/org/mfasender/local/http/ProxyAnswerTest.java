package org.mfasender.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyAnswerTest {
    @Test
    void takesStatusHeadersCookiesAndBody() {
        ProxyAnswer answer = answer("""
                {"statusCode": 202, "headers": {"Location": "/x", "Content-Length": "9", "Retry-After": 3, "X-None": null},
                 "multiValueHeaders": {"Link": ["a", "b"]}, "cookies": ["one=1"], "body": "\u00fc"}
                """);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.headers())
                .containsOnly(
                        entry("Location", List.of("/x")),
                        entry("Retry-After", List.of("3")),
                        entry("Link", List.of("a", "b")),
                        entry("Set-Cookie", List.of("one=1")),
                        entry("Content-Type", List.of("text/plain;charset=UTF-8")));
        assertThat(body(answer)).isEqualTo("\u00fc");
    }

    @Test
    void decodesABodyInBase64() {
        assertThat(body(answer("{\"statusCode\":200,\"body\":\"aGVsbG8=\",\"isBase64Encoded\":true}")))
                .isEqualTo("hello");
    }

    @Test
    void infersAnAnswerWithoutStatus() {
        ProxyAnswer answer = answer("{\"name\":\"Rex\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsOnly(entry("Content-Type", List.of("application/json")));
        assertThat(body(answer)).isEqualTo("{\"name\":\"Rex\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "{\"statusCode\":\"fine\"}",
                "{\"statusCode\":99}",
                "{\"statusCode\":200,\"headers\":{\"a\":{}}}",
                "{\"statusCode\":200,\"body\":\"%\",\"isBase64Encoded\":true}"
            })
    void answersAnythingElseWithAnInternalServerError(String payload) {
        ProxyAnswer answer = answer(payload);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(body(answer)).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    private static ProxyAnswer answer(String payload) {
        return ProxyAnswer.of(payload.getBytes(StandardCharsets.UTF_8));
    }

    private static String body(ProxyAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
