package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.SimulatedAccount;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** A {@code DELETE} that ends anywhere on its way is completed by the same {@code DELETE}; no {@code PUT} slips in between. */
@OwnSystem
@ExtendWith(WithFaultProxy.class)
class InterruptedDeletionE2E {

    private final LocalSystem system;
    private final FaultProxy proxy;
    private final Stored stored;
    private final Secrets secrets;
    private final SenderApi api;
    private final UUID environment;

    InterruptedDeletionE2E(Faulty faulty) {
        this.system = faulty.system();
        this.proxy = faulty.proxy();
        this.stored = new Stored(system);
        this.secrets = new Secrets(system);
        this.api = new SenderApi(system.httpUri());
        this.environment = api.environment();
    }

    /** Which call fails, recognised by a part of its body, and how; what PUT (if it is tried), GET and DELETE answer then. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            Query              ; "SENDER"                  ; REFUSED     ; 200 ; 200 ; 200
            TransactWriteItems ; "complete":{"BOOL":false} ; REFUSED     ; 200 ; 200 ; 200
            TransactWriteItems ; "complete":{"BOOL":false} ; ANSWER_LOST ; 409 ; 404 ; 200
            StopExecution      ; ``                        ; REFUSED     ; 409 ; 404 ; 200
            StopExecution      ; ``                        ; ANSWER_LOST ; 409 ; 404 ; 200
            DeleteSecret       ; ``                        ; REFUSED     ; 409 ; 404 ; 200
            DeleteSecret       ; ``                        ; ANSWER_LOST ; 409 ; 404 ; 200
            Query              ; "CONTENT#"                ; REFUSED     ; 409 ; 404 ; 200
            Query              ; "TEMPLATE#"               ; REFUSED     ; 409 ; 404 ; 200
            Query              ; "LEDGER"                  ; REFUSED     ; 409 ; 404 ; 200
            TransactWriteItems ; CONTENT#                  ; REFUSED     ; 409 ; 404 ; 200
            TransactWriteItems ; CONTENT#                  ; ANSWER_LOST ; 409 ; 404 ; 200
            Query              ; "NUMBERS#"                ; REFUSED     ; 409 ; 404 ; 200
            DeleteItem         ; NUMBERS#                  ; REFUSED     ; 409 ; 404 ; 200
            DeleteItem         ; NUMBERS#                  ; ANSWER_LOST ; 409 ; 404 ; 200
            PutItem            ; "complete":{"BOOL":true}  ; REFUSED     ; 409 ; 404 ; 200
            PutItem            ; "complete":{"BOOL":true}  ; ANSWER_LOST ;     ; 404 ; 404
            """)
    void isCompletedByTheSameRequest(String call, String part, Way way, @Nullable Integer put, int get, int delete) {
        SimulatedAccount account = inReview();

        deleteFails(call, part, way);

        if (put != null) {
            assertThat(api.put(account).status()).isEqualTo(put);
        }
        assertThat(api.get().status()).isEqualTo(get);
        assertThat(api.delete().status()).isEqualTo(delete);
        assertDeleted();
        SimulatedAccount next = system.graph().world().newAccount().create();
        assertThat(api.put(next).status()).isEqualTo(202);
        api.awaitReady(3);
        stored.endedExecutions(environment);
    }

    /**
     * Which call fails, recognised by a part of its body, and how; what DELETE answers, whether the candidate is still there, and what
     * DELETE answers again.
     */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            Query              ; "SENDER"     ; REFUSED     ; 500 ; true  ; 200
            TransactWriteItems ; SENDER#RUN#2 ; REFUSED     ; 500 ; true  ; 200
            TransactWriteItems ; SENDER#RUN#2 ; ANSWER_LOST ; 500 ; false ; 404
            DeleteItem         ; NUMBERS#2    ; REFUSED     ; 200 ; false ; 404
            DeleteItem         ; NUMBERS#2    ; ANSWER_LOST ; 200 ; false ; 404
            StopExecution      ; ``           ; REFUSED     ; 500 ; false ; 404
            StopExecution      ; ``           ; ANSWER_LOST ; 500 ; false ; 404
            """)
    void ofACandidateLeavesWhatWorks(String call, String part, Way way, int first, boolean there, int again) {
        SimulatedAccount works = system.graph().world().newAccount().create();
        api.put(works);
        JsonNode before = api.awaitReady(1);
        List<String> keys = keys();
        SimulatedAccount tried = newInReview();
        api.put(tried);
        api.await(
                "a candidate in review",
                resource -> resource.at("/candidate/status").asText().equals("IN_REVIEW"));
        stored.awaitQuiet(environment);

        try (Rule rule = proxy.fail(call, way, environment.toString(), part)) {
            assertThat(api.deleteCandidate().status()).isEqualTo(first);
            assertThat(rule.struck()).as("calls that failed").isPositive();
        }

        assertThat(api.get().body().has("candidate")).isEqualTo(there);
        assertThat(api.deleteCandidate().status()).isEqualTo(again);
        JsonNode after = api.get().body();
        for (String member :
                List.of("status", "canSend", "numbers", "credentials", "provisioning", "whatsAppTemplates")) {
            assertThat(after.path(member)).as(member).isEqualTo(before.path(member));
        }
        stored.endedExecutions(environment);
        new Sweeping(system).sweep(Sweeping.NOW);
        assertThat(keys())
                .as("without its templates; its App Secret signs for seven days more")
                .filteredOn(key -> !key.contains(tried.wabaId()))
                .isEqualTo(Stream.concat(keys.stream(), Stream.of("WEBHOOK#" + tried.appId()))
                        .sorted()
                        .toList());

        assertThat(api.put(works, "Idempotency-Key", "again").status()).isEqualTo(202);
        api.awaitReady(3);
        assertThat(keys())
                .as(
                        "the next run removes its templates; Meta's limit of creations, which the ledger keeps, still holds for it")
                .filteredOn(key -> key.contains(tried.wabaId()))
                .containsExactly("LEDGER#" + tried.wabaId());
    }

    private List<String> keys() {
        return stored.items(environment).stream()
                .map(item -> Objects.requireNonNull(item.get("sk")).s())
                .toList();
    }

    private SimulatedAccount newInReview() {
        return system.graph()
                .world()
                .newAccount()
                .reviewDelay(Duration.ofHours(1))
                .create();
    }

    private void deleteFails(String call, String part, Way way) {
        try (Rule rule = proxy.fail(call, way, environment.toString(), part)) {
            ErrorBody.check(api.delete(), 500, "UNEXPECTED_ERROR");
            assertThat(rule.struck()).as("calls that failed").isPositive();
        }
    }

    private SimulatedAccount inReview() {
        SimulatedAccount account = newInReview();
        api.put(account);
        api.awaitStatus("IN_REVIEW");
        stored.awaitQuiet(environment);
        return account;
    }

    private void assertDeleted() {
        assertThat(api.get().status()).isEqualTo(404);
        assertThat(api.delete().status()).isEqualTo(404);
        assertThat(stored.endedExecutions(environment))
                .singleElement()
                .extracting(Run::status)
                .as("stopped, or ended by itself when it looked again and found the account deleted")
                .isIn(ExecutionStatus.ABORTED, ExecutionStatus.SUCCEEDED);
        assertThat(secrets.isMarkedForDeletion(environment)).isTrue();
        assertThat(stored.items(environment)).singleElement().satisfies(item -> {
            assertThat(item).containsEntry("complete", AttributeValue.fromBool(true));
            assertThat(item).doesNotContainKeys("credentials", "numbers", "provisioning");
        });
    }
}
