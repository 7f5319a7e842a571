package org.mfasender.copyaccounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Writes items of a table, in batches. */
record Writes(DynamoDbClient dynamoDb, String table) {

    /** DynamoDB's own limit of BatchWriteItem. */
    private static final int BATCH = 25;

    private static final long PAUSE_MILLIS = 200;

    void put(List<Map<String, AttributeValue>> items) {
        write(items.stream()
                .map(item ->
                        WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList());
    }

    void delete(List<Map<String, AttributeValue>> keys) {
        write(keys.stream()
                .map(key -> WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(key))
                        .build())
                .toList());
    }

    /**
     * Puts one item.
     *
     * @throws software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException when it is there, and may not be replaced
     */
    void put(Map<String, AttributeValue> item, boolean replace) {
        dynamoDb.putItem(request ->
                request.tableName(table).item(item).conditionExpression(replace ? null : "attribute_not_exists(pk)"));
    }

    private void write(List<WriteRequest> writes) {
        List<WriteRequest> open = new ArrayList<>(writes);
        while (!open.isEmpty()) {
            List<WriteRequest> batch = open.subList(0, Math.min(BATCH, open.size()));
            List<WriteRequest> unprocessed = dynamoDb.batchWriteItem(
                            request -> request.requestItems(Map.of(table, List.copyOf(batch))))
                    .unprocessedItems()
                    .getOrDefault(table, List.of());
            batch.clear();
            open.addAll(unprocessed);
            if (!unprocessed.isEmpty()) {
                pause();
            }
        }
    }

    /** A new table takes a while to carry more. */
    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
