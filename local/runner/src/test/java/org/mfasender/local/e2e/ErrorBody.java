package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** PingOne's error body: {@code {id, code, message, details[{code, target, message}]}}. */
final class ErrorBody {

    private ErrorBody() {}

    static void check(SenderApi.Answer answer, int status, String code) {
        JsonNode body = answer.body();
        assertThat(answer.status()).as("status of %s", body).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(body.path("code").asText()).isEqualTo(code);
        assertThat(UUID.fromString(body.path("id").asText()))
                .hasToString(body.path("id").asText());
        assertThat(body.path("message").asText()).isNotBlank();
        assertThat(body.path("details").isArray()).isTrue();
        assertThat(body.path("details"))
                .allSatisfy(
                        detail -> assertThat(detail.path("message").asText()).isNotBlank());
    }

    /** Target and code of each detail, such as {@code appId REQUIRED_VALUE}. */
    static List<String> details(SenderApi.Answer answer) {
        return StreamSupport.stream(answer.body().path("details").spliterator(), false)
                .map(detail -> detail.path("target").asText() + " "
                        + detail.path("code").asText())
                .toList();
    }
}
