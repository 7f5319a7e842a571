package org.mfasender;

import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * DynamoDB behind a network that loses the first answer to each write: the client asks again, a transaction with the same token. A
 * {@code PutItem} has none, so that its condition is not met any more.
 */
public final class LostAnswers implements DynamoDbClient {

    private final DynamoDbClient service;

    public LostAnswers(DynamoDbClient service) {
        this.service = service;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        TransactWriteItemsRequest withToken = request.toBuilder()
                .clientRequestToken(UUID.randomUUID().toString())
                .build();
        service.transactWriteItems(withToken);
        return service.transactWriteItems(withToken);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        service.putItem(request);
        return service.putItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return service.query(request);
    }

    @Override
    public String serviceName() {
        return service.serviceName();
    }

    @Override
    public void close() {
        service.close();
    }
}
