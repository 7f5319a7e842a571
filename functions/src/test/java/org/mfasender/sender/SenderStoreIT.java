package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.FIRST;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SECOND;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.mfasender.LostAnswers;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.bindings.Coverage;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

class SenderStoreIT {

    private static final Map<String, AttributeValue> KEY =
            Map.of("pk", AttributeValue.fromS("ENV#" + ENVIRONMENT), "sk", AttributeValue.fromS("SENDER"));

    private static final String OTHER_WABA = "217640915503999";

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
        store = new SenderStore(aws.dynamoDb(), AwsServices.TABLE, AwsServices.history(aws.dynamoDb()));
    }

    @Test
    void nothingIsFoundWhereNothingIs() {
        assertThat(store.find(ENVIRONMENT)).isEmpty();
        assertThat(store.findAccount(ENVIRONMENT)).isEmpty();
        assertThat(store.delete(ENVIRONMENT, NOW)).isEmpty();
        assertThat(store.update(ENVIRONMENT, 1, (account, found) -> found, NOW)).isEmpty();
    }

    /** Stored data outlives code: an item of a later release beside the account's is not this one's to remove. */
    @Test
    void anItemOfALaterReleaseStaysUntilTheAccountIsDeleted() {
        SenderAccount account = store.put(Fixtures.requested());
        Map<String, AttributeValue> item = new HashMap<>(KEY);
        item.put("sk", AttributeValue.fromS("SENDER#HEALTH"));
        aws.dynamoDb().putItem(request -> request.tableName(AwsServices.TABLE).item(item));

        store.put(account.rerunning(account.newest(), Fixtures.execution(2), NOW));
        assertThat(stored(item)).isNotEmpty();

        store.delete(ENVIRONMENT, NOW);
        assertThat(stored(item)).isEmpty();
    }

    private static Map<String, AttributeValue> stored(Map<String, AttributeValue> key) {
        return aws.dynamoDb()
                .getItem(request -> request.tableName(AwsServices.TABLE).key(key))
                .item();
    }

    @ParameterizedTest
    @MethodSource
    void aRecordIsReadAsItWasWritten(SenderAccount given) {
        SenderAccount written = store.put(given);

        assertThat(written).isEqualTo(Fixtures.revised(covered(given), 1));
        assertThat(store.find(ENVIRONMENT)).contains(written);
    }

    static Stream<SenderAccount> aRecordIsReadAsItWasWritten() {
        Connection connected = Fixtures.connected(1);
        return Stream.of(
                Fixtures.requested(),
                Fixtures.running(),
                Fixtures.failed(),
                Fixtures.keyed(Fixtures.succeeded(), "one"),
                Fixtures.account(
                        connected.withNumbers(
                                connected.numbers().relisted("1-0ther", List.of(SECOND), connected.numbers())),
                        null),
                Fixtures.account(connected, Fixtures.tried(2)),
                Fixtures.with(
                        Fixtures.account(connected, Fixtures.tried(2, OTHER_WABA, Fixtures.credentials())),
                        Step.pending(StepName.VALIDATE).failed(NOW, null, List.of(Fixtures.failedCheck()))));
    }

    /** As no content serves it. */
    private static SenderAccount covered(SenderAccount account) {
        return account.mapping(connection -> connection.withCoverage(Coverage.of(connection.templates(), List.of())))
                .settled();
    }

    @Test
    void theKeyOfAnItemThatKnowsNoOtherIsRead() {
        SenderAccount keyed = store.put(Fixtures.keyed(Fixtures.succeeded(), "one"));
        Map<String, AttributeValue> item = new HashMap<>(item());
        assertThat(item.remove("idempotencyKeys"))
                .as("written by this release alone")
                .isNotNull();
        write(item);

        assertThat(store.find(ENVIRONMENT)).contains(keyed);
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
        store.put(selecting(read, FIRST));

        assertThatThrownBy(() -> store.put(selecting(read, SECOND))).isInstanceOf(StaleRevisionException.class);
        assertThat(account().newest().numbers().selectedId()).isEqualTo("1001");
    }

    @Test
    void aWriteWhoseAnswerWasLostIsNoConflict() {
        SenderStore behindBadNetwork = new SenderStore(
                new LostAnswers(aws.dynamoDb()), AwsServices.TABLE, AwsServices.history(aws.dynamoDb()));
        behindBadNetwork.put(Fixtures.requested());
        behindBadNetwork.put(selecting(account(), FIRST));

        assertThat(account().revision()).isEqualTo(2);
        assertThat(account().newest().numbers().selectedId()).isEqualTo("1001");
    }

    @Test
    void aFirstWriteIsRefusedWhereSomethingIs() {
        store.put(Fixtures.requested());

        assertThatThrownBy(() -> store.put(Fixtures.succeeded())).isInstanceOf(StaleRevisionException.class);
    }

    @Test
    void anAccountIsUpdatedWhileTheRunIsTheNewest() {
        store.put(Fixtures.requested());

        assertThat(store.update(ENVIRONMENT, 1, (current, found) -> selecting(found, SECOND), NOW))
                .map(account -> account.newest().numbers().selectedId())
                .contains("1002");
        assertThat(account().newest().numbers().selectedId()).isEqualTo("1002");
    }

    @Test
    void aSupersededRunUpdatesNothing() {
        store.put(Fixtures.requested());
        store.put(nextRun(account()));

        assertThat(store.update(ENVIRONMENT, 1, (current, found) -> selecting(found, SECOND), NOW))
                .isEmpty();
        assertThat(account().newest().numbers().selectedId()).isNull();
    }

    @Test
    void anUpdateDecidesAgainWhenAnotherWriteComesBetween() {
        store.put(Fixtures.requested());
        List<Long> revisions = new ArrayList<>();

        store.update(
                ENVIRONMENT,
                1,
                (current, found) -> {
                    if (revisions.isEmpty()) {
                        store.put(Fixtures.keyed(current, "one"));
                    }
                    revisions.add(current.revision());
                    return selecting(found, FIRST);
                },
                NOW);

        assertThat(revisions).containsExactly(1L, 2L);
        assertThat(account().newest().numbers().selectedId()).isEqualTo("1001");
        assertThat(account().idempotencyKeys().newest()).isEqualTo("one");
    }

    @Test
    void anUpdateThatIsSupersededInBetweenHasNoEffect() {
        store.put(Fixtures.requested());

        assertThat(store.update(
                        ENVIRONMENT,
                        1,
                        (current, found) -> {
                            store.put(nextRun(current));
                            return selecting(found, FIRST);
                        },
                        NOW))
                .isEmpty();
        assertThat(account().generation()).isEqualTo(2);
        assertThat(account().newest().numbers().selectedId()).isNull();
    }

    @Test
    void aDeletionLeavesATraceThatIsFoundUntilItIsComplete() {
        store.put(Fixtures.succeeded());
        DeletedSender deleted = store.delete(ENVIRONMENT, NOW).orElseThrow();

        assertThat(deleted.generation()).isEqualTo(2);
        assertThat(deleted.executions())
                .containsExactly(Fixtures.connected(1).run().execution());
        assertThat(deleted.secretName()).isEqualTo(Fixtures.SECRET);
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
    void aDeletionNamesEveryExecutionAndRemovesTheSteps() {
        Connection tried = Fixtures.running().newest();
        store.put(Fixtures.account(Fixtures.connected(2), tried));
        assertThat(sortKeys()).contains("SENDER#RUN#1", "SENDER#RUN#2", "SEND");

        DeletedSender deleted = store.delete(ENVIRONMENT, NOW).orElseThrow();

        assertThat(deleted.executions())
                .containsExactly(
                        Fixtures.connected(2).run().execution(), tried.run().execution());
        assertThat(store.find(ENVIRONMENT))
                .get()
                .usingRecursiveComparison()
                .ignoringFields("revision")
                .isEqualTo(deleted);
        assertThat(sortKeys()).containsExactly("SENDER");
    }

    @Test
    void anAccountAfterADeletionKeepsNothingOfTheFormerOne() {
        store.put(Fixtures.keyed(Fixtures.account(Fixtures.connected(1), Fixtures.tried(2)), "one"));
        store.complete(store.delete(ENVIRONMENT, NOW).orElseThrow());
        long revision = store.find(ENVIRONMENT).orElseThrow().revision();

        SenderAccount next = store.put(Fixtures.revised(Fixtures.account(null, Fixtures.tried(4)), revision));

        assertThat(account()).isEqualTo(next);
        assertThat(item()).doesNotContainKeys("deletedAt", "complete", "executions", "candidate", "idempotencyKey");
        assertThat(sortKeys()).containsExactly("SENDER");
    }

    @Test
    void aRunHasNoEffectOnADeletedAccount() {
        store.put(Fixtures.succeeded());
        store.delete(ENVIRONMENT, NOW);

        assertThat(store.update(ENVIRONMENT, 1, (account, found) -> found, NOW)).isEmpty();
    }

    @Test
    void whatTheStateMachineRecordsIsReadAsItsError() throws Exception {
        store.put(Fixtures.running());
        recordFailure(Fixtures.tried(1).run().execution());

        Provisioning run = account().newest().run();
        assertThat(run.error()).isEqualTo("States.Timeout");
        assertThat(run.finishedAt()).isEqualTo("2026-10-01T08:15:00.123Z");
        assertThat(account().revision()).isEqualTo(2);
        assertThat(run.asSeenAt(NOW).step(StepName.VALIDATE).message()).contains("did not end in time");
    }

    @Test
    void theStateMachineRecordsNothingOnASupersededRun() throws Exception {
        store.put(nextRun(Fixtures.running()));

        assertThatThrownBy(() -> recordFailure(Fixtures.tried(1).run().execution()))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(account().newest().run().error()).isNull();
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

    /** Without the history, which stays. */
    private static List<String> sortKeys() {
        return aws.dynamoDb().scan(request -> request.tableName(AwsServices.TABLE)).items().stream()
                .filter(item -> !Objects.requireNonNull(item.get("pk")).s().startsWith("HISTORY#"))
                .map(item -> Objects.requireNonNull(item.get("sk")).s())
                .sorted()
                .toList();
    }

    private SenderAccount account() {
        return store.findAccount(ENVIRONMENT).orElseThrow();
    }

    private static SenderAccount nextRun(SenderAccount account) {
        return account.rerunning(account.newest(), ENVIRONMENT + "-2-0e5ec07e", NOW);
    }

    private static SenderAccount selecting(SenderAccount account, SenderNumber number) {
        return account.mapping(found -> selecting(found, number));
    }

    private static Connection selecting(Connection connection, SenderNumber number) {
        return connection.withNumbers(connection.numbers().selecting(number));
    }
}
