package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.local.e2e.FaultProxy.ALWAYS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * DynamoDB refuses a write of an item that another request is writing in a transaction. A client does not notice one such conflict;
 * when they do not end, the answer says to send the request again, and the same request then does what is still to be done.
 */
@ExtendWith(WithFaultProxy.class)
class ConflictsE2E {

    private static final String TRANSACTION = "TransactWriteItems";

    private final LocalSystem system;
    private final FaultProxy proxy;
    private final Stored stored;
    private final Secrets secrets;
    private final SenderApi api;
    private final ContentsApi contents;
    private final UUID environment;

    ConflictsE2E(Faulty faulty) {
        this.system = faulty.system();
        this.proxy = faulty.proxy();
        this.stored = new Stored(system);
        this.secrets = new Secrets(system);
        this.api = new SenderApi(system.httpUri());
        this.contents = new ContentsApi(api);
        this.environment = api.environment();
    }

    @Test
    void aFirstRequest() {
        SimulatedAccount account = newAccount(1);

        assertRefused(TRANSACTION, () -> api.put(account));
        assertThat(api.get().status()).isEqualTo(404);
        assertThat(stored.hasSecret(environment)).isFalse();
        assertThat(stored.executions(environment)).isEmpty();

        assertThat(withOneConflict(TRANSACTION, () -> api.put(account)).status())
                .isEqualTo(202);
        assertReady(1);
    }

    @Test
    void aFurtherRun() {
        ready(newAccount(1));
        SimulatedAccount other = newAccount(1);
        String current = secrets.versionStaged(environment, "AWSCURRENT");

        assertRefused(TRANSACTION, () -> api.put(other));
        assertThat(api.get().body().has("candidate")).isFalse();
        assertThat(secrets.versionStaged(environment, "AWSCURRENT")).isEqualTo(current);
        assertReady(1);

        assertThat(withOneConflict(TRANSACTION, () -> api.put(other)).status()).isEqualTo(202);
        assertReady(2);
        assertThat(api.get().body().path("whatsAppAccountBusinessId").asText()).isEqualTo(other.wabaId());
    }

    @Test
    void aSelection() {
        SimulatedAccount account = newAccount(2);
        api.put(account);
        JsonNode listed = api.awaitStatus("NUMBER_REQUIRED").path("numbers");
        stored.endedExecutions(environment);
        ObjectNode choice = SenderApi.body(account);
        choice.putArray("numbers")
                .addObject()
                .put("numberId", listed.at("/1/numberId").asText())
                .put("selected", true);

        assertRefused(TRANSACTION, () -> api.put(choice));
        assertThat(api.get().body().path("numbers").findValuesAsText("selected"))
                .containsExactly("false", "false");

        assertThat(withOneConflict(TRANSACTION, () -> api.put(choice)).status()).isEqualTo(200);
        assertThat(api.get().body().path("numbers").findValuesAsText("selected"))
                .containsExactly("false", "true");
        assertReady(1);
    }

    /** A write of a deletion, recognised by a part of its body; what {@code GET} answers when that write keeps being refused. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            TransactWriteItems ; "complete":{"BOOL":false} ; 200
            TransactWriteItems ; CONTENT#                  ; 404
            PutItem            ; "complete":{"BOOL":true}  ; 404
            """)
    void aDeletion(String operation, String part, int get) {
        ready(newAccount(1));

        assertRefused(operation, api::delete, part);
        assertThat(api.get().status()).isEqualTo(get);

        assertThat(withOneConflict(operation, api::delete, part).status()).isEqualTo(200);
        assertThat(api.get().status()).isEqualTo(404);
        assertThat(api.delete().status()).isEqualTo(404);
        assertThat(secrets.isMarkedForDeletion(environment)).isTrue();
        assertThat(stored.items(environment)).hasSize(1);
    }

    /** A change of the contents by hand. */
    enum Change {
        ADD(201),
        REPLACE(200),
        REMOVE(204);

        private final int status;

