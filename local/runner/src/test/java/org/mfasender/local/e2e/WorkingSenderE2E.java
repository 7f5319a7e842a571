package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.SimulatedAccount;

/** Whatever is submitted beside a sender that works: it sends throughout, and what was submitted can be seen, corrected and discarded. */
@ExtendWith(WithFaultProxy.class)
class WorkingSenderE2E {

    private static final List<String> OF_WHAT_WORKS = List.of(
            "status",
            "canSend",
            "whatsAppAccountBusinessId",
            "appId",
            "credentials",
            "locales",
            "templates",
            "numbers",
            "provisioning",
            "verifiedAt");

    private final LocalSystem system;
    private final FaultProxy proxy;
    private final SenderApi api;
    private final ContentsApi contents;
    private final SimulatedAccount account;

    WorkingSenderE2E(Faulty faulty) {
        this.system = faulty.system();
        this.proxy = faulty.proxy();
        this.api = new SenderApi(system.httpUri());
        this.contents = new ContentsApi(api);
        this.account = system.graph().world().newAccount().create();
    }

    @BeforeEach
    void works() {
        api.put(account);
        api.awaitStatus("READY");
    }

    /** What is wrong with a request that an administrator sends. */
    enum Mistake {
        WRONG_WABA("wabaReadable") {
            @Override
            void make(ObjectNode body, SimulatedAccount other) {
                body.put("whatsAppAccountBusinessId", "217640915503399");
            }
        },
        BAD_TOKEN("tokenValid") {
            @Override
            void make(ObjectNode body, SimulatedAccount other) {
                body.put("userAccessToken", "EAAsimulatedTokenThatMetaNeverIssued");
            }
        },
        TOKEN_OF_ANOTHER_APP("tokenBelongsToApp") {
            @Override
            void make(ObjectNode body, SimulatedAccount other) {
                body.put("appId", other.appId()).put("appSecret", other.appId() + "|" + other.appSecret());
            }
        },
        OTHER_APP("wabaReadable") {
            @Override
            void make(ObjectNode body, SimulatedAccount other) {
                body.put("appId", other.appId())
                        .put("appSecret", other.appId() + "|" + other.appSecret())
                        .put("userAccessToken", other.userAccessToken());
            }
        };

        private final String failedCheck;

        Mistake(String failedCheck) {
            this.failedCheck = failedCheck;
        }

        abstract void make(ObjectNode body, SimulatedAccount other);
    }

    @ParameterizedTest
    @EnumSource(Mistake.class)
    void aMistakeStopsNothing(Mistake mistake) {
        SimulatedAccount other = system.graph().world().newAccount().create();
        JsonNode before = api.get().body();
        ObjectNode body = SenderApi.body(account);
        mistake.make(body, other);

        try (Serving serving = new Serving(contents)) {
            assertThat(api.put(body).status()).isEqualTo(202);
            JsonNode refused = awaitCandidate("ACTION_REQUIRED");

            assertThat(failedChecks(refused.path("candidate"))).contains(mistake.failedCheck);
            assertThat(ofWhatWorks(refused)).isEqualTo(ofWhatWorks(before));
            assertThat(contents.preview(contents.content("en")).status()).isEqualTo(200);
            assertThat(api.check(null).body().path("status").asText()).isEqualTo("PASSED");
            assertThat(api.send("POST", api.path() + "/templates/plan", null).status())
                    .isEqualTo(200);
            assertThat(serving.answers()).isPositive();
        }
    }

    @Test
    void aRefusedCandidateIsDiscarded() {
        JsonNode before = api.get().body();
        refuseSomething();

        SenderApi.Answer discarded = api.send("DELETE", api.path() + "/candidate", null);

        assertThat(discarded.status()).isEqualTo(200);
        assertThat(discarded.body().has("candidate")).isFalse();
        assertThat(ofWhatWorks(api.get().body())).isEqualTo(ofWhatWorks(before));
        ErrorBody.check(api.send("DELETE", api.path() + "/candidate", null), 404, "NOT_FOUND");
    }

