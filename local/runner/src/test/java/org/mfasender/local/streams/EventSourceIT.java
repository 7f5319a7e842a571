package org.mfasender.local.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.local.aws.LocalDynamoDb;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.template.StreamMapping;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** What is written to a table reaches a function. */
class EventSourceIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 10;
    private static final String TABLE = "Messages";
    private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/" + TABLE + "/stream/latest";
    private static final StaticCredentialsProvider ROLE =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local-not-a-secret"));

    private final Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<JsonNode> delivered = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private LocalDynamoDb dynamoDb;
    private DynamoDbClient client;

    @BeforeEach
    void createTable() throws IOException {
        dynamoDb = LocalDynamoDb.start();
        client = DynamoDbClient.builder()
                .endpointOverride(dynamoDb.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(ROLE)
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
        client.createTable(request -> request.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("pk")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
    }

    @AfterEach
    void stop() {
        client.close();
        dynamoDb.close();
    }

    @Test
    void changesAreDeliveredInTheirOrderAndAsTheyAre() throws InterruptedException {
        put("OTHER#1", Map.of());
        put("CHECK#1", Map.of("cause", AttributeValue.fromS("before")));
        try (EventSource source = start("{\"dynamodb\": {\"Keys\": {\"pk\": {\"S\": [{\"prefix\": \"CHECK#\"}]}}}}")) {
            assertThat(source).isNotNull();
            put(
                    "CHECK#1",
                    Map.of(
                            "flag", AttributeValue.fromBool(true),
                            "list",
                                    AttributeValue.fromL(
                                            List.of(AttributeValue.fromN("1.50"), AttributeValue.fromNul(true))),
                            "map", AttributeValue.fromM(Map.of("set", AttributeValue.fromSs(List.of("a")))),
                            "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("hello"))));
            client.deleteItem(request -> request.tableName(TABLE).key(Map.of("pk", AttributeValue.fromS("CHECK#1"))));

            JsonNode created = next();
            assertThat(created.path("eventName").asText()).isEqualTo("INSERT");
            assertThat(created.path("eventSourceARN").asText()).isEqualTo(ARN);
            assertThat(created.at("/dynamodb/NewImage/cause/S").asText()).isEqualTo("before");
            assertThat(created.path("dynamodb").has("OldImage")).isFalse();
            JsonNode changed = next();
            assertThat(changed.path("eventName").asText()).isEqualTo("MODIFY");
            assertThat(changed.at("/dynamodb/OldImage/cause/S").asText()).isEqualTo("before");
            assertThat(changed.at("/dynamodb/NewImage")).isEqualTo(json("""
                    {"pk": {"S": "CHECK#1"}, "flag": {"BOOL": true}, "list": {"L": [{"N": "1.50"}, {"NULL": true}]},
                      "map": {"M": {"set": {"SS": ["a"]}}}, "bytes": {"B": "aGVsbG8="}}
                    """));
            JsonNode deleted = next();
            assertThat(deleted.path("eventName").asText()).isEqualTo("REMOVE");
            assertThat(deleted.path("dynamodb").has("NewImage")).isFalse();
        }
    }

    @Test
    void whatFailsIsDeliveredAgainBeforeAnythingElse() throws InterruptedException {
        failures.set(2);
        try (EventSource source = start("{\"eventName\": [\"INSERT\"]}")) {
            assertThat(source).isNotNull();
            put("CHECK#1", Map.of());
            for (int delivery = 0; delivery < 3; delivery++) {
                assertThat(next().at("/dynamodb/Keys/pk/S").asText()).isEqualTo("CHECK#1");
            }
            put("CHECK#2", Map.of());
            assertThat(next().at("/dynamodb/Keys/pk/S").asText()).isEqualTo("CHECK#2");
        }
    }

    @Test
    void whatIsWrittenLongAfterTheStartIsDelivered() throws InterruptedException {
        try (EventSource source = start("{\"eventName\": [\"INSERT\"]}")) {
            assertThat(source).isNotNull();
            assertThat(delivered.poll(2, TimeUnit.SECONDS)).isNull();
            put("CHECK#1", Map.of());
            assertThat(next().at("/dynamodb/Keys/pk/S").asText()).isEqualTo("CHECK#1");
            assertThat(delivered.poll(2, TimeUnit.SECONDS)).isNull();
            put("CHECK#2", Map.of());
            assertThat(next().at("/dynamodb/Keys/pk/S").asText()).isEqualTo("CHECK#2");
        }
    }

    @Test
    void moreThanABatchIsDelivered() throws InterruptedException {
        for (int number = 0; number < 15; number++) {
            put("CHECK#" + number, Map.of());
        }
        try (EventSource source = start("{\"eventName\": [\"INSERT\"]}")) {
            assertThat(source).isNotNull();
            for (int number = 15; number < 40; number++) {
                put("CHECK#" + number, Map.of());
            }
            for (int number = 0; number < 40; number++) {
                assertThat(next().at("/dynamodb/Keys/pk/S").asText()).isEqualTo("CHECK#" + number);
            }
        }
        assertThat(sizes).allMatch(size -> size <= BATCH);
    }

    @Test
    void aFilterThatIsNotUnderstoodEndsTheStart() {
        assertThatThrownBy(() -> start("{\"eventName\": [{\"anything-but\": \"REMOVE\"}]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not supported locally");
    }

    private EventSource start(String filter) {
        StreamMapping mapping =
                new StreamMapping("Function", ARN, BATCH, 5, Duration.ofMinutes(1), true, true, List.of(filter));
        String stream = client.describeTable(request -> request.tableName(TABLE))
                .table()
                .latestStreamArn();
        return EventSource.start(mapping, this::take, stream, dynamoDb.endpoint(), ROLE);
    }

    private FunctionResult take(byte[] event) {
        JsonNode records = json(new String(event, StandardCharsets.UTF_8)).path("Records");
        sizes.add(records.size());
        records.forEach(delivered::add);
        boolean fails = failures.getAndDecrement() > 0;
        String failed = fails ? "{\"itemIdentifier\":" + records.at("/0/dynamodb/SequenceNumber") + "}" : "";
        return new FunctionResult(("{\"batchItemFailures\":[" + failed + "]}").getBytes(StandardCharsets.UTF_8), null);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode next() throws InterruptedException {
        return Objects.requireNonNull(delivered.poll(20, TimeUnit.SECONDS), "nothing is delivered");
    }

    private void put(String pk, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new TreeMap<>(attributes);
        item.put("pk", AttributeValue.fromS(pk));
        client.putItem(request -> request.tableName(TABLE).item(item));
    }
}
