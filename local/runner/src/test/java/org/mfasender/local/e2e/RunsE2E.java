package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.SimulatedAccount;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** A person repairs what works with another run, as a whole or from one step, and cancels a run. */
@ExtendWith(WithFaultProxy.class)
class RunsE2E {

    private static final Duration REVIEW = Duration.ofMinutes(10);

    private final LocalSystem system;
    private final FaultProxy proxy;
    private final Stored stored;
    private final SenderApi api;
    private final SimulatedAccount account;

    RunsE2E(Faulty faulty) {
        this.system = faulty.system();
        this.proxy = faulty.proxy();
        this.stored = new Stored(system);
        this.api = new SenderApi(system.httpUri());
        this.account = system.graph().world().newAccount().create();
    }

    @Test
    void aRunFromOneStepKeepsWhatCameBefore() {
        JsonNode before = ready();
        long asked = before.at("/provisioning/graphCalls").asLong();

        assertThat(start("provision-templates").status()).isEqualTo(202);

        JsonNode after = api.awaitReady(2);
        for (String step : List.of("validate", "list-numbers")) {
            assertThat(Checks.step(after, step)).as(step).isEqualTo(Checks.step(before, step));
        }
        assertThat(Checks.step(after, "provision-templates").path("startedAt"))
                .isNotEqualTo(Checks.step(before, "provision-templates").path("startedAt"));
        assertThat(after.at("/provisioning/graphCalls").asLong()).isPositive().isLessThan(asked);
        assertThat(executions()).containsOnly(ExecutionStatus.SUCCEEDED);

        assertThat(start("list-numbers").status()).isEqualTo(202);
        JsonNode last = api.awaitReady(3);
        assertThat(Checks.step(last, "validate")).isEqualTo(Checks.step(before, "validate"));
        assertThat(Checks.step(last, "list-numbers").path("startedAt"))
                .isNotEqualTo(Checks.step(before, "list-numbers").path("startedAt"));
    }

