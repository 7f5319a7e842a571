package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.protocol.Fault.Kind;
import org.mfasender.local.graph.world.Json;

class FaultsIT extends WithTemplates {
    private String numbers() {
        return "/" + good().wabaId() + "/phone_numbers";
    }

    private Answer failingWith(Fault fault) {
        graph.faults().on("GET", "/*/phone_numbers", fault);
        return get(good(), numbers() + "?fields=id,quality_rating,status");
    }

    @Test
    void failsOnceByDefault() {
        failingWith(Fault.overload()).isError(503, """
                {"message": "An unexpected error has occurred. Please retry your request later.",
                 "type": "OAuthException", "code": 2, "is_transient": true}""");
        get(good(), numbers()).isOk();
        failingWith(Fault.of(Kind.UNKNOWN_ERROR)).isCode(400, 1, 0);
        failingWith(Fault.of(Kind.SOMETHING_WENT_WRONG)).isCode(500, 131000, 0);
        failingWith(Fault.of(Kind.TEMPLATE_CREATION_FAILED)).isCode(400, 200002, 0);
        failingWith(Fault.of(Kind.POLICY_BLOCK)).isCode(403, 368, 0);
        failingWith(Fault.of(Kind.ACCOUNT_LOCKED)).isCode(403, 131031, 0);
    }

    @Test
    void failsAsOftenAsRequested() {
        failingWith(Fault.overload().times(2)).isCode(503, 2, 0);
        get(good(), numbers()).isCode(503, 2, 0);
        get(good(), numbers()).isOk();
    }

    @Test
    void matchesMethodAndPath() {
        graph.faults().on("POST", "/{waba}/phone_numbers", Fault.overload());
        graph.faults().on("*", "/" + good().wabaId(), Fault.overload());
        get(good(), numbers()).isOk();
        get(good(), "/" + good().wabaId()).isCode(503, 2, 0);
        assertThat(graph.faults().areWaiting()).isTrue();
    }

    @Test
    void throttlesWithTheTimeToWait() {
        Answer answer = failingWith(Fault.throttled(80007, 17));
        answer.isCode(400, 80007, 0);
        assertThat(parse(answer.header("X-Business-Use-Case-Usage"))
                        .at("/" + good().wabaId() + "/0/estimated_time_to_regain_access")
                        .asInt())
                .isEqualTo(17);
        failingWith(Fault.throttled(4, 1)).isError(400, """
                {"message": "(#4) Application request limit reached", "type": "OAuthException", "code": 4,
                 "is_transient": true}""");
    }

    @Test
    void answersHtmlOfAGateway() {
        Answer answer = failingWith(Fault.of(Kind.BAD_GATEWAY));
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void truncatesOrEmptiesTheAnswer() {
        Answer truncated = failingWith(Fault.of(Kind.TRUNCATED)).isOk();
        assertThatThrownBy(() -> Json.parse(truncated.text())).isInstanceOf(JsonProcessingException.class);
        assertThat(failingWith(Fault.of(Kind.EMPTY)).isOk().text()).isEmpty();
    }

    @Test
    void answersCorrectlyButLate() {
        assertThat(failingWith(Fault.slow(Duration.ofMillis(1))).isOk().json().path("data"))
                .hasSize(1);
    }

    @Test
    void addsMembersAndValuesThatNoVersionHas() {
        JsonNode body = failingWith(Fault.of(Kind.UNKNOWN_MEMBERS)).isOk().json();
        assertThat(body.has("simulated_unknown_member")).isTrue();
        assertThat(body.at("/data/0/quality_rating").asText()).isEqualTo("SIMULATED_UNKNOWN");
        assertThat(body.at("/data/0/status").asText()).isEqualTo("CONNECTED");
    }

    @Test
    void closesTheConnectionWithoutEffect() {
        graph.faults().on("POST", "/*/upsert_message_templates", Fault.of(Kind.RESET));
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(waba(good()).templates().size()).isZero();
    }

    @Test
    void closesTheConnectionAfterTheEffect() {
        graph.faults().on("POST", "/*/upsert_message_templates", Fault.resetAfterEffect());
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);
        assertThat(waba(good()).templates().size()).isEqualTo(1);
    }

    private Answer create() throws IOException {
        String path = "/v26.0/" + good().wabaId() + "/upsert_message_templates";
        return tryToSend("POST", path, good().userAccessToken(), body("a", "en"));
    }

    @Test
    void removesFaultsAndRequestsOnReset() {
        graph.faults().on("GET", "/me", Fault.overload());
        graph.reset();
        get(good(), "/me").isOk();
        assertThat(graph.requests()).hasSize(1);
        assertThat(graph.requests().getFirst().headers().get("authorization"))
                .containsExactly("Bearer " + good().userAccessToken());
        assertThat(graph.requests().getFirst()).hasToString("GET /v26.0/me at 2026-11-23T08:00:00Z");
    }
}