    @Test
    void aRequestForWhatWorksDiscardsTheCandidate() {
        refuseSomething();
        JsonNode refused = api.get().body();

        SenderApi.Answer taken = api.put(account);

        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.body().has("candidate")).isFalse();
        assertThat(ofWhatWorks(api.get().body())).isEqualTo(ofWhatWorks(refused));
    }

    @Test
    void aCorrectedCandidateTakesOver() {
        refuseSomething();
        SimulatedAccount rotated = system.graph().world().reissueToken(account);

        try (Serving serving = new Serving(contents)) {
            api.put(rotated);
            JsonNode done = api.await(
                    "the rotated token",
                    resource -> !resource.has("candidate")
                            && resource.at("/provisioning/generation").asInt() == 3
                            && resource.at("/provisioning/status").asText().equals("SUCCEEDED"));

            assertThat(done.path("status").asText()).isEqualTo("READY");
            assertThat(serving.answers()).isPositive();
        }
    }

    @Test
    void anotherBusinessAccountTakesOverWhenItsTemplatesAreApproved() {
        SimulatedAccount next = system.graph()
                .world()
                .newAccount()
                .reviewDelay(Duration.ofHours(1))
                .create();
        JsonNode before = api.get().body();

        try (Serving serving = new Serving(contents)) {
            api.put(next);
            JsonNode inReview = awaitCandidate("IN_REVIEW");
            assertThat(ofWhatWorks(inReview)).isEqualTo(ofWhatWorks(before));
            assertThat(inReview.at("/candidate/numbers")).hasSize(1);

            Reported.approve(system, next);

            JsonNode done = api.await(
                    "the other account",
                    resource ->
                            resource.path("whatsAppAccountBusinessId").asText().equals(next.wabaId()));
            assertThat(done.path("status").asText()).isEqualTo("READY");
            assertThat(done.has("candidate")).isFalse();
            assertThat(serving.answers()).isPositive();
        }
        assertThat(contents.serving(null, null).status()).isEqualTo(200);
    }

    /** A refused request does not end what the connection's own run still waits for. */
    @Test
    void theReviewOfWhatWorksGoesOn() {
        SenderApi other = new SenderApi(system.httpUri());
        SimulatedAccount reviewed = system.graph()
                .world()
                .newAccount()
                .reviewDelay(Duration.ofHours(1))
                .create();
        other.put(reviewed);
        other.awaitStatus("IN_REVIEW");

        other.put(SenderApi.body(reviewed).put("userAccessToken", "EAAsimulatedTokenThatMetaNeverIssued"));

        other.await(
                "a refused candidate",
                resource -> resource.at("/candidate/status").asText().equals("ACTION_REQUIRED"));
        Reported.approve(system, reviewed);

        assertThat(other.awaitStatus("READY").path("candidate").path("status").asText())
                .isEqualTo("ACTION_REQUIRED");
    }

    /** Between several numbers a person selects; only then can the other account send, and take over. */
    @Test
    void anotherBusinessAccountWaitsForItsNumber() {
        SimulatedAccount next = system.graph().world().newAccount().numbers(2).create();

        try (Serving serving = new Serving(contents)) {
            api.put(next);
            JsonNode waiting = awaitCandidate("NUMBER_REQUIRED");
            api.await(
                    "the end of the candidate's run",
                    resource -> resource.at("/candidate/provisioning/status")
                            .asText()
                            .equals("SUCCEEDED"));
            ObjectNode choice = SenderApi.body(next);
            choice.remove(List.of("userAccessToken", "appSecret"));
            choice.putArray("numbers")
                    .addObject()
                    .put("numberId", waiting.at("/candidate/numbers/1/numberId").asText())
                    .put("selected", true);
            api.put(choice);

            JsonNode done = api.await(
                    "the other account",
                    resource ->
                            resource.path("whatsAppAccountBusinessId").asText().equals(next.wabaId()));
            assertThat(done.path("numbers").findValuesAsText("selected")).containsExactly("false", "true");
            assertThat(serving.answers()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "ANSWER_LOST"})
    void secretsManagerRefuses(FaultProxy.Way way) {
        JsonNode before = api.get().body();
        SimulatedAccount rotated = system.graph().world().reissueToken(account);

        try (Serving serving = new Serving(contents)) {
            try (Rule rule = proxy.fail("PutSecretValue", way, api.environment().toString())) {
                assertThat(api.put(rotated).status()).isGreaterThanOrEqualTo(500);
                assertThat(rule.struck()).isPositive();
            }
            assertThat(ofWhatWorks(api.get().body())).isEqualTo(ofWhatWorks(before));

            assertThat(api.put(rotated).status()).isEqualTo(202);
            api.await("the rotated token", resource -> !resource.has("candidate"));
            assertThat(serving.answers()).isPositive();
        }
    }

    private void refuseSomething() {
        api.put(SenderApi.body(account).put("userAccessToken", "EAAsimulatedTokenThatMetaNeverIssued"));
        awaitCandidate("ACTION_REQUIRED");
    }

    private JsonNode awaitCandidate(String status) {
        return api.await(
                "a candidate with status " + status,
                resource -> resource.at("/candidate/status").asText().equals(status));
    }

    private static JsonNode ofWhatWorks(JsonNode resource) {
        ObjectNode members = SenderApi.JSON.createObjectNode();
        OF_WHAT_WORKS.forEach(name -> members.set(name, resource.path(name)));
        return members;
    }

    private static Stream<String> failedChecks(JsonNode connection) {
        return connection.findValues("checks").stream()
                .flatMap(checks ->
                        Stream.iterate(0, i -> i < checks.size(), i -> i + 1).map(checks::get))
                .filter(check -> check.path("status").asText().equals("FAILED"))
                .map(check -> check.path("name").asText());
    }

    /** Asks which content serves, all the time, and wants an answer each time. */
    private static final class Serving implements AutoCloseable {

        private final ContentsApi contents;
        private final Thread thread;
        private volatile boolean stopped;
        private final AtomicInteger answers = new AtomicInteger();
        private volatile int status = 200;

        Serving(ContentsApi contents) {
            this.contents = contents;
            this.thread = Thread.ofVirtual().start(this::ask);
        }

        private void ask() {
            while (!stopped && status == 200) {
                status = contents.serving("en", null).status();
                answers.incrementAndGet();
                SenderApi.pause();
            }
        }

        /** How often it was answered so far. */
        int answers() {
            assertThat(status).isEqualTo(200);
            return answers.get();
        }

        @Override
        public void close() {
            stopped = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            assertThat(status).isEqualTo(200);
        }
    }
}