    @Test
    void severalAtOnceEndInWhatTheLastOneAsked() {
        ready();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<SenderApi.Answer>> all = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> start(null), threads))
                    .limit(4)
                    .toList();

            assertThat(all).allSatisfy(one -> assertThat(one.join().status()).isIn(202, 503));
        }
        JsonNode after = api.awaitEnd();
        assertThat(after.path("status").asText()).isEqualTo("READY");
        assertThat(after.at("/provisioning/generation").asInt()).isBetween(2, 5);
        assertThat(executions()).containsOnly(ExecutionStatus.SUCCEEDED);
    }

    /** The run is recorded, and its execution is not started: the same request, or a sweep, completes it. */
    @ParameterizedTest
    @CsvSource({"TransactWriteItems, REFUSED, 2", "TransactWriteItems, ANSWER_LOST, 2", "StartExecution, REFUSED, 2"})
    void aRequestThatDiedIsCompletedByTheNext(String call, Way way, int generation) {
        ready();
        try (Rule rule = proxy.fail(call, way, 3, api.environment().toString())) {
            assertThat(start(null).status()).isGreaterThanOrEqualTo(202);
            assertThat(rule.struck()).isPositive();
        }

        assertThat(start(null).status()).isEqualTo(202);

        assertThat(api.awaitEnd().path("status").asText()).isEqualTo("READY");
        assertThat(api.get().body().at("/provisioning/generation").asInt()).isGreaterThanOrEqualTo(generation);
        assertThat(executions()).containsOnly(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void waitsForACandidateThatIsVerified() {
        ready();
        api.put(inReview());
        api.await(
                "a candidate in review",
                resource -> resource.at("/candidate/status").asText().equals("IN_REVIEW"));

        SenderApi.Answer refused = start(null);

        ErrorBody.check(refused, 409, "INVALID_REQUEST");
        assertThat(ErrorBody.details(refused)).containsExactly("candidate CONSTRAINT_VIOLATION");
        assertThat(api.get().body().at("/provisioning/generation").asInt()).isEqualTo(1);
        api.deleteCandidate();
        assertThat(start(null).status()).isEqualTo(202);
        api.awaitReady(3);
    }

    @Test
    void needsAnAccountThatWorks() {
        ErrorBody.check(start(null), 404, "NOT_FOUND");
        ErrorBody.check(cancel("1"), 404, "NOT_FOUND");
        api.put(SenderApi.body(account).put("userAccessToken", "EAAsimulatedTokenThatMetaNeverIssued"));
        api.awaitStatus("ACTION_REQUIRED");

        ErrorBody.check(start(null), 409, "INVALID_REQUEST");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {"firstStep": "send"}               ; firstStep INVALID_VALUE
            {"firstStep": "PROVISION_TEMPLATES"}; firstStep INVALID_VALUE
            {"firstStep": 3}                    ; firstStep INVALID_VALUE
            {"firststep": "validate"}           ; firststep INVALID_VALUE
            []                                  ; body INVALID_VALUE
            """)
    void refusesWhatIsNoStep(String body, String details) {
        SenderApi.Answer refused = api.send("POST", runs(), body, "Content-Type", "application/json");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(ErrorBody.details(refused)).containsExactly(details);
    }

    @Test
    void aCancelledRunIsOverAndAnotherBegins() {
        SimulatedAccount reviewed = inReview();
        api.put(reviewed);
        api.await(
                "a run that waits",
                resource -> resource.at("/provisioning/status").asText().equals("WAITING"));

        SenderApi.Answer cancelled = cancel("1");

        assertThat(cancelled.status()).isEqualTo(200);
        JsonNode run = cancelled.body().path("provisioning");
        assertThat(run.path("status").asText()).isEqualTo("FAILED");
        assertThat(Checks.step(cancelled.body(), "provision-templates")
                        .path("message")
                        .asText())
                .contains("cancelled");
        assertThat(cancel("1").body().path("provisioning")).isEqualTo(run);
        assertThat(executions()).containsExactly(ExecutionStatus.ABORTED);
        new Sweeping(system).sweep(Sweeping.NOW);
        assertThat(api.get().body().path("provisioning")).isEqualTo(run);

        assertThat(start("provision-templates").status()).isEqualTo(202);
        assertThat(api.await(
                                "a second run that waits",
                                resource -> resource.at("/provisioning/status")
                                        .asText()
                                        .equals("WAITING"))
                        .at("/provisioning/generation")
                        .asInt())
                .isEqualTo(2);
        ErrorBody.check(cancel("1"), 404, "NOT_FOUND");
        assertThat(cancel("2").status()).isEqualTo(200);
    }

    /** The run is recorded as cancelled, and its execution goes on: it has no effect, and the same request stops it. */
    @Test
    void aCancellationThatDiedIsCompletedByTheNext() {
        system.graph().faults().on("GET", "/" + account.wabaId(), Fault.throttled(80008, 60));
        api.put(account);
        api.await(
                "a run that waits",
                resource -> resource.at("/provisioning/status").asText().equals("WAITING"));
        try (Rule rule =
                proxy.fail("StopExecution", Way.REFUSED, api.environment().toString())) {
            assertThat(cancel("1").status()).isEqualTo(500);
            assertThat(rule.struck()).isPositive();
        }
        assertThat(api.get().body().at("/provisioning/status").asText()).isEqualTo("FAILED");

        assertThat(cancel("1").status()).isEqualTo(200);

        assertThat(executions()).containsExactly(ExecutionStatus.ABORTED);
    }

    @ParameterizedTest
    @CsvSource({"0", "9", "-1", "one", "99999999999999999999"})
    void anUnknownRunIsNotFound(String generation) {
        ready();

        ErrorBody.check(cancel(generation), 404, "NOT_FOUND");
    }

    private JsonNode ready() {
        api.put(account);
        return api.awaitReady(1);
    }

    private SimulatedAccount inReview() {
        return system.graph().world().newAccount().reviewDelay(REVIEW).create();
    }

    private SenderApi.Answer start(@Nullable String firstStep) {
        return firstStep == null
                ? api.send("POST", runs(), null)
                : api.send(
                        "POST", runs(), "{\"firstStep\": \"" + firstStep + "\"}", "Content-Type", "application/json");
    }

    private SenderApi.Answer cancel(String generation) {
        return api.send("DELETE", runs() + "/" + generation, null);
    }

    private String runs() {
        return api.path() + "/runs";
    }

    private List<ExecutionStatus> executions() {
        return stored.endedExecutions(api.environment()).stream()
                .map(Run::status)
                .toList();
    }
}