        Change(int status) {
            this.status = status;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChangeOfContents(Change change) {
        SimulatedAccount account = newAccount(1);
        ready(account);
        Template own = system.graph()
                .world()
                .addTemplate(
                        system.graph().world().waba(account.wabaId()),
                        "contoso_passcode",
                        "de",
                        "AUTHENTICATION",
                        "APPROVED");
        JsonNode content = contents.content("en");
        List<JsonNode> before = contents.listed();
        Supplier<SenderApi.Answer> request = () -> switch (change) {
            case ADD -> contents.add(ContentsApi.binding("de", own));
            case REPLACE -> contents.replace(content, ContentsApi.binding("en", own));
            case REMOVE -> contents.remove(content);
        };

        assertRefused(TRANSACTION, request);
        assertThat(contents.listed()).isEqualTo(before);

        assertThat(withOneConflict(TRANSACTION, request).status()).isEqualTo(change.status);
        assertThat(contents.listed())
                .hasSize(before.size() + (change == Change.ADD ? 1 : change == Change.REMOVE ? -1 : 0));
    }

    /** A write of a step, recognised by a part of its body. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            PutItem            ; "RUNNING"
            PutItem            ; "SUCCEEDED"
            TransactWriteItems ; "RUNNING"
            TransactWriteItems ; "SUCCEEDED"
            TransactWriteItems ; LEDGER
            TransactWriteItems ; CONTENT#
            """)
    void aStepMeetsOne(String operation, String part) {
        SimulatedAccount account = newAccount(1);

        withOneConflict(
                operation,
                () -> {
                    SenderApi.Answer answer = api.put(account);
                    assertReady(1);
                    return answer;
                },
                part);

        assertThat(stored.executions(environment))
                .singleElement()
                .satisfies(execution -> assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED));
        assertThat(system.graph().world().waba(account.wabaId()).templates().list())
                .as("each template is created once")
                .hasSize(2);
    }

    /** A write of a step, recognised by a part of its body, and the step. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            PutItem            ; "SUCCEEDED" ; validate
            TransactWriteItems ; "SUCCEEDED" ; list-numbers
            TransactWriteItems ; CONTENT#    ; provision-templates
            """)
    void aStepMeetsThemAgainAndAgain(String operation, String part, String step) {
        SimulatedAccount account = newAccount(1);
        try (Rule writes = conflict(operation, ALWAYS, part);
                Rule record = proxy.conflict("UpdateItem", 1, environment.toString())) {
            api.put(account);
            stored.endedExecutions(environment);

            JsonNode failed = api.awaitStatus("ACTION_REQUIRED");
            assertThat(Checks.step(failed, step).path("message").asText())
                    .contains("did not answer properly", "send the same request again");
            assertThat(stored.endedExecutions(environment).getFirst().error()).isEqualTo("TemporaryFailure");
            assertThat(record.struck())
                    .as("the failure is recorded in spite of a conflict")
                    .isEqualTo(1);
            assertThat(writes.struck()).as("attempts").isGreaterThan(1);
        }

        assertThat(api.put(account).status()).isIn(200, 202);
        assertReady(2);
        assertThat(system.graph().world().waba(account.wabaId()).templates().list())
                .hasSize(2);
    }

    /** Conflicts without an end are answered with 503, and the request may be repeated. */
    private void assertRefused(String operation, Supplier<SenderApi.Answer> request, String... parts) {
        try (Rule rule = conflict(operation, ALWAYS, parts)) {
            SenderApi.Answer answer = request.get();
            ErrorBody.check(answer, 503, "REQUEST_FAILED");
            assertThat(ErrorBody.details(answer)).containsExactly("environmentId REQUEST_FAILED");
            assertThat(Duration.ofSeconds(Long.parseLong(answer.header("Retry-After"))))
                    .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
            assertThat(rule.struck()).as("attempts").isGreaterThan(1);
        }
    }

    private SenderApi.Answer withOneConflict(String operation, Supplier<SenderApi.Answer> request, String... parts) {
        try (Rule rule = conflict(operation, 1, parts)) {
            SenderApi.Answer answer = request.get();
            assertThat(rule.struck()).as("conflicts").isEqualTo(1);
            return answer;
        }
    }

    private Rule conflict(String operation, int times, String... parts) {
        return proxy.conflict(
                operation,
                times,
                Stream.concat(Stream.of(environment.toString()), Stream.of(parts))
                        .toArray(String[]::new));
    }

    private void ready(SimulatedAccount account) {
        api.put(account);
        assertReady(1);
    }

    private void assertReady(int generation) {
        api.awaitReady(generation);
        stored.endedExecutions(environment);
    }

    private SimulatedAccount newAccount(int numbers) {
        return system.graph().world().newAccount().numbers(numbers).create();
    }
}
