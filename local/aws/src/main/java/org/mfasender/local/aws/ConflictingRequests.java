package org.mfasender.local.aws;

import com.amazonaws.services.dynamodbv2.exceptions.AWSExceptionFactory;
import com.amazonaws.services.dynamodbv2.exceptions.AmazonServiceExceptionType;
import com.amazonaws.services.dynamodbv2.exceptions.DynamoDBLocalServiceException;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.CancellationReason;
import com.amazonaws.services.dynamodbv2.model.DeleteItemRequest;
import com.amazonaws.services.dynamodbv2.model.DeleteItemResult;
import com.amazonaws.services.dynamodbv2.model.DescribeTableRequest;
import com.amazonaws.services.dynamodbv2.model.KeySchemaElement;
import com.amazonaws.services.dynamodbv2.model.PutItemRequest;
import com.amazonaws.services.dynamodbv2.model.PutItemResult;
import com.amazonaws.services.dynamodbv2.model.TransactWriteItem;
import com.amazonaws.services.dynamodbv2.model.TransactWriteItemsRequest;
import com.amazonaws.services.dynamodbv2.model.TransactWriteItemsResult;
import com.amazonaws.services.dynamodbv2.model.UpdateItemRequest;
import com.amazonaws.services.dynamodbv2.model.UpdateItemResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.mfasender.local.aws.OngoingWrites.Item;

/**
 * DynamoDB Local carries out one request after the other, so that none ever meets another. This refuses what AWS refuses: a plain write
 * of an item that a transaction is working on, and a transaction on an item that another request is writing. Batches, transactions that
 * read and PartiQL, which the product does not use, meet no conflict.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling">
 *     Transaction conflict handling</a>
 */
final class ConflictingRequests extends LocalDynamoDBRequestHandler {

    private static final String CONFLICT = "Transaction is ongoing for the item";

    private final OngoingWrites ongoing = new OngoingWrites();
    private final TransactionTokens tokens = new TransactionTokens();
    private final Map<String, List<String>> keyNames = new ConcurrentHashMap<>();
    private final Map<String, HeldRequest> held = new ConcurrentHashMap<>();

    /** In memory, one database for all credentials and regions. */
    ConflictingRequests() {
        super(0, true, null, true, false);
    }

    /** Keeps the next request of an operation under way until the result is closed. */
    HeldRequest holdNext(String operation) {
        HeldRequest request = new HeldRequest();
        held.put(operation, request);
        return request;
    }

    @Override
    public PutItemResult putItem(String accessKey, String region, PutItemRequest request) {
        Tables tables = new Tables(accessKey, region);
        return write(
                "PutItem",
                tables.item(request.getTableName(), request.getItem()),
                () -> super.putItem(accessKey, region, request));
    }

    @Override
    public UpdateItemResult updateItem(String accessKey, String region, UpdateItemRequest request) {
        return write(
                "UpdateItem",
                new Item(request.getTableName(), request.getKey()),
                () -> super.updateItem(accessKey, region, request));
    }

    @Override
    public DeleteItemResult deleteItem(String accessKey, String region, DeleteItemRequest request) {
        return write(
                "DeleteItem",
                new Item(request.getTableName(), request.getKey()),
                () -> super.deleteItem(accessKey, region, request));
    }

    @Override
    public TransactWriteItemsResult transactWriteItems(
            String accessKey, String region, TransactWriteItemsRequest request) {
        String token = request.getClientRequestToken();
        if (tokens.isDone(token)) {
            return super.transactWriteItems(accessKey, region, request);
        }
        if (!tokens.begin(token)) {
            throw inProgress();
        }
        try {
            Tables tables = new Tables(accessKey, region);
            List<Item> items =
                    request.getTransactItems().stream().map(tables::item).toList();
            TransactWriteItemsResult result =
                    transact(items, () -> super.transactWriteItems(accessKey, region, request));
            tokens.done(token);
            return result;
        } finally {
            tokens.end(token);
        }
    }

    private <T> T write(String operation, Item item, Supplier<T> work) {
        if (!ongoing.begin(item)) {
            throw AWSExceptionFactory.buildAWSException(
                    AmazonServiceExceptionType.TRANSACTION_CONFLICT_EXCEPTION, CONFLICT);
        }
        try {
            holdIfWanted(operation);
            return work.get();
        } finally {
            ongoing.end(item);
        }
    }

    private <T> T transact(List<Item> items, Supplier<T> work) {
        List<Item> busy = ongoing.beginTransaction(items);
        if (!busy.isEmpty()) {
            throw AWSExceptionFactory.buildTransactionCanceledException(items.stream()
                    .map(item -> busy.contains(item)
                            ? new CancellationReason()
                                    .withCode("TransactionConflict")
                                    .withMessage(CONFLICT)
                            : new CancellationReason().withCode("None"))
                    .toList());
        }
        try {
            holdIfWanted("TransactWriteItems");
            return work.get();
        } finally {
            ongoing.endTransaction(items);
        }
    }

    private void holdIfWanted(String operation) {
        HeldRequest request = held.remove(operation);
        if (request != null) {
            request.hold();
        }
    }

    private static DynamoDBLocalServiceException inProgress() {
        DynamoDBLocalServiceException failure = new DynamoDBLocalServiceException(
                "The transaction with the given request token is already in progress.");
        failure.setErrorCode("TransactionInProgressException");
        failure.setStatusCode(400);
        return failure;
    }

    /** The tables, which know the keys of their items, as a caller reads them. */
    private final class Tables {
        private final String accessKey;
        private final String region;

        Tables(String accessKey, String region) {
            this.accessKey = accessKey;
            this.region = region;
        }

        Item item(TransactWriteItem action) {
            if (action.getPut() != null) {
                return item(action.getPut().getTableName(), action.getPut().getItem());
            }
            if (action.getUpdate() != null) {
                return new Item(
                        action.getUpdate().getTableName(), action.getUpdate().getKey());
            }
            return action.getDelete() == null
                    ? new Item(
                            action.getConditionCheck().getTableName(),
                            action.getConditionCheck().getKey())
                    : new Item(
                            action.getDelete().getTableName(),
                            action.getDelete().getKey());
        }

        Item item(String table, Map<String, AttributeValue> attributes) {
            Map<String, AttributeValue> key = new HashMap<>(attributes);
            key.keySet().retainAll(keyNames.computeIfAbsent(table, this::keyNames));
            return new Item(table, key);
        }

        private List<String> keyNames(String table) {
            return describeTable(accessKey, region, new DescribeTableRequest(table)).getTable().getKeySchema().stream()
                    .map(KeySchemaElement::getAttributeName)
                    .toList();
        }
    }
}
