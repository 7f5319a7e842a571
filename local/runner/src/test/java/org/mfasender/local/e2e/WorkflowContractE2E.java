package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalService;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.aws.states.ExecutionStatus;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.SimulatedAccount;

/**
 * An execution keeps the definition it started with, and may wait for hours while the functions are deployed. Here the definition of
 * release 0.1.0 calls today's functions. Kept for one release.
 */
class WorkflowContractE2E {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final String WORKFLOW = "statemachine/configure-sender.asl.json";
    private static final String CHECK = "statemachine/check-health.asl.json";

    private static FaultProxy proxy;
    private static LocalSystem system;

    private SenderApi api;

    @BeforeAll
    static void start(@TempDir Path root) throws IOException {
        Files.copy(ROOT.resolve("template.yaml"), root.resolve("template.yaml"));
        Files.createDirectories(root.resolve(WORKFLOW).getParent());
        Files.writeString(root.resolve(WORKFLOW), FirstRelease.resource("configure-sender-0.1.0.asl.json"));
        Files.copy(ROOT.resolve(CHECK), root.resolve(CHECK));
        proxy = new FaultProxy();
        system = LocalSystem.start(LocalOptions.of(root)
                .withReviewDelay(Duration.ZERO)
                .withRewrite(LocalService.SECRETS_MANAGER, proxy::inFrontOf));
    }

    @BeforeEach
    void anEnvironmentOfItsOwn() {
        api = new SenderApi(system.httpUri());
    }

    @AfterAll
    static void stop() {
        system.close();
        proxy.close();
    }

    @Test
    void aRunThatWaitsForAReviewGoesOn() throws InterruptedException {
        SimulatedAccount account = system.graph()
                .world()
                .newAccount()
                .reviewDelay(Duration.ofHours(1))
                .create();
        api.put(account);
        api.awaitStatus("IN_REVIEW");

        Reported.approve(system, account);

        api.awaitStatus("READY");

        assertThat(statesOf(ended(1))).contains("wait-to-provision-templates").endsWith("configured");
    }

    @Test
    void aRunThatWaitsBecauseMetaLimitsTheRateGoesOn() throws InterruptedException {
        SimulatedAccount account = newAccount();
        system.graph().faults().on("GET", "/" + account.wabaId() + "/phone_numbers", Fault.throttled(80008, 0));
        api.put(account);

        api.awaitStatus("READY");

        assertThat(statesOf(ended(1))).contains("wait-to-list-numbers").endsWith("configured");
    }

    /** The state machine knows the exception by its name; any other one would end the run. */
    @Test
    void aTemporaryFailureIsRetried() throws InterruptedException {
        SimulatedAccount account = newAccount();
        system.graph()
                .faults()
                .on("GET", "/" + account.wabaId(), Fault.overload().times(2));
        api.put(account);

        api.awaitStatus("READY");

        assertThat(errorsOf(ended(1))).containsExactly("org.mfasender.workflow.TemporaryFailureException");
    }

    @Test
    void aFailureIsRecorded() throws InterruptedException {
        SimulatedAccount account = newAccount();
        String nonsense = "{\"Name\": \"x\", \"VersionId\": \"x\", \"SecretString\": \"no JSON\"}";
        try (Rule rule =
                proxy.answer("GetSecretValue", 200, nonsense, api.environment().toString())) {
            api.put(account);
            api.awaitStatus("ACTION_REQUIRED");
            assertThat(rule.struck()).isEqualTo(1);
        }

        JsonNode failed = api.get().body();
        Execution execution = ended(1);
        assertThat(statesOf(execution)).containsExactly("validate", "record-failure", "failed");
        assertThat(execution.error()).isEqualTo("org.mfasender.workflow.UnexpectedFailureException");
        assertThat(failed.at("/provisioning/status").asText()).isEqualTo("FAILED");
        assertThat(failed.at("/provisioning/finishedAt").asText())
                .isEqualTo(failed.path("updatedAt").asText());
        assertThat(Checks.step(failed, "validate").path("message").asText()).contains("unexpected error");
        api.put(account);
        api.awaitReady(2);
        assertThat(statesOf(ended(2))).endsWith("configured");
    }

