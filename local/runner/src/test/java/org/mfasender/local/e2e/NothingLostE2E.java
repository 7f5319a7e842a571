package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.RepeatedTest;
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
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * A {@code PUT} that ends anywhere on its way, because a service fails, an answer is lost or the function dies, is completed by
 * the same {@code PUT}, and several at once are one after the other.
 */
@ExtendWith(WithFaultProxy.class)
class NothingLostE2E {

    private final LocalSystem system;
    private final FaultProxy proxy;
    private final Stored stored;
    private final Secrets secrets;
    private final SenderApi api;
    private final UUID environment;

    NothingLostE2E(Faulty faulty) {
        this.system = faulty.system();
        this.proxy = faulty.proxy();
        this.stored = new Stored(system);
        this.secrets = new Secrets(system);
        this.api = new SenderApi(system.httpUri());
        this.environment = api.environment();
    }

    /** Which call fails, how, and whether the request, or its execution, is on record then. */
    @ParameterizedTest
    @CsvSource({
        "Query,              REFUSED,     nothing",
        "TransactWriteItems, REFUSED,     nothing",
        "TransactWriteItems, ANSWER_LOST, account",
        "PutSecretValue,     REFUSED,     account",
        "PutSecretValue,     ANSWER_LOST, account",
        "CreateSecret,       REFUSED,     account",
        "CreateSecret,       ANSWER_LOST, account",
        "StartExecution,     REFUSED,     account",
        "StartExecution,     ANSWER_LOST, execution",
    })
    void completesAFirstRequestThatFailed(String call, Way way, String recorded) {
        SimulatedAccount account = newAccount();

        putFails(SenderApi.body(account), call, way);

        if (recorded.equals("nothing")) {
            assertThat(api.get().status()).isEqualTo(404);
            assertThat(stored.hasSecret(environment)).isFalse();
        } else {
            assertThat(api.get().body().path("whatsAppAccountBusinessId").asText())
                    .isEqualTo(account.wabaId());
        }
        if (recorded.equals("account")) {
            JsonNode pending = api.get().body();
            assertThat(pending.path("status").asText()).isEqualTo("VERIFYING");
            assertThat(pending.at("/provisioning/status").asText()).isEqualTo("PENDING");
        }
        assertThat(stored.executions(environment)).hasSize(recorded.equals("execution") ? 1 : 0);
        assertThat(api.put(account).status()).isIn(200, 202);
        assertReady(account, 1, "1 SUCCEEDED");
    }

    /** Which call fails, how, and the generation of what was submitted last then. */
    @ParameterizedTest
    @CsvSource({
        "Query,              REFUSED,     1",
        "TransactWriteItems, REFUSED,     1",
        "TransactWriteItems, ANSWER_LOST, 2",
        "PutSecretValue,     REFUSED,     2",
        "PutSecretValue,     ANSWER_LOST, 2",
        "StartExecution,     REFUSED,     2",
        "StartExecution,     ANSWER_LOST, 2",
    })
    void completesARotationThatFailed(String call, Way way, int generation) {
        SimulatedAccount account = ready();
        SimulatedAccount rotated = system.graph().world().reissueToken(account);
        String current = secrets.versionStaged(environment, "AWSCURRENT");

        putFails(SenderApi.body(rotated), call, way);

        JsonNode resource = api.get().body();
        assertThat(resource.path("status").asText()).as("what works goes on").isEqualTo("READY");
        assertThat(newest(resource).at("/provisioning/generation").asInt()).isEqualTo(generation);
        if (stored.executions(environment).size() == 1) {
            assertThat(secrets.versionStaged(environment, "AWSCURRENT"))
                    .as("what works stays current")
                    .isEqualTo(current);
        }
        assertThat(api.put(rotated).status()).isIn(200, 202);
        assertReady(rotated, 2, "1 SUCCEEDED", "2 SUCCEEDED");
    }

    /** Which call fails, how, and whether the account is on record then; its secret is another one than before. */
    @ParameterizedTest
    @CsvSource({
        "TransactWriteItems, REFUSED,     false",
        "TransactWriteItems, ANSWER_LOST, true",
        "PutSecretValue,     REFUSED,     true",
        "CreateSecret,       REFUSED,     true",
        "CreateSecret,       ANSWER_LOST, true",
        "StartExecution,     REFUSED,     true",
    })
    void completesAReturnAfterADeletionThatFailed(String call, Way way, boolean recorded) {
        SimulatedAccount account = ready();
        String former = stored.secretName(environment);
        api.delete();

        putFails(SenderApi.body(account), call, way);

        SenderApi.Answer pending = api.get();
        assertThat(pending.status()).isEqualTo(recorded ? 200 : 404);
        assertThat(pending.body().at("/provisioning/status").asText()).isEqualTo(recorded ? "PENDING" : "");
        api.put(account);
        assertReady(account, 3, "1 SUCCEEDED", "3 SUCCEEDED");
        assertThat(stored.secretName(environment)).isNotEqualTo(former);
        assertThat(stored.secrets(environment))
                .filteredOn(secret -> secret.deletedDate() != null)
                .as("the former secret stays deleted")
                .extracting(SecretListEntry::name)
                .containsExactly(former);
    }

    @ParameterizedTest
    @CsvSource({"TransactWriteItems", "CreateSecret", "StartExecution"})
    void answersWellWhenOnlyTheFirstAnswerOfAServiceIsLost(String call) {
        SimulatedAccount account = newAccount();
        try (Rule rule = proxy.fail(call, Way.ANSWER_LOST, 1, environment.toString())) {
            // 200 when the run has listed the numbers before the repeated call was answered.
            assertThat(api.put(account).status()).isIn(200, 202);
            assertThat(rule.struck()).isEqualTo(1);
        }
        assertReady(account, 1, "1 SUCCEEDED");
    }

