package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SECOND;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.StepName;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class SenderStoreIT {

    private static final Map<String, AttributeValue> KEY =
            Map.of("pk", AttributeValue.fromS("ENV#" + ENVIRONMENT), "sk", AttributeValue.fromS("SENDER"));

    private static AwsServices aws;
    private SenderStore store;

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    @BeforeEach
    void clear() {
        aws.clearTable();
        store = new SenderStore(aws.dynamoDb(), AwsServices.TABLE);
    }

    @Test
    void nothingIsFoundWhereNothingIs() {
        assertThat(store.find(ENVIRONMENT)).isEmpty();
        assertThat(store.findAccount(ENVIRONMENT)).isEmpty();
        assertThat(store.delete(ENVIRONMENT, NOW)).isEmpty();
        assertThat(store.update(ENVIRONMENT, 1, account -> account)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void aRecordIsReadAsItWasWritten(SenderRecord written) {
        store.put(written);

        assertThat(store.find(ENVIRONMENT)).contains(revised(written, 1));
    }

    static Stream<SenderRecord> aRecordIsReadAsItWasWritten() {
        return Stream.of(
                Fixtures.requested(),
                Fixtures.running(),
                Fixtures.failed(),
                Fixtures.keyed(Fixtures.succeeded(), "one"),
                Fixtures.succeeded().withNumbers(List.of(SECOND)),
                DeletedSender.of(Fixtures.succeeded(), NOW),
                DeletedSender.of(Fixtures.succeeded(), NOW).completed());
    }

    @Test
    void theKeyOfAnItemThatKnowsNoOtherIsRead() {
        SenderAccount keyed = Fixtures.keyed(Fixtures.succeeded(), "one");
        store.put(keyed);
        Map<String, AttributeValue> item = new HashMap<>(item());
        assertThat(item.remove("idempotencyKeys"))
                .as("written by this release alone")
                .isNotNull();
        write(item);

        assertThat(store.find(ENVIRONMENT)).contains(revised(keyed, 1));
    }

    @Test
    void theNewestKeyIsStoredAsEarlierReleasesReadIt() {
        store.put(Fixtures.keyed(Fixtures.succeeded(), "one"));

        assertThat(item()).containsEntry("idempotencyKey", AttributeValue.fromS("one"));
    }

    @Test
    void twoEnvironmentsDoNotMeet() {
        store.put(Fixtures.requested());

        assertThat(store.find(new EnvironmentId(UUID.fromString("0a1b2c3d-0000-4000-8000-00000000000b"))))
                .isEmpty();
    }

    @Test
    void eachWriteCountsTheRevision() {
        store.put(Fixtures.requested());
        store.put(account());
        store.put(account());

        assertThat(account().revision()).isEqualTo(3);
    }

    @Test
    void aWriteOfWhatWasReadBeforeAnotherWriteIsRefusedAndChangesNothing() {
        store.put(Fixtures.requested());
        SenderAccount read = account();
        store.put(read.selecting("1001", NOW));

        assertThatThrownBy(() -> store.put(read.selecting("1002", NOW))).isInstanceOf(StaleRevisionException.class);
        assertThat(account().selectedNumberId()).isEqualTo("1001");
    }

    @Test
    void theSameWriteAgainIsNoConflictBecauseItsAnswerMayHaveBeenLost() {
        store.put(Fixtures.requested());
        store.put(Fixtures.requested());
        SenderAccount read = account();
        store.put(read.selecting("1001", NOW));
        store.put(read.selecting("1001", NOW));

        assertThat(account().revision()).isEqualTo(2);
        assertThat(account().selectedNumberId()).isEqualTo("1001");
    }

    @Test
    void aFirstWriteIsRefusedWhereSomethingIs() {
        store.put(Fixtures.requested());

        assertThatThrownBy(() -> store.put(Fixtures.succeeded())).isInstanceOf(StaleRevisionException.class);
    }

    @Test
    void anAccountIsUpdatedWhileTheRunIsTheNewest() {
        store.put(Fixtures.requested());

        assertThat(store.update(ENVIRONMENT, 1, current -> current.selecting("1002", NOW)))
                .map(SenderAccount::selectedNumberId)
                .contains("1002");
        assertThat(account().selectedNumberId()).isEqualTo("1002");
    }

    @Test
    void aSupersededRunUpdatesNothing() {
        store.put(Fixtures.requested());
        store.put(nextRun(account()));

        assertThat(store.update(ENVIRONMENT, 1, current -> current.selecting("1002", NOW)))
                .isEmpty();
        assertThat(account().selectedNumberId()).isNull();
    }

    @Test
    void anUpdateDecidesAgainWhenAnotherWriteComesBetween() {
        store.put(Fixtures.requested());
        List<Long> revisions = new ArrayList<>();

        store.update(ENVIRONMENT, 1, current -> {
            if (revisions.isEmpty()) {
                store.put(current.withNumbers(List.of(SECOND)));
            }
            revisions.add(current.revision());
            return Fixtures.keyed(current.selecting("1001", NOW), "one");
        });

        assertThat(revisions).containsExactly(1L, 2L);
        assertThat(account().numbers()).containsExactly(SECOND);
        assertThat(account().idempotencyKeys().newest()).isEqualTo("one");
    }

    @Test
    void anUpdateThatIsSupersededInBetweenHasNoEffect() {
        store.put(Fixtures.requested());

        assertThat(store.update(ENVIRONMENT, 1, current -> {
                    store.put(nextRun(current));
                    return Fixtures.keyed(current.selecting("1001", NOW), "one");
                }))
                .isEmpty();
        assertThat(account().generation()).isEqualTo(2);
        assertThat(account().idempotencyKeys().newest()).isNull();
    }

    @Test
    void aDeletionLeavesATraceThatIsFoundUntilItIsComplete() {
        store.put(Fixtures.succeeded());
        DeletedSender deleted = store.delete(ENVIRONMENT, NOW).orElseThrow();

        assertThat(deleted.generation()).isEqualTo(2);
        assertThat(deleted.execution()).isEqualTo(ENVIRONMENT + "-1");
        assertThat(store.findAccount(ENVIRONMENT)).isEmpty();
        assertThat(store.delete(ENVIRONMENT, NOW.plusSeconds(9)))
                .map(DeletedSender::deletedAt)
                .contains(NOW);

        store.complete(deleted);
        store.complete(deleted);

        assertThat(store.delete(ENVIRONMENT, NOW)).isEmpty();
        assertThat(store.find(ENVIRONMENT))
                .get()
                .isInstanceOfSatisfying(
                        DeletedSender.class,
                        found -> assertThat(found.complete()).isTrue());
    }

    @Test
    void aRunHasNoEffectOnADeletedAccount() {
        store.put(Fixtures.succeeded());
        store.delete(ENVIRONMENT, NOW);

        assertThat(store.update(ENVIRONMENT, 1, account -> account)).isEmpty();
    }

    @Test
    void whatTheStateMachineRecordsIsReadAsItsError() throws Exception {
        store.put(Fixtures.running());
        recordFailure(ENVIRONMENT + "-1");

        Provisioning run = account().provisioning();
        assertThat(run.error()).isEqualTo("States.Timeout");
        assertThat(run.finishedAt()).isEqualTo("2026-10-01T08:15:00.123Z");
        assertThat(account().revision()).isEqualTo(2);
        assertThat(run.asSeenAt(NOW).step(StepName.VALIDATE).message()).contains("did not end in time");
    }

    @Test
    void theStateMachineRecordsNothingOnASupersededRun() throws Exception {
        store.put(nextRun(Fixtures.running()));

        assertThatThrownBy(() -> recordFailure(ENVIRONMENT + "-1")).isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(account().provisioning().error()).isNull();
    }

    /** Does what the state {@code record-failure} does. */
    private static void recordFailure(String execution) throws Exception {
        Path definition =
                Path.of(System.getProperty("project.root", "../.."), "statemachine", "configure-sender.asl.json");
        JsonNode update = new ObjectMapper()
                .readTree(definition.toFile())
                .path("States")
                .path("record-failure")
                .path("Parameters");
        Map<String, String> names = new HashMap<>();
        update.path("ExpressionAttributeNames")
                .properties()
                .forEach(name -> names.put(name.getKey(), name.getValue().asText()));
        aws.dynamoDb()
                .updateItem(request -> request.tableName(AwsServices.TABLE)
                        .key(KEY)
                        .updateExpression(update.path("UpdateExpression").asText())
                        .conditionExpression(update.path("ConditionExpression").asText())
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(Map.of(
                                ":failed", AttributeValue.fromS("FAILED"),
                                ":error", AttributeValue.fromS("States.Timeout"),
                                ":now", AttributeValue.fromS("2026-10-01T08:15:00.123Z"),
                                ":one", AttributeValue.fromN("1"),
                                ":execution", AttributeValue.fromS(execution))));
    }

    private static Map<String, AttributeValue> item() {
        return aws.dynamoDb()
                .getItem(request -> request.tableName(AwsServices.TABLE).key(KEY))
                .item();
    }

    private static void write(Map<String, AttributeValue> item) {
        aws.dynamoDb().putItem(request -> request.tableName(AwsServices.TABLE).item(item));
    }

    private SenderAccount account() {
        return store.findAccount(ENVIRONMENT).orElseThrow();
    }

    private static SenderAccount nextRun(SenderAccount account) {
        long generation = account.generation() + 1;
        return account.withProvisioning(Provisioning.requested(generation, ENVIRONMENT + "-" + generation, NOW), NOW);
    }

    private static SenderRecord revised(SenderRecord written, long revision) {
        return switch (written) {
            case SenderAccount account -> Fixtures.revised(account, revision);
            case DeletedSender deleted ->
                new DeletedSender(
                        deleted.environmentId(),
                        revision,
                        deleted.generation(),
                        deleted.execution(),
                        deleted.whatsAppAccountBusinessId(),
                        deleted.deletedAt(),
                        deleted.complete());
        };
    }
}