    @Test
    void aSupersededRunEndsWithoutEffect() throws InterruptedException {
        SimulatedAccount account = newAccount();
        api.put(system.graph()
                .world()
                .newAccount()
                .reviewDelay(Duration.ofHours(1))
                .create());
        api.awaitStatus("IN_REVIEW");

        api.put(account);

        JsonNode ready = api.awaitStatus("READY");
        assertThat(statesOf(ended(1))).endsWith("overtaken");
        assertThat(statesOf(ended(2))).endsWith("configured");
        assertThat(api.get().body()).isEqualTo(ready);
        assertThat(ready.path("whatsAppAccountBusinessId").asText()).isEqualTo(account.wabaId());
    }

    @Test
    void aRunThatNeedsAPersonSucceeds() throws InterruptedException {
        api.put(system.graph().world().newAccount().numbers(0).create());

        api.awaitStatus("ACTION_REQUIRED");

        assertThat(ended(1).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(statesOf(ended(1))).endsWith("list-numbers", "after-list-numbers", "action-required");
    }

    @Test
    void anUnknownEnvironmentIsNotRecorded() {
        Run run = new Console(system).start(api.environment(), "unknown");

        run.awaitEnd();

        assertThat(run.error()).isEqualTo("org.mfasender.workflow.InvalidExecutionInputException");
    }

    /** The item, the secret and the state's input are as release 0.1.0 wrote them. */
    @ParameterizedTest
    @ValueSource(strings = {"wait-to-validate", "wait-to-list-numbers", "wait-to-provision-templates"})
    void aRunThatWaitedThroughTheDeploymentGoesOn(String state) throws Exception {
        FirstRelease former = new FirstRelease(system);
        former.store(api.environment(), Instant.now());
        assertThat(api.get().body().at("/provisioning/status").asText()).isEqualTo("WAITING");

        former.start(api.environment(), system.stepFunctions().register(state, waitingIn(state)));

        JsonNode ready = api.awaitStatus("READY");
        assertThat(statesOf(ended(1))).startsWith("resume", state).endsWith("configured");
        assertThat(ready.at("/provisioning/generation").asInt()).isEqualTo(1);
        assertThat(ready.at("/provisioning/steps").findValuesAsText("status"))
                .startsWith("SUCCEEDED")
                .doesNotContain("FAILED", "PENDING", "RUNNING", "WAITING");
        assertThat(ready.path("whatsAppTemplates")).hasSize(2);
    }

    /** The definition for an execution that was in a state when the functions were deployed. */
    private static String waitingIn(String state) throws IOException {
        ObjectNode machine = (ObjectNode) SenderApi.JSON.readTree(
                system.template().stateMachines().getFirst().definition());
        ObjectNode resume = machine.put("StartAt", "resume").withObject("/States/resume");
        resume.put("Type", "Choice").put("Default", "validate");
        resume.putArray("Choices")
                .addObject()
                .put("Variable", "$.status")
                .put("StringEquals", "WAITING")
                .put("Next", state);
        return machine.toString();
    }

    private static SimulatedAccount newAccount() {
        return system.graph().world().newAccount().create();
    }

    /** The execution of a generation, when it has ended. */
    private Execution ended(int generation) throws InterruptedException {
        Execution execution = system.stepFunctions().executions().stream()
                .filter(one -> one.name().matches(api.environment() + "-" + generation + "(-[0-9a-f]{8})?"))
                .findFirst()
                .orElseThrow();
        execution.awaitEnd();
        return execution;
    }

    private static List<String> statesOf(Execution execution) {
        return details(execution, "StateEntered", "name").toList();
    }

    private static List<String> errorsOf(Execution execution) {
        return details(execution, "TaskFailed", "error").toList();
    }

    private static Stream<String> details(Execution execution, String type, String member) {
        return execution.history().stream()
                .filter(event -> event.type().endsWith(type))
                .map(event ->
                        Objects.requireNonNull(event.details()).path(member).asText());
    }
}