    @Test
    void completesARequestWithAKeyUnderTheSameKey() {
        SimulatedAccount account = newAccount();
        try (Rule rule = proxy.fail("StartExecution", Way.REFUSED, environment.toString())) {
            ErrorBody.check(api.put(account, "Idempotency-Key", "one"), 500, "UNEXPECTED_ERROR");
            assertThat(rule.struck()).isPositive();
        }
        assertThat(api.put(account, "Idempotency-Key", "one").status()).isEqualTo(202);
        assertReady(account, 1, "1 SUCCEEDED");
    }

    @ParameterizedTest
    @CsvSource({
        "TransactWriteItems, ANSWER_LOST",
        "CreateSecret,       REFUSED",
        "CreateSecret,       ANSWER_LOST",
        "StartExecution,     REFUSED"
    })
    void letsAnotherRequestTakeThePlaceOfOneThatFailed(String call, Way way) {
        SimulatedAccount other = newAccount();
        putFails(SenderApi.body(newAccount()), call, way);

        assertThat(api.put(other).status()).isEqualTo(202);

        assertReady(other, 2, "2 SUCCEEDED");
    }

    @RepeatedTest(3)
    void startsOneExecutionForTheSameRequestSeveralTimesAtOnce() {
        SimulatedAccount account = newAccount();

        List<SenderApi.Answer> answers = atOnce(List.of(account, account, account, account));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.status()).isIn(200, 202))
                .allSatisfy(answer -> assertThat(
                                answer.body().at("/provisioning/generation").asInt())
                        .isEqualTo(1));
        assertReady(account, 1, "1 SUCCEEDED");
    }

    @RepeatedTest(3)
    void letsOneOfTwoRequestsAtOnceWin() {
        SimulatedAccount one = newAccount();
        SimulatedAccount two = newAccount();

        assertThat(atOnce(List.of(one, two)))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202));

        JsonNode ready = api.awaitReady(2);
        SimulatedAccount winner =
                ready.path("whatsAppAccountBusinessId").asText().equals(one.wabaId()) ? one : two;
        assertReady(winner, 2, "1 SUCCEEDED", "2 SUCCEEDED");
    }

    @Test
    void keepsTheNewestCredentialsCurrentWhenASupersededRunEndsLast() {
        SimulatedAccount slow = newAccount();
        SimulatedAccount newest = newAccount();
        system.graph().faults().on("GET", "/" + slow.wabaId(), Fault.slow(Duration.ofSeconds(11)));
        api.put(slow);
        api.await(
                "a running step",
                resource -> Checks.step(resource, "validate")
                        .path("status")
                        .asText()
                        .equals("RUNNING"));

        api.put(newest);

        api.awaitReady(2);
        assertThat(stored.executions(environment).getFirst().status()).isEqualTo(ExecutionStatus.RUNNING);
        assertReady(newest, 2, "1 SUCCEEDED", "2 SUCCEEDED");
    }

    private void putFails(JsonNode body, String call, Way way) {
        try (Rule rule = proxy.fail(call, way, environment.toString())) {
            ErrorBody.check(api.put(body), 500, "UNEXPECTED_ERROR");
            assertThat(rule.struck()).as("calls of %s that failed", call).isPositive();
        }
    }

    /** The account is ready, all its executions have ended, and everything that is kept of it belongs together. */
    private void assertReady(SimulatedAccount account, int generation, String... executions) {
        api.awaitReady(generation);
        assertThat(stored.endedExecutions(environment))
                .extracting(execution -> execution.shortName() + " " + execution.status())
                .containsExactlyInAnyOrder(executions);
        JsonNode ready = api.get().body();
        assertThat(ready.path("status").asText()).isEqualTo("READY");
        assertThat(ready.has("candidate")).isFalse();
        assertThat(ready.at("/provisioning/generation").asInt()).isEqualTo(generation);
        assertThat(ready.path("whatsAppAccountBusinessId").asText()).isEqualTo(account.wabaId());
        assertThat(ready.path("appId").asText()).isEqualTo(account.appId());
        assertThat(ready.path("numbers")).hasSize(1);
        assertThat(StreamSupport.stream(ready.path("whatsAppTemplates").spliterator(), false)
                        .map(template -> template.path("id").asText()))
                .hasSize(2)
                .isSubsetOf(system.graph().world().waba(account.wabaId()).templates().list().stream()
                        .map(template -> template.id())
                        .toList());
        assertThat(secrets.versionStaged(environment, "AWSCURRENT")).isEqualTo(stored.credentialsVersion(environment));
        assertThat(stored.secrets(environment))
                .filteredOn(secret -> secret.deletedDate() == null)
                .as("no secret without an account")
                .extracting(SecretListEntry::name)
                .containsExactly(stored.secretName(environment));
        assertThat(stored.secretValue(environment))
                .contains("\"" + account.userAccessToken() + "\"", "\"" + account.appId() + "\"");
    }

    /** What was submitted last: the candidate, or what has become the connection. */
    private static JsonNode newest(JsonNode resource) {
        return resource.has("candidate") ? resource.path("candidate") : resource;
    }

    private SimulatedAccount newAccount() {
        return system.graph().world().newAccount().create();
    }

    private SimulatedAccount ready() {
        SimulatedAccount account = newAccount();
        api.put(account);
        api.awaitStatus("READY");
        stored.endedExecutions(environment);
        return account;
    }

    private List<SenderApi.Answer> atOnce(List<SimulatedAccount> accounts) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<SenderApi.Answer>> answers = accounts.stream()
                    .map(account -> CompletableFuture.supplyAsync(() -> api.put(account), threads))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }
}
