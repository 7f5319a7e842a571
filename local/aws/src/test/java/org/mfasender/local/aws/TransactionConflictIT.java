package org.mfasender.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Requests that meet on an item conflict as on AWS. */
class TransactionConflictIT {

    private static final String TABLE = "accounts";
    private static final String TRANSACTION = "TransactWriteItems";

    private static LocalDynamoDb dynamoDb;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() throws Exception {
        dynamoDb = LocalDynamoDb.start();
        client = Clients.build(
                DynamoDbClient.builder()
                        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())),
                dynamoDb.endpoint());
        LocalDynamoDbIT.createTable(client);
    }

    @AfterAll
    static void stop() {
        client.close();
        dynamoDb.close();
    }

    @BeforeEach
    void clear() {
        Stream.of("1", "2", "3")
                .forEach(id ->
                        client.deleteItem(request -> request.tableName(TABLE).key(key(id))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PutItem", "UpdateItem", "DeleteItem"})
    void aWriteDuringATransactionIsRefused(String operation) throws Exception {
        during(TRANSACTION, () -> transact(put("1", "transaction")), () -> {
            assertThatThrownBy(() -> write(operation, "1"))
                    .isInstanceOf(TransactionConflictException.class)
                    .hasMessageContaining("Transaction is ongoing for the item");
            write(operation, "2");
        });
        assertThat(value("1")).isEqualTo("transaction");
        write(operation, "1");
    }

    @Test
    void aWriteOfAnItemThatATransactionOnlyChecksIsRefused() throws Exception {
        during(
                TRANSACTION,
                () -> transact(absent("1"), put("2", "transaction")),
                () -> assertThatThrownBy(() -> write("PutItem", "1")).isInstanceOf(TransactionConflictException.class));
        assertThat(value("2")).isEqualTo("transaction");
    }

    @Test
    void anUpdateWithinATransactionConflictsAsWell() throws Exception {
        during(TRANSACTION, () -> transact(update("1", "transaction")), () -> {
            assertThatThrownBy(() -> write("UpdateItem", "1")).isInstanceOf(TransactionConflictException.class);
            assertThat(canceled(update("2", "second"), update("1", "second")))
                    .containsExactly("None", "TransactionConflict");
        });
        assertThat(value("1")).isEqualTo("transaction");
        assertThat(value("2")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PutItem", "UpdateItem", "DeleteItem"})
    void aTransactionDuringAWriteIsCanceled(String operation) throws Exception {
        during(operation, () -> write(operation, "1"), () -> {
            assertThat(canceled(put("2", "transaction"), put("1", "transaction")))
                    .containsExactly("None", "TransactionConflict");
            transact(put("3", "transaction"));
        });
        assertThat(value("2")).isEmpty();
        assertThat(value("3")).isEqualTo("transaction");
        transact(put("2", "again"), put("1", "again"));
        assertThat(value("1")).isEqualTo("again");
    }

    @Test
    void ofTwoTransactionsTheSecondIsCanceledWithTheReasonsInOrder() throws Exception {
        during(
                TRANSACTION,
                () -> transact(put("1", "first"), absent("2")),
                () -> assertThat(canceled(absent("2"), put("3", "second"), put("1", "second")))
                        .containsExactly("TransactionConflict", "None", "TransactionConflict"));
        assertThat(value("1")).isEqualTo("first");
        assertThat(value("3")).isEmpty();
    }

    @Test
    void writesAndReadsOfAnItemDoNotConflict() throws Exception {
        during("PutItem", () -> write("PutItem", "1"), () -> {
            write("UpdateItem", "1");
            assertThat(value("1")).isEqualTo("UpdateItem");
        });
        assertThat(value("1")).isEqualTo("PutItem");
        during(
                TRANSACTION,
                () -> transact(put("1", "transaction")),
                () -> assertThat(value("1")).isEqualTo("PutItem"));
    }

    @Test
    void aConditionThatFailsIsNoConflict() {
        write("PutItem", "1");

        assertThat(canceled(put("2", "transaction"), absent("1"))).containsExactly("None", "ConditionalCheckFailed");
    }

    @Test
    void aTokenIsUsedOnce() throws Exception {
        during(
                TRANSACTION,
                () -> transactAs("a-token", put("1", "once")),
                () -> assertThatThrownBy(() -> transactAs("a-token", put("1", "once")))
                        .isInstanceOf(TransactionInProgressException.class));
        write("PutItem", "1");

        during(TRANSACTION, () -> transact(present("1")), () -> transactAs("a-token", put("1", "once")));

        assertThat(value("1")).as("the repeated transaction has no effect").isEqualTo("PutItem");
        assertThatThrownBy(() -> transactAs("a-token", put("1", "other")))
                .isInstanceOf(IdempotentParameterMismatchException.class);
    }

    /** Does something while a request is under way, which ends well or is canceled then. */
    private static void during(String operation, Runnable request, Runnable action) throws Exception {
        CompletableFuture<Void> ended;
        try (HeldRequest held = dynamoDb.holdNext(operation)) {
            ended = CompletableFuture.runAsync(request);
            held.awaitBegun();
            action.run();
        }
        ended.join();
    }

    private static void write(String operation, String id) {
        switch (operation) {
            case "PutItem" -> client.putItem(request -> request.tableName(TABLE).item(item(id, operation)));
            case "UpdateItem" ->
                client.updateItem(request -> request.tableName(TABLE)
                        .key(key(id))
                        .updateExpression("SET v = :value")
                        .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(operation))));
            default -> client.deleteItem(request -> request.tableName(TABLE).key(key(id)));
        }
    }

    private static void transact(TransactWriteItem... actions) {
        client.transactWriteItems(request -> request.transactItems(actions));
    }

    private static void transactAs(String token, TransactWriteItem... actions) {
        client.transactWriteItems(request -> request.transactItems(actions).clientRequestToken(token));
    }

    /** The reasons why a transaction is canceled. */
    private static List<String> canceled(TransactWriteItem... actions) {
        return catchThrowableOfType(TransactionCanceledException.class, () -> transact(actions))
                .cancellationReasons()
                .stream()
                .map(CancellationReason::code)
                .toList();
    }

    private static TransactWriteItem put(String id, String value) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(TABLE).item(item(id, value)))
                .build();
    }

    private static TransactWriteItem update(String id, String value) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(TABLE)
                        .key(key(id))
                        .updateExpression("SET v = :value")
                        .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value))))
                .build();
    }

    private static TransactWriteItem absent(String id) {
        return check(id, "attribute_not_exists(pk)");
    }

    private static TransactWriteItem present(String id) {
        return check(id, "attribute_exists(pk)");
    }

    private static TransactWriteItem check(String id, String condition) {
        return TransactWriteItem.builder()
                .conditionCheck(check -> check.tableName(TABLE).key(key(id)).conditionExpression(condition))
                .build();
    }

    private static String value(String id) {
        Map<String, AttributeValue> item =
                client.getItem(request -> request.tableName(TABLE).key(key(id))).item();
        return item.getOrDefault("v", AttributeValue.fromS("")).s();
    }

    private static Map<String, AttributeValue> item(String id, String value) {
        return Map.of("pk", AttributeValue.fromS(id), "v", AttributeValue.fromS(value));
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("pk", AttributeValue.fromS(id));
    }
}
