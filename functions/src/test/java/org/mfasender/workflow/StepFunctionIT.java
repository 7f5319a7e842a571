package org.mfasender.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.LambdaContext;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.Clock;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.observe.Printed;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.sender.run.WaitReason;
import org.mfasender.templates.storage.TemplateStore;

/** What every step does around its own work. */
class StepFunctionIT {

    private static final Duration THROTTLE_WAIT = Duration.ofMinutes(15);

    private static AwsServices aws;
    private static SimulatedGraph graph;

    private final LambdaContext context = new LambdaContext();
    private final List<Credentials> handedOver = new ArrayList<>();
    private Instant now = NOW;
    /** In the middle. */
    private long random = Long.MIN_VALUE;

    private SenderStore store;
    private CredentialVault vault;
    private SimulatedAccount good;

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
        graph = SimulatedGraph.start(0, () -> NOW, Duration.ZERO);
    }

    @AfterAll
    static void stopServices() {
        graph.close();
        aws.close();
    }

    @BeforeEach
    void submit() {
        aws.clearTable();
        aws.clearSecrets();
        graph.reset();
        good = graph.accounts().named("good-one-number");
        store = new SenderStore(aws.dynamoDb(), AwsServices.TABLE, AwsServices.history(aws.dynamoDb()));
        vault = new CredentialVault(aws.secretsManager(), AwsServices.SECRETS);
        SenderAccount account = Fixtures.requested();
        store.put(account);
        vault.putPending(ENVIRONMENT, Fixtures.SECRET, Fixtures.version(1), Fixtures.credentials());
    }

    @Test
    void aStepWorksOnItsRunningAccountAndRecordsItsResult() throws Exception {
        JsonNode answer = invoke(1L, Fixtures.execution(1), (job, step) -> {
            assertThat(run().step(StepName.VALIDATE).status()).isEqualTo(ProgressStatus.RUNNING);
            now = NOW.plusSeconds(3);
            return StepResult.succeeded(step, now, "done", List.of())
                    .changing((current, connection) ->
                            connection.withNumbers(connection.numbers().selecting(Fixtures.FIRST)));
        });

        assertThat(answer)
                .isEqualTo(Json.MAPPER.readTree("{\"generation\": 1, \"status\": \"SUCCEEDED\","
                        + " \"environmentId\": \"" + ENVIRONMENT + "\"}"));
        assertThat(handedOver).containsExactly(Fixtures.credentials());
        Step step = run().step(StepName.VALIDATE);
        assertThat(step.status()).isEqualTo(ProgressStatus.SUCCEEDED);
        assertThat(step.startedAt()).isEqualTo(NOW);
        assertThat(step.finishedAt()).isEqualTo(NOW.plusSeconds(3));
        assertThat(step.message()).isEqualTo("done");
        assertThat(account().newest().numbers().selectedId()).isEqualTo("1001");
        assertThat(account().updatedAt()).isEqualTo(NOW.plusSeconds(3));
        assertThat(run().status()).isEqualTo(ProgressStatus.RUNNING);
    }

    @Test
    void aWaitingStepAnswersWhenItLooksAgain() throws Exception {
        JsonNode answer = invoke(
                1L,
                Fixtures.execution(1),
                (job, step) -> StepResult.waiting(step, NOW.plusSeconds(90), WaitReason.REVIEW, "why", List.of()));

        assertThat(answer.path("status").asText()).isEqualTo("WAITING");
        assertThat(answer.path("retryAt").asText()).isEqualTo("2026-10-01T08:01:30Z");
        assertThat(run().status()).isEqualTo(ProgressStatus.WAITING);
    }

    @Test
    void aFailedStepEndsTheRun() throws Exception {
        JsonNode answer = invoke(
                1L,
                Fixtures.execution(1),
                (job, step) -> StepResult.failed(step, NOW, null, List.of(Fixtures.failedCheck())));

        assertThat(answer.path("status").asText()).isEqualTo("FAILED");
        assertThat(run().status()).isEqualTo(ProgressStatus.FAILED);
        assertThat(run().step(StepName.VALIDATE).checks()).containsExactly(Fixtures.failedCheck());
    }

    @Test
    void anExecutionThatAPersonStartedBeginsANewGeneration() throws Exception {
        JsonNode answer = invoke(null, "by-hand", StepFunctionIT::succeed);

        assertThat(answer.path("generation").asLong()).isEqualTo(2);
        assertThat(account().generation()).isEqualTo(2);
        assertThat(run().execution()).isEqualTo("by-hand");
        assertThat(account().newest().credentials()).isEqualTo(Fixtures.tried(1).credentials());
    }

    @Test
    void theSameExecutionAgainKeepsItsGeneration() throws Exception {
        invoke(null, "by-hand", (job, step) -> StepResult.waiting(step, NOW, WaitReason.REVIEW, "why", List.of()));
        JsonNode answer = invoke(null, "by-hand", StepFunctionIT::succeed);

        assertThat(answer.path("generation").asLong()).isEqualTo(2);
        assertThat(answer.path("status").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void anExecutionForAnUnknownEnvironmentIsRefused() {
        aws.clearTable();

        assertThatThrownBy(() -> invoke(null, "by-hand", StepFunctionIT::succeed))
                .isInstanceOf(InvalidExecutionInputException.class);
    }

    @Test
    void aSupersededRunDoesNothing() throws Exception {
        supersede();
        SenderAccount before = account();
        JsonNode answer = invoke(1L, Fixtures.execution(1), StepFunctionIT::succeed);

        assertThat(answer)
                .isEqualTo(Json.MAPPER.readTree(
                        "{\"status\": \"OVERTAKEN\", \"environmentId\": \"" + ENVIRONMENT + "\"}"));
        assertThat(handedOver).isEmpty();
        assertThat(account()).isEqualTo(before);
    }

    @Test
    void aRunThatIsSupersededWhileItWorksWritesNothing() throws Exception {
        JsonNode answer = invoke(1L, Fixtures.execution(1), (job, step) -> {
            supersede();
            return succeed(job, step);
        });

        assertThat(answer.path("status").asText()).isEqualTo("OVERTAKEN");
        assertThat(account().generation()).isEqualTo(2);
        assertThat(run().status()).isEqualTo(ProgressStatus.PENDING);
    }

    @Test
    void aRunOfADeletedAccountIsSuperseded() throws Exception {
        store.delete(ENVIRONMENT, NOW);

        assertThat(invoke(1L, Fixtures.execution(1), StepFunctionIT::succeed)
                        .path("status")
                        .asText())
                .isEqualTo("OVERTAKEN");
    }

    @Test
    void missingCredentialsFailTheStep() throws Exception {
        vault.scheduleDeletion(Fixtures.SECRET, 7);
        invoke(1L, Fixtures.execution(1), StepFunctionIT::succeed);

        assertThat(handedOver).isEmpty();
        assertThat(failedCheck().name()).hasToString("credentialsStored");
    }

    @Test
    void aLimitedRateIsWaitedForAsLongAsMetaSays() throws Exception {
        graph.faults().on("GET", "/{waba}", Fault.throttled(80008, 7));
        JsonNode answer = invoke(1L, Fixtures.execution(1), this::callMeta);

        assertThat(answer.path("status").asText()).isEqualTo("WAITING");
        assertThat(Instant.parse(answer.path("retryAt").asText())).isEqualTo(NOW.plus(Duration.ofMinutes(7)));
        assertThat(run().step(StepName.VALIDATE).message()).contains("limits the rate");
    }

    @Test
    void aLimitedRateWithoutATimeIsWaitedForAsLongAsConfigured() throws Exception {
        graph.faults().on("GET", "/{waba}", Fault.throttled(80008, 0));

        assertThat(Instant.parse(invoke(1L, Fixtures.execution(1), this::callMeta)
                        .path("retryAt")
                        .asText()))
                .isEqualTo(NOW.plus(THROTTLE_WAIT));
    }

    @Test
    void aLimitedRateIsWaitedForAsLongAsTheRunMayLast() throws Exception {
        graph.faults().on("GET", "/{waba}", Fault.throttled(80008, 5).times(3));
        invoke(1L, Fixtures.execution(1), this::callMeta);
        now = NOW.plus(Duration.ofHours(28)).minus(Duration.ofMinutes(5));
        assertThat(invoke(1L, Fixtures.execution(1), this::callMeta)
                        .path("status")
                        .asText())
                .isEqualTo("WAITING");
        now = now.plusMillis(1);
        assertThat(invoke(1L, Fixtures.execution(1), this::callMeta)
                        .path("status")
                        .asText())
                .isEqualTo("FAILED");

        assertThat(failedCheck().name()).hasToString("rateLimit");
        assertThat(failedCheck().meta()).isNotNull();
    }

    @Test
    void aStepThatHasWaitedWaitsOnWhenMetaFails() throws Exception {
        invoke(
                1L,
                Fixtures.execution(1),
                (job, step) -> StepResult.waiting(step, NOW, WaitReason.REVIEW, "In review.", List.of()));
        graph.faults().on("GET", "/{waba}", Fault.overload().times(4));

        JsonNode answer = invoke(1L, Fixtures.execution(1), this::callMeta);

        assertThat(answer.path("status").asText()).isEqualTo("WAITING");
        assertThat(Instant.parse(answer.path("retryAt").asText())).isEqualTo(NOW.plus(THROTTLE_WAIT));
        assertThat(run().step(StepName.VALIDATE).message()).contains("does not answer properly");
        now = NOW.plus(Duration.ofHours(29));
        assertThatThrownBy(() -> invoke(1L, Fixtures.execution(1), this::callMeta))
                .isInstanceOf(TemporaryFailureException.class);
    }

    /** It has not waited before, but the state machine has tried a few times. */
    @Test
    void aFaultOfMetaThatLastsIsWaitedFor() throws Exception {
        graph.faults().on("GET", "/{waba}", Fault.overload().times(99));
        StepFunction probe = new Probe(store, this::callMeta);
        assertThatThrownBy(() -> run(probe, 1L, Fixtures.execution(1), 3))
                .isInstanceOf(TemporaryFailureException.class);

        JsonNode answer = run(probe, 1L, Fixtures.execution(1), 4);

        assertThat(answer.path("status").asText()).isEqualTo("WAITING");
        assertThat(run().step(StepName.VALIDATE).message()).contains("does not answer properly");
    }

    /** Pauses grow with the time that the step has taken, so that any pause fits into an execution's history. */
    @ParameterizedTest
    @CsvSource({"0, 15", "60, 15", "600, 60"})
    void aLongOutageIsWaitedForLonger(int minutes, int pause) throws Exception {
        graph.faults().on("GET", "/{waba}", Fault.overload().times(99));
        invoke(
                1L,
                Fixtures.execution(1),
                (job, step) -> StepResult.waiting(step, NOW, WaitReason.REVIEW, "In review.", List.of()));
        now = NOW.plus(Duration.ofMinutes(minutes));

        assertThat(Instant.parse(invoke(1L, Fixtures.execution(1), this::callMeta)
                        .path("retryAt")
                        .asText()))
                .isEqualTo(now.plus(Duration.ofMinutes(pause)));
    }

    /** From half the pause to one and a half. */
    @ParameterizedTest
    @CsvSource({"0, 450000", "-1, 1350000"})
    void runsThatWaitForTheSameComeBackApart(long bits, long milliseconds) throws Exception {
        random = bits;
        graph.faults().on("GET", "/{waba}", Fault.throttled(80008, 0));

        assertThat(Instant.parse(invoke(1L, Fixtures.execution(1), this::callMeta)
                        .path("retryAt")
                        .asText()))
                .isEqualTo(NOW.plusMillis(milliseconds));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"OVERLOAD", "BAD_GATEWAY", "EMPTY", "TRUNCATED"})
    void aFaultOfMetaIsTemporary(Fault.Kind kind) {
        graph.faults().on("GET", "/{waba}", Fault.of(kind).times(2));

        assertThatThrownBy(() -> invoke(1L, Fixtures.execution(1), this::callMeta))
                .isInstanceOf(TemporaryFailureException.class);
        assertThat(run().step(StepName.VALIDATE).status()).isEqualTo(ProgressStatus.RUNNING);
    }

    @Test
    void aRefusalThatAPersonCanFixFailsTheStep() throws Exception {
        invoke(1L, Fixtures.execution(1), (job, step) -> callMeta("217640915500000", step));

        assertThat(failedCheck().name()).hasToString("metaCall");
        assertThat(failedCheck().message()).contains("refused the details of the WhatsApp Business Account");
        assertThat(failedCheck().apiHint()).contains("GET /{id}", "PUT");
        assertThat(failedCheck().meta())
                .satisfies(meta -> assertThat(meta.subcode()).isEqualTo(33));
    }

    @ParameterizedTest
    @CsvSource({
        "ACCOUNT_LOCKED, wabaReadable, has locked the WhatsApp Business Account",
        "POLICY_BLOCK,   wabaReadable, violation of its policies"
    })
    void whatIsWrongWithTheAccountHasTheWordsOfTheFirstStep(Fault.Kind kind, String check, String words)
            throws Exception {
        graph.faults().on("GET", "/{waba}", Fault.of(kind).times(9));

        invoke(1L, Fixtures.execution(1), this::callMeta);

        assertThat(failedCheck().name()).hasToString(check);
        assertThat(failedCheck().message()).contains(words);
        assertThat(failedCheck().remedy()).contains("Business support home");
    }

    @Test
    void aRefusalThatIsAFaultOfThisSystemFailsTheStepAsWell() throws Exception {
        String numberId = graph.world().waba(good.wabaId()).numbers().getFirst().id();
        invoke(1L, Fixtures.execution(1), (job, step) -> callMeta(numberId, step));

        assertThat(failedCheck().name()).hasToString("metaCall");
        assertThat(failedCheck().meta()).satisfies(meta -> {
            assertThat(meta.code()).isEqualTo(100);
            assertThat(meta.traceId()).isNotBlank();
        });
    }

    @Test
    void aFaultOfAnAwsServiceIsTemporaryAndNamedByItsClassOnly() {
        SenderStore broken = new SenderStore(aws.dynamoDb(), "no-such-table", AwsServices.history(aws.dynamoDb()));

        assertThatThrownBy(() -> run(new Probe(broken, StepFunctionIT::succeed), 1L, Fixtures.execution(1)))
                .isInstanceOf(TemporaryFailureException.class)
                .hasMessageContaining("ResourceNotFoundException")
                .hasNoCause();
    }

    @Test
    void nothingSecretIsLogged() throws Exception {
        invoke(1L, Fixtures.execution(1), StepFunctionIT::succeed);

        assertThat(context.logged())
                .contains("\"step\":\"validate\"", ENVIRONMENT.toString(), "SUCCEEDED")
                .doesNotContain(Fixtures.TOKEN, Fixtures.APP_SECRET);
    }

    @Test
    void aLineReportsTheOutcomeOfTheStep() throws Exception {
        invoke(1L, Fixtures.execution(1), StepFunctionIT::succeed);

        JsonNode line = logged();
        assertThat(line.path("environmentId").asText()).isEqualTo(ENVIRONMENT.toString());
        assertThat(line.path("execution").asText()).isEqualTo(Fixtures.execution(1));
        assertThat(line.path("generation").asLong()).isEqualTo(1);
        assertThat(line.path("step").asText()).isEqualTo("validate");
        assertThat(line.path("outcome").asText()).isEqualTo("SUCCEEDED");
        assertThat(line.has("runOutcome")).isFalse();
    }

    @Test
    void aLineNamesMetasAnswerWhenALimitMakesTheStepWait() throws Exception {
        graph.faults().on("GET", "/{waba}", Fault.throttled(80008, 7));
        List<JsonNode> metrics = Printed.during(() -> invoke(1L, Fixtures.execution(1), this::callMeta));

        JsonNode line = logged();
        assertThat(line.path("outcome").asText()).isEqualTo("WAITING");
        assertThat(line.path("metaCode").asInt()).isEqualTo(80008);
        assertThat(line.path("metaTraceId").asText()).isNotBlank();
        assertThat(line.path("graphCalls").asInt()).isEqualTo(1);
        assertThat(Printed.values(metrics, "Throttles")).containsExactly(1.0);
        assertThat(Printed.values(metrics, "GraphCalls")).containsExactly(1.0);
        assertThat(metrics).anySatisfy(document -> {
            assertThat(document.path("Kind").asText()).isEqualTo("WAIT");
            assertThat(document.path("Code").asText()).isEqualTo("80008");
            assertThat(document.path("Failures").asDouble()).isEqualTo(1);
        });
    }

    @Test
    void aRunThatNeedsAPersonIsCountedAsThat() throws Exception {
        List<JsonNode> metrics = Printed.during(() -> invoke(
                1L,
                Fixtures.execution(1),
                (job, step) -> StepResult.failed(step, NOW, null, List.of(Fixtures.failedCheck()))));

        assertThat(Printed.texts(metrics, "Outcome")).containsExactly("action-required");
        assertThat(logged().path("runOutcome").asText()).isEqualTo("action-required");
        assertThat(logged().path("failedChecks").get(0).asText())
                .isEqualTo(Fixtures.failedCheck().name().toString());
    }

    @Test
    void aRunOfAnAccountThatIsNotEligibleIsCountedAsThat() throws Exception {
        Check ineligible = Check.failed(CheckName.TEMPLATES_ELIGIBLE, Map.of(), null);
        List<JsonNode> metrics = Printed.during(() -> invoke(
                1L, Fixtures.execution(1), (job, step) -> StepResult.failed(step, NOW, null, List.of(ineligible))));

        assertThat(Printed.texts(metrics, "Outcome")).containsExactly("not-eligible");
    }

    @Test
    void aSupersededRunIsCountedAsSuch() throws Exception {
        List<JsonNode> metrics = Printed.during(() -> invoke(9L, Fixtures.execution(9), StepFunctionIT::succeed));

        assertThat(Printed.texts(metrics, "Outcome")).containsExactly("superseded");
        assertThat(logged().path("outcome").asText()).isEqualTo("SUPERSEDED");
    }

    @Test
    void aFaultIsLoggedAndCountedByItsClass() throws Exception {
        List<JsonNode> metrics =
                Printed.during(() -> assertThatThrownBy(() -> invoke(1L, Fixtures.execution(1), (job, step) -> {
                            throw new IllegalArgumentException(Fixtures.TOKEN);
                        }))
                        .isInstanceOf(UnexpectedFailureException.class)
                        .hasMessageStartingWith("java.lang.IllegalArgumentException at org.mfasender")
                        .hasNoCause()
                        .satisfies(thrown -> assertThat(thrown.getStackTrace()).isEmpty()));

        assertThat(Printed.texts(metrics, "Code")).containsExactly("IllegalArgumentException");
        assertThat(logged().path("level").asText()).isEqualTo("ERROR");
        assertThat(logged().path("causes").get(0).asText())
                .startsWith("java.lang.IllegalArgumentException at org.mfasender.workflow.StepFunctionIT");
        assertThat(context.logged()).doesNotContain(Fixtures.TOKEN);
    }

    private JsonNode logged() throws IOException {
        return Json.MAPPER.readTree(context.logged());
    }

    private interface Work {
        StepResult of(Job job, Step step);
    }

    private final class Probe extends StepFunction {

        Probe(SenderStore store, Work work) {
            super(
                    StepName.VALIDATE,
                    new StepTools(
                            store,
                            new TemplateStore(aws.dynamoDb(), AwsServices.TABLE),
                            new NumberListings(aws.dynamoDb(), AwsServices.TABLE),
                            vault,
                            client(),
                            new Pause(THROTTLE_WAIT, () -> random),
                            new Clock(() -> now)),
                    (job, credentials, step) -> {
                        handedOver.add(credentials);
                        return work.of(job, step);
                    });
        }
    }

    /** The table was restored: a run of another time has the same number. */
    @Test
    void anExecutionOfAnotherTimeIsSuperseded() throws IOException {
        JsonNode answer = invoke(1L, ENVIRONMENT + "-1-0f07e81e", (job, step) -> {
            throw new AssertionError("The run is another one's");
        });

        assertThat(answer.path("status").asText()).isEqualTo("OVERTAKEN");
        assertThat(account().newest().run().status()).isEqualTo(ProgressStatus.PENDING);
    }

    private JsonNode invoke(@Nullable Long generation, String execution, Work work) throws IOException {
        return run(new Probe(store, work), generation, execution);
    }

    private JsonNode run(StepFunction function, @Nullable Long generation, String execution) throws IOException {
        return run(function, generation, execution, 0);
    }

    private JsonNode run(StepFunction function, @Nullable Long generation, String execution, int retries)
            throws IOException {
        String payload = "{\"input\": {\"environmentId\": \"" + ENVIRONMENT + "\""
                + (generation == null ? "" : ", \"generation\": " + generation) + "}, \"execution\": \"" + execution
                + "\", \"retries\": " + retries + "}";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)), out, context);
        return Json.MAPPER.readTree(out.toByteArray());
    }

    private static StepResult succeed(Job job, Step step) {
        return StepResult.succeeded(step, NOW, null, List.of());
    }

    private StepResult callMeta(Job job, Step step) {
        return callMeta(good.wabaId(), step);
    }

    private StepResult callMeta(String businessAccountId, Step step) {
        client().businessAccount(AccessToken.signed(good.userAccessToken(), good.appSecret()), businessAccountId);
        return StepResult.succeeded(step, NOW, null, List.of());
    }

    private static GraphClient client() {
        return GraphClient.connect(graph.uri(), "v26.0");
    }

    private void supersede() {
        store.put(account().rerunning(account().newest(), ENVIRONMENT + "-2-0e5ec07e", NOW));
    }

    private Provisioning run() {
        return account().newest().run();
    }

    private SenderAccount account() {
        return store.findAccount(ENVIRONMENT).orElseThrow();
    }

    private Check failedCheck() {
        Step step = run().step(StepName.VALIDATE);
        assertThat(step.status()).isEqualTo(ProgressStatus.FAILED);
        assertThat(step.checks()).hasSize(1);
        return step.checks().getFirst();
    }
}
