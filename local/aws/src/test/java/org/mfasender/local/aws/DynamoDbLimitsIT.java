package org.mfasender.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Requests on a table with a sort key are served, and refused at the limits of AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>
 */
class DynamoDbLimitsIT {

    private static final String TABLE = "items";
    private static final int LARGEST_ITEM = 400 * 1024;
    private static final int LARGEST_TRANSACTION = 4 * 1024 * 1024;

    private static LocalDynamoDb dynamoDb;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() throws Exception {
        dynamoDb = LocalDynamoDb.start();
        client = Clients.build(DynamoDbClient.builder(), dynamoDb.endpoint());
    }

    @AfterAll
    static void stop() {
        client.close();
        dynamoDb.close();
    }

    @BeforeEach
    void createTable() {
        client.createTable(request -> request.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("pk"), attribute("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
    }

    @AfterEach
    void deleteTable() {
        client.deleteTable(request -> request.tableName(TABLE));
    }

    @Test
    void anItemHas400KilobytesAtMost() {
        put("largest", LARGEST_ITEM);

        refused("Item size has exceeded", () -> put("larger", LARGEST_ITEM + 1));
        refused("Item size has exceeded", () -> transact(List.of(toPut("larger", LARGEST_ITEM + 1))));
        refused(
                "Item size to update has exceeded",
                () -> client.updateItem(request -> request.tableName(TABLE)
                        .key(key("largest"))
                        .updateExpression("SET more = :more")
                        .expressionAttributeValues(Map.of(":more", AttributeValue.fromS("x")))));
        assertThatThrownBy(() -> transact(List.of(toPut("small", 100), toUpdate("largest"))))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        canceled -> assertThat(canceled.cancellationReasons())
                                .extracting(CancellationReason::code)
                                .containsExactly("None", "ValidationError"));
        assertThat(client.scan(request -> request.tableName(TABLE)).items())
                .containsExactly(item("largest", LARGEST_ITEM));
    }

    @Test
    void aTransactionHas100ActionsAnd4MegabytesAtMost() {
        transact(toPut(100, 100));
        transact(toPut(16, LARGEST_TRANSACTION / 16));

        refused("less than or equal to 100", () -> transact(toPut(101, 100)));
        refused("cannot exceed 4MB", () -> transact(toPut(17, LARGEST_TRANSACTION / 16)));
    }

    @Test
    void aTransactionHasOneActionOnAnItem() {
        refused("multiple operations on one item", () -> transact(List.of(toPut("a", 100), toUpdate("a"))));
    }

    @Test
    void aTransactionUpdatesItems() {
        put("a", 100);

        transact(List.of(toUpdate("a"), toUpdate("b")));

        assertThat(client.query(request -> request.tableName(TABLE)
                                .keyConditionExpression("pk = :pk")
                                .filterExpression("more = :more")
                                .expressionAttributeValues(Map.of(
                                        ":pk", AttributeValue.fromS("ENV#1"), ":more", AttributeValue.fromS("x"))))
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aQueryFindsWhatBeginsWithAPrefix() {
        List.of("CONTENT#1", "CONTENT#2", "SENDER").forEach(sortKey -> put(sortKey, 100));

        assertThat(client.query(request -> request.tableName(TABLE)
                                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                                .projectionExpression("pk, sk")
                                .expressionAttributeValues(Map.of(
                                        ":pk", AttributeValue.fromS("ENV#1"),
                                        ":prefix", AttributeValue.fromS("CONTENT#"))))
                        .items())
                .containsExactly(key("CONTENT#1"), key("CONTENT#2"));
    }

    @Test
    void aScanFiltersAndProjects() {
        List.of("SENDER", "SEND").forEach(sortKey -> put(sortKey, 100));

        assertThat(client.scan(request -> request.tableName(TABLE)
                                .filterExpression("sk = :sk")
                                .projectionExpression("pk, sk")
                                .expressionAttributeValues(Map.of(":sk", AttributeValue.fromS("SENDER"))))
                        .items())
                .containsExactly(key("SENDER"));
    }

    private static void refused(String message, ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationException"))
                .hasMessageContaining(message);
    }

    private static void put(String sortKey, int bytes) {
        client.putItem(request -> request.tableName(TABLE).item(item(sortKey, bytes)));
    }

    private static void transact(List<TransactWriteItem> actions) {
        client.transactWriteItems(request -> request.transactItems(actions));
    }

    private static List<TransactWriteItem> toPut(int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(number -> toPut("item-" + number, bytes))
                .toList();
    }

    private static TransactWriteItem toPut(String sortKey, int bytes) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(TABLE).item(item(sortKey, bytes)))
                .build();
    }

    private static TransactWriteItem toUpdate(String sortKey) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(TABLE)
                        .key(key(sortKey))
                        .updateExpression("SET more = :more")
                        .expressionAttributeValues(Map.of(":more", AttributeValue.fromS("x"))))
                .build();
    }

    private static Map<String, AttributeValue> key(String sortKey) {
        return Map.of("pk", AttributeValue.fromS("ENV#1"), "sk", AttributeValue.fromS(sortKey));
    }

    /** An item of exactly this size: names and values count. */
    private static Map<String, AttributeValue> item(String sortKey, int bytes) {
        int taken = "pkENV#1skv".length() + sortKey.length();
        return Map.of(
                "pk", AttributeValue.fromS("ENV#1"),
                "sk", AttributeValue.fromS(sortKey),
                "v", AttributeValue.fromS("x".repeat(bytes - taken)));
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
