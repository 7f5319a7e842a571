package org.mfasender.platform.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Several items are read in one call. */
class ExpiringTableIT {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    private static AwsServices aws;

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
        put("EXAMPLE#current", NOW.plusSeconds(1));
        put("EXAMPLE#other", NOW.plusSeconds(60));
        put("EXAMPLE#expired", NOW);
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    private static void put(String pk, Instant expiresAt) {
        aws.dynamoDb()
                .putItem(request -> request.tableName(AwsServices.MESSAGES)
                        .item(Map.of(
                                "pk",
                                AttributeValue.fromS(pk),
                                ExpiringTable.EXPIRES_AT,
                                ExpiringTable.expiry(expiresAt))));
    }

    @Test
    void onlyWhatIsThereAndHasNotExpiredIsFound() {
        ExpiringTable table = new ExpiringTable(aws.dynamoDb(), AwsServices.MESSAGES);

        Map<String, Map<String, AttributeValue>> found =
                table.find(Set.of("EXAMPLE#current", "EXAMPLE#expired", "EXAMPLE#none"), NOW);

        assertThat(found).containsOnlyKeys("EXAMPLE#current");
        assertThat(found.get("EXAMPLE#current")).containsEntry("pk", AttributeValue.fromS("EXAMPLE#current"));
    }

    /** DynamoDB may read some of the items only, and names the others. */
    @Test
    void whatABusyTableDidNotReadIsReadAgain() {
        OneAtATime busy = new OneAtATime(aws.dynamoDb());

        Map<String, Map<String, AttributeValue>> found = new ExpiringTable(busy, AwsServices.MESSAGES)
                .find(Set.of("EXAMPLE#current", "EXAMPLE#other", "EXAMPLE#none"), NOW);

        assertThat(found).containsOnlyKeys("EXAMPLE#current", "EXAMPLE#other");
        assertThat(busy.calls).hasSize(3).allMatch(KeysAndAttributes::consistentRead);
    }

    private static final class OneAtATime implements DynamoDbClient {

        private final DynamoDbClient all;
        private final List<KeysAndAttributes> calls = new ArrayList<>();

        OneAtATime(DynamoDbClient all) {
            this.all = all;
        }

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
            KeysAndAttributes wanted =
                    Objects.requireNonNull(request.requestItems().get(AwsServices.MESSAGES));
            calls.add(wanted);
            List<Map<String, AttributeValue>> keys = wanted.keys();
            KeysAndAttributes first =
                    wanted.toBuilder().keys(List.of(keys.getFirst())).build();
            KeysAndAttributes others =
                    wanted.toBuilder().keys(keys.subList(1, keys.size())).build();
            return all.batchGetItem(part -> part.requestItems(Map.of(AwsServices.MESSAGES, first))).toBuilder()
                    .unprocessedKeys(keys.size() == 1 ? Map.of() : Map.of(AwsServices.MESSAGES, others))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // The test's client stays open.
        }
    }
}
