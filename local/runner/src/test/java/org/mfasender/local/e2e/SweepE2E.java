package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.SimulatedAccount;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * What a function leaves that died at any of its writes is completed by a sweep, without anybody who sends the request again. A sweep
 * leaves alone what is so young that a function may be at work on it, and a second one finds nothing to do.
 */
@OwnSystem
@ExtendWith(WithFaultProxy.class)
class SweepE2E {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));

    private final LocalSystem system;
    private final FaultProxy proxy;
    private final Stored stored;
    private final Secrets secrets;
    private final Sweeping sweeping;
    private final SenderApi api;
    private final UUID environment;

    SweepE2E(Faulty faulty) {
        this.system = faulty.system();
        this.proxy = faulty.proxy();
        this.stored = new Stored(system);
        this.secrets = new Secrets(system);
        this.sweeping = new Sweeping(system);
        this.api = new SenderApi(system.httpUri());
        this.environment = api.environment();
    }

    @Test
    void aRunThatWasNeverStartedIsStartedOnce() throws IOException {
        unstarted(api);

        sweeping.sweep(Files.readString(ROOT.resolve("events/sweep.json")));
        assertThat(stored.executions(environment)).as("young").isEmpty();

        assertThat(sweeping.sweep(Sweeping.NOW).path("runsStarted").asInt()).isPositive();
        api.awaitReady(1);
        stored.endedExecutions(environment);
        sweeping.sweep(Sweeping.NOW);
        assertThat(stored.executions(environment))
                .singleElement()
                .satisfies(execution -> assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED));
    }

    @Test
    void aCandidatesRunThatWasNeverStartedIsStartedOnce() {
        SimulatedAccount account = newAccount();
        api.put(account);
        api.awaitReady(1);
        SimulatedAccount rotated = system.graph().world().reissueToken(account);
        try (Rule rule = proxy.fail("StartExecution", Way.REFUSED, environment.toString())) {
            assertThat(api.put(rotated).status()).isEqualTo(500);
            assertThat(rule.struck()).isPositive();
        }

        sweeping.sweep("{}");
        assertThat(api.get().body().at("/candidate/provisioning/status").asText())
                .isEqualTo("PENDING");

        sweeping.sweep(Sweeping.NOW);
        api.awaitReady(2);
        stored.endedExecutions(environment);
        sweeping.sweep(Sweeping.NOW);
        assertThat(stored.executions(environment)).extracting(Run::shortName).containsExactly("1", "2");
        assertThat(stored.secretValue(environment)).contains(rotated.userAccessToken());
    }

    /** The function died before it stored them, so nobody has them any more but who sends them again. */
    @Test
    void aRunWhoseCredentialsWereNeverStoredAsksForThem() {
        SimulatedAccount account = newAccount();
        try (Rule rule = proxy.fail("PutSecretValue", Way.REFUSED, environment.toString())) {
            assertThat(api.put(account).status()).isEqualTo(500);
            assertThat(rule.struck()).isPositive();
        }

        sweeping.sweep(Sweeping.NOW);

        JsonNode failed = api.awaitStatus("ACTION_REQUIRED");
        assertThat(Checks.step(failed, "validate").path("status").asText()).isEqualTo("FAILED");
        assertThat(api.put(account).status()).isEqualTo(202);
        api.awaitReady(2);
    }

    /** Which call of the deletion failed, recognised by a part of its body, and how. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            TransactWriteItems ; "complete":{"BOOL":false} ; ANSWER_LOST
            StopExecution      ; ``                        ; REFUSED
            DeleteSecret       ; ``                        ; REFUSED
            DeleteSecret       ; ``                        ; ANSWER_LOST
            TransactWriteItems ; CONTENT#                  ; REFUSED
            DeleteItem         ; NUMBERS#                  ; REFUSED
            PutItem            ; "complete":{"BOOL":true}  ; REFUSED
            """)
    void aDeletionIsFinished(String call, String part, Way way) {
        SimulatedAccount account = system.graph()
                .world()
                .newAccount()
                .reviewDelay(Duration.ofHours(1))
                .create();
        api.put(account);
        api.awaitStatus("IN_REVIEW");
        try (Rule rule = proxy.fail(call, way, environment.toString(), part)) {
            assertThat(api.delete().status()).isEqualTo(500);
            assertThat(rule.struck()).isPositive();
        }

        sweeping.sweep("{}");
        assertThat(api.put(account).status()).as("young").isEqualTo(409);

        assertThat(sweeping.sweep(Sweeping.NOW).path("deletionsFinished").asInt())
                .isPositive();
        assertThat(api.delete().status()).as("nothing is left to delete").isEqualTo(404);
        assertThat(stored.endedExecutions(environment))
                .singleElement()
                .satisfies(execution ->
                        assertThat(execution.status()).isIn(ExecutionStatus.ABORTED, ExecutionStatus.SUCCEEDED));
        assertThat(secrets.isMarkedForDeletion(environment)).isTrue();
        List<Map<String, AttributeValue>> items = stored.items(environment);
        assertThat(items)
                .singleElement()
                .satisfies(item -> assertThat(item).containsEntry("complete", AttributeValue.fromBool(true)));
        sweeping.sweep(Sweeping.NOW);
        assertThat(stored.items(environment)).isEqualTo(items);
    }

    @Test
    void aSecretThatTheAccountDoesNotNameIsRemoved() {
        api.put(newAccount());
        api.awaitReady(1);
        String left = sweeping.leaveSecret(environment);

        sweeping.sweep("{}");
        assertThat(deletedSecrets(environment)).as("young").isEmpty();

        assertThat(sweeping.sweep(Sweeping.NOW).path("secretsRemoved").asInt()).isPositive();
        assertThat(deletedSecrets(environment)).containsExactly(left);
        assertThat(secrets.isMarkedForDeletion(environment)).isFalse();
        assertThat(api.check(null).body().path("status").asText()).isEqualTo("PASSED");
        sweeping.sweep(Sweeping.NOW);
        assertThat(deletedSecrets(environment)).containsExactly(left);
    }

    /** A PUT that was still storing credentials when the account was deleted. */
    @Test
    void aSecretOfADeletedAccountIsRemoved() {
        api.put(newAccount());
        api.awaitReady(1);
        assertThat(api.delete().status()).isEqualTo(200);
        String left = sweeping.leaveSecret(environment);

        sweeping.sweep(Sweeping.NOW);

        assertThat(deletedSecrets(environment)).contains(left).hasSize(2);
    }

    /** The table may have been lost. */
    @Test
    void aSecretOfAnEnvironmentWithoutAnyRecordIsReportedAndKept() {
        sweeping.leaveSecret(environment);

        assertThat(sweeping.sweep(Sweeping.NOW).path("secretsWithoutRecord").asInt())
                .isPositive();

        assertThat(stored.secrets(environment)).hasSize(1);
        assertThat(deletedSecrets(environment)).isEmpty();
    }

    @Test
    void theLabelFollowsTheVersionThatWorks() {
        SimulatedAccount account = newAccount();
        api.put(account);
        api.awaitReady(1);
        String former = stored.credentialsVersion(environment);
        api.put(system.graph().world().reissueToken(account));
        api.awaitReady(2);
        stored.endedExecutions(environment);
        sweeping.leaveLabel(environment, former);

        sweeping.sweep("{}");
        assertThat(secrets.versionStaged(environment, "AWSCURRENT")).as("young").isEqualTo(former);

        assertThat(sweeping.sweep(Sweeping.NOW).path("labelsMoved").asInt()).isPositive();
        assertThat(secrets.versionStaged(environment, "AWSCURRENT")).isEqualTo(stored.credentialsVersion(environment));
        sweeping.sweep(Sweeping.NOW);
        assertThat(secrets.versionStaged(environment, "AWSCURRENT")).isEqualTo(stored.credentialsVersion(environment));
    }

    /** The process that moved the first label died before it moved the second. */
    @Test
    void theLabelOfTheFormerVersionFollowsToo() {
        SimulatedAccount account = newAccount();
        api.put(account);
        api.awaitReady(1);
        String former = stored.credentialsVersion(environment);
        api.put(system.graph().world().reissueToken(account));
        api.awaitReady(2);
        String between = stored.credentialsVersion(environment);
        api.put(system.graph().world().reissueToken(account));
        api.awaitReady(3);
        stored.endedExecutions(environment);
        assertThat(secrets.versionStaged(environment, "AWSPREVIOUS")).isEqualTo(former);
        sweeping.leavePrevious(environment, between, former);

        assertThat(sweeping.sweep(Sweeping.NOW).path("labelsMoved").asInt()).isPositive();

        assertThat(secrets.versionStaged(environment, "AWSPREVIOUS")).isEqualTo(former);
        assertThat(secrets.versionStaged(environment, "AWSCURRENT")).isEqualTo(stored.credentialsVersion(environment));
    }

    /** Meta repeats webhooks with the signature that they had at first. */
    @Test
    void theAppSecretOfAConnectionThatMovedSignsForSevenDaysMore() {
        SimulatedAccount account = newAccount();
        api.put(account);
        api.awaitReady(1);
        api.put(newAccount());
        api.awaitReady(2);
        stored.endedExecutions(environment);

        assertThat(sweeping.sweep(Sweeping.NOW).path("webhookSecretsReplaced").asInt())
                .isPositive();
        sweeping.sweep(Sweeping.NOW);
        assertThat(Services.of(system).appSecrets(account.appId())).hasSize(1);
        assertThat(isAccepted(account)).isTrue();

        sweeping.replacedLongAgo(account.appId());
        assertThat(sweeping.sweep(Sweeping.NOW).path("webhookSecretsRemoved").asInt())
                .isPositive();
        assertThat(Services.of(system).appSecrets(account.appId())).isEmpty();
    }

    private boolean isAccepted(SimulatedAccount signer) {
        URI callback = URI.create(system.httpUri() + "/v1/webhooks/" + signer.appId());
        byte[] body = "{\"object\":\"whatsapp_business_account\",\"entry\":[]}".getBytes(StandardCharsets.UTF_8);
        return system.graph().webhooks().deliver(callback, body, signer.appSecret());
    }

    @Test
    void numbersThatNothingRefersToAreRemoved() {
        api.put(Reported.of(newAccount(), system));
        JsonNode ready = api.awaitReady(1);
        stored.endedExecutions(environment);
        List<Map<String, AttributeValue>> before = stored.items(environment);
        sweeping.leaveListing(environment, Instant.now());

        sweeping.sweep("{}");
        assertThat(stored.items(environment)).as("young").hasSize(before.size() + 1);

        assertThat(sweeping.sweep(Sweeping.NOW).path("listingsRemoved").asInt()).isPositive();
        assertThat(stored.items(environment)).isEqualTo(before);
        assertThat(api.get().body()).isEqualTo(ready);

        sweeping.leaveListing(environment, Instant.now().minus(Duration.ofHours(1)));
        sweeping.sweep("{}");
        assertThat(stored.items(environment)).as("an old one").isEqualTo(before);
    }

    /** A step wrote them while the account was deleted. */
    @Test
    void numbersOfADeletedAccountAreRemoved() {
        api.put(newAccount());
        api.awaitReady(1);
        api.delete();
        sweeping.leaveListing(environment, Instant.now());

        sweeping.sweep(Sweeping.NOW);

        assertThat(stored.items(environment)).hasSize(1);
    }

    /** Also one that 0.1.0 began: somebody stopped its execution, and no step says so. */
    @Test
    void aRunThatSomebodyStoppedIsRecorded() {
        new FirstRelease(system).store(environment, Instant.now().minus(Duration.ofDays(5)));

        assertThat(sweeping.sweep("{}").path("runsEnded").asInt()).isPositive();

        List<Map<String, AttributeValue>> items = stored.items(environment);
        Map<String, AttributeValue> run = items.stream()
                .map(item -> item.get("provisioning"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .m();
        assertThat(run).containsEntry("status", AttributeValue.fromS("FAILED")).containsKey("finishedAt");
        sweeping.sweep("{}");
        assertThat(stored.items(environment)).isEqualTo(items);
    }

    @Test
    void onePartThatFailsDoesNotKeepTheOthersFromBeingDone() {
        SenderApi other = new SenderApi(system.httpUri());
        unstarted(api);
        unstarted(other);
        try (Rule rule = proxy.fail("StartExecution", Way.REFUSED, environment.toString())) {
            JsonNode report = sweeping.sweep(Sweeping.NOW);

            assertThat(rule.struck()).isPositive();
            assertThat(report.path("failures").asInt()).isEqualTo(1);
            assertThat(report.path("runsStarted").asInt()).isPositive();
        }
        other.awaitReady(1);
        assertThat(stored.executions(environment)).isEmpty();

        sweeping.sweep(Sweeping.NOW);
        api.awaitReady(1);
    }

    @Test
    void whatIsLeftWhenTheTimeIsOverIsDoneFromThereOn() throws IOException {
        unstarted(api);
        String left = sweeping.leaveSecret(environment);

        JsonNode nothing = sweeping.withTimeFor(0, Sweeping.NOW);
        assertThat(nothing.path("next").asText()).isEqualTo("accounts:");
        assertThat(stored.executions(environment)).isEmpty();

        String next = sweeping.withTimeFor(1, Sweeping.NOW).path("next").asText();
        // Other tests have left accounts, too: they may be more than a page.
        for (int pages = 1; next.startsWith("accounts:") && pages < 100; pages++) {
            next = sweeping.withTimeFor(1, "{\"olderThanSeconds\": 0, \"next\": \"" + next + "\"}")
                    .path("next")
                    .asText();
        }
        assertThat(next).isEqualTo("secrets:");
        assertThat(deletedSecrets(environment)).isEmpty();
        api.awaitReady(1);

        JsonNode rest = sweeping.sweep("{\"olderThanSeconds\": 0, \"next\": \"secrets:\"}");
        assertThat(rest.has("next")).isFalse();
        assertThat(rest.has("runsStarted")).isFalse();
        assertThat(deletedSecrets(environment)).containsExactly(left);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            nonsense                  ; The input is not JSON
            {"olderThanSeconds": -1}  ; The member olderThanSeconds must be a number of seconds
            {"olderThanSeconds": "1"} ; The member olderThanSeconds must be a number of seconds
            {"next": "yesterday"}     ; The member next must be what the last sweep answered
            {"next": "accounts:x"}    ; The member next must be what the last sweep answered
            """)
    void whatItCannotReadItSays(String input, String message) {
        assertThat(sweeping.failure(input)).contains(message);
    }

    /** An account that is recorded, with its credentials, but whose function died before it started the run. */
    private void unstarted(SenderApi sender) {
        try (Rule rule =
                proxy.fail("StartExecution", Way.REFUSED, sender.environment().toString())) {
            assertThat(sender.put(newAccount()).status()).isEqualTo(500);
            assertThat(rule.struck()).isPositive();
        }
    }

    private List<String> deletedSecrets(UUID of) {
        return stored.secrets(of).stream()
                .filter(secret -> secret.deletedDate() != null)
                .map(SecretListEntry::name)
                .toList();
    }

    private SimulatedAccount newAccount() {
        return system.graph().world().newAccount().create();
    }
}
