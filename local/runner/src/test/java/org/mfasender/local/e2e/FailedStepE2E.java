package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.SimulatedAccount;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** A step that cannot do its work is retried, and when that does not help, the account says so instead of running for ever. */
@ExtendWith(WithFaultProxy.class)
class FailedStepE2E {

    /** The SDK makes three attempts of a call. */
    private static final int ATTEMPTS = 3;

    private final LocalSystem system;
    private final FaultProxy proxy;
    private final Stored stored;
    private final SenderApi api;
    private final String environment;
    private final SimulatedAccount account;

    FailedStepE2E(Faulty faulty) {
        this.system = faulty.system();
        this.proxy = faulty.proxy();
        this.stored = new Stored(system);
        this.api = new SenderApi(system.httpUri());
        this.environment = api.environment().toString();
        this.account = system.graph().world().newAccount().create();
    }

    /** A call of a step that fails in all attempts, recognised by a part of its body. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            PutItem                  ; "RUNNING"      ; REFUSED
            PutItem                  ; "RUNNING"      ; ANSWER_LOST
            PutItem                  ; "SUCCEEDED"    ; REFUSED
            PutItem                  ; "SUCCEEDED"    ; ANSWER_LOST
            TransactWriteItems       ; "RUNNING"      ; REFUSED
            TransactWriteItems       ; "RUNNING"      ; ANSWER_LOST
            TransactWriteItems       ; "SUCCEEDED"    ; REFUSED
            TransactWriteItems       ; "SUCCEEDED"    ; ANSWER_LOST
            PutItem                  ; NUMBERS#       ; REFUSED
            PutItem                  ; NUMBERS#       ; ANSWER_LOST
            GetSecretValue           ; VersionId      ; REFUSED
            TransactWriteItems       ; LEDGER         ; REFUSED
            TransactWriteItems       ; LEDGER         ; ANSWER_LOST
            TransactWriteItems       ; CONTENT#       ; REFUSED
            TransactWriteItems       ; CONTENT#       ; ANSWER_LOST
            Query                    ; CONTENT#       ; REFUSED
            """)
    void isDoneAgain(String call, String part, Way way) {
        try (Rule rule = proxy.fail(call, way, ATTEMPTS, environment, part)) {
            api.put(account);
            assertReadyInOneExecution();
            assertThat(rule.struck()).isEqualTo(ATTEMPTS);
        }
    }

    /** The same of a run beside a connection, whose numbers and steps it replaces. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            TransactWriteItems ; SENDER#RUN#2    ; REFUSED
            TransactWriteItems ; SENDER#RUN#2    ; ANSWER_LOST
            TransactWriteItems ; SENDER#RUN#1    ; REFUSED
            TransactWriteItems ; SENDER#RUN#1    ; ANSWER_LOST
            PutItem            ; NUMBERS#2       ; REFUSED
            PutItem            ; NUMBERS#2       ; ANSWER_LOST
            Query              ; NUMBERS#1       ; REFUSED
            DeleteItem         ; NUMBERS#1       ; REFUSED
            DeleteItem         ; NUMBERS#1       ; ANSWER_LOST
            """)
    void ofACandidateIsDoneAgain(String call, String part, Way way) {
        api.put(account);
        JsonNode before = api.awaitReady(1);
        SimulatedAccount rotated = system.graph().world().reissueToken(account);

        try (Rule rule = proxy.fail(call, way, ATTEMPTS, environment, part)) {
            api.put(rotated);
            stored.endedExecutions(api.environment());
            assertThat(rule.struck()).isEqualTo(ATTEMPTS);
        }

        JsonNode after = api.awaitReady(2);
        assertThat(after.path("numbers").findValuesAsText("numberId"))
                .isEqualTo(before.path("numbers").findValuesAsText("numberId"));
        assertThat(stored.secretValue(api.environment())).contains(rotated.userAccessToken());
        assertThat(stored.executions(api.environment()))
                .extracting(Run::status)
                .containsOnly(ExecutionStatus.SUCCEEDED);
    }

    @ParameterizedTest
    @CsvSource({
        "UpdateSecretVersionStage, AWSCURRENT, REFUSED",
        "UpdateSecretVersionStage, AWSCURRENT, ANSWER_LOST",
        "GetSecretValue,           AWSCURRENT, REFUSED"
    })
    void goesOnWithoutTheLabelOfItsCredentials(String call, String part, Way way) {
        SimulatedAccount former = system.graph().world().newAccount().create();
        api.put(former);
        api.awaitStatus("READY");

        try (Rule rule = proxy.fail(call, way, ATTEMPTS, environment, part)) {
            api.put(account);
            api.awaitReady(2);
            stored.endedExecutions(api.environment());
            assertThat(rule.struck()).isEqualTo(ATTEMPTS);
        }
        new Sweeping(system).sweep(Sweeping.NOW);
        assertThat(stored.secretValue(api.environment())).contains(account.userAccessToken());
        assertThat(stored.endedExecutions(api.environment()))
                .extracting(Run::status)
                .containsOnly(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void isRecordedWhenItKeepsFailing() {
        try (Rule rule = proxy.fail("GetSecretValue", Way.REFUSED, environment);
                Rule refused = proxy.fail("UpdateItem", Way.REFUSED, 1, environment);
                Rule lost = proxy.fail("UpdateItem", Way.ANSWER_LOST, 1, environment)) {
            api.put(account);

            assertRecorded("validate", "did not answer properly", "TemporaryFailure");
            assertThat(rule.struck())
                    .as("twenty-one attempts of the step with three of the SDK each")
                    .isEqualTo(63);
            assertThat(List.of(refused.struck(), lost.struck()))
                    .as("the record is made again, too")
                    .containsExactly(1, 1);
        }
        sendAgain();
    }

    @Test
    void isRecordedAtOnceWhenItCrashes() {
        String nonsense = "{\"Name\": \"x\", \"VersionId\": \"x\", \"SecretString\": \"no JSON\"}";
        try (Rule rule = proxy.answer("GetSecretValue", 200, nonsense, environment)) {
            api.put(account);

            assertRecorded("validate", "unexpected error", "UnexpectedError");
            assertThat(rule.struck()).as("a crash is not tried again").isEqualTo(1);
        }
        sendAgain();
    }

    /** What works is not the failing run's. */
    @Test
    void ofACandidateIsRecordedThereAndStopsNothing() {
        api.put(account);
        JsonNode before = api.awaitReady(1);
        SimulatedAccount rotated = system.graph().world().reissueToken(account);
        String nonsense = "{\"Name\": \"x\", \"VersionId\": \"x\", \"SecretString\": \"no JSON\"}";
        try (Rule crash = proxy.answer("GetSecretValue", 200, nonsense, environment);
                Rule refused = proxy.fail("UpdateItem", Way.REFUSED, 1, environment, "#candidate");
                Rule lost = proxy.fail("UpdateItem", Way.ANSWER_LOST, 1, environment, "#candidate")) {
            api.put(rotated);

            JsonNode after = api.await(
                    "a failed candidate",
                    resource -> resource.at("/candidate/provisioning/status")
                            .asText()
                            .equals("FAILED"));
            JsonNode candidate = after.path("candidate");
            assertThat(candidate.path("status").asText()).isEqualTo("ACTION_REQUIRED");
            assertThat(Checks.step(candidate, "validate").path("message").asText())
                    .contains("unexpected error", "send the same request again");
            assertThat(candidate.at("/provisioning/steps").findValuesAsText("status"))
                    .containsExactly("FAILED", "SKIPPED", "SKIPPED");
            assertThat(candidate.at("/provisioning/finishedAt").asText()).isNotBlank();
            for (String member : List.of("status", "canSend", "numbers", "credentials", "provisioning")) {
                assertThat(after.path(member)).as(member).isEqualTo(before.path(member));
            }
            assertThat(crash.struck()).isEqualTo(1);
            assertThat(List.of(refused.struck(), lost.struck()))
                    .as("the record is made again, too")
                    .containsExactly(1, 1);
        }
        Run failed = stored.endedExecutions(api.environment()).getLast();
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.error()).isEqualTo("UnexpectedError");
        assertThat(api.put(rotated).status()).isEqualTo(202);
        api.awaitReady(3);
    }

    private void assertRecorded(String name, String message, String error) {
        JsonNode failed = api.awaitStatus("ACTION_REQUIRED");
        JsonNode step = Checks.step(failed, name);
        assertThat(step.path("status").asText()).isEqualTo("FAILED");
        assertThat(step.path("message").asText()).contains(message, "send the same request again");
        assertThat(failed.at("/provisioning/status").asText()).isEqualTo("FAILED");
        assertThat(failed.at("/provisioning/finishedAt").asText()).isNotBlank();
        assertThat(failed.at("/provisioning/steps").findValuesAsText("status"))
                .containsExactly("FAILED", "SKIPPED", "SKIPPED");
        Run execution = stored.endedExecutions(api.environment()).getFirst();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).isEqualTo(error);
        assertThat(execution.cause())
                .as("in words for an operator")
                .contains("The function's log names it")
                .doesNotContain("Exception", "stackTrace", "org.mfasender");
        assertThat(system.stepFunctions().executions())
                .filteredOn(one -> one.name().equals(execution.name()))
                .flatExtracting(Execution::history)
                .filteredOn(event -> event.type().equals("TaskFailed"))
                .extracting(event -> Objects.requireNonNull(event.details()))
                .filteredOn(details -> details.path("resourceType").asText().equals("lambda"))
                .isNotEmpty()
                .allSatisfy(
                        details -> assertThat(details.path("cause").asText()).endsWith("\"stackTrace\":[]}"));
    }

    private void sendAgain() {
        assertThat(api.put(account).status()).isEqualTo(202);
        assertThat(api.awaitStatus("READY").at("/provisioning/generation").asInt())
                .isEqualTo(2);
        stored.endedExecutions(api.environment());
    }

    private void assertReadyInOneExecution() {
        stored.endedExecutions(api.environment());
        api.awaitStatus("READY");
        assertThat(stored.endedExecutions(api.environment()))
                .singleElement()
                .satisfies(execution -> assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED));
    }
}
