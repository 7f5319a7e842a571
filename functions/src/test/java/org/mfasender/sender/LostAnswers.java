package org.mfasender.sender;

import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** DynamoDB behind a network that loses the first answer to each transaction: the client asks again, with the same token. */
final class LostAnswers implements DynamoDbClient {

    private final DynamoDbClient service;

    LostAnswers(DynamoDbClient service) {
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
