package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The optimised integrations {@code arn:aws:states:::dynamodb:getItem}, {@code putItem}, {@code updateItem} and {@code deleteItem},
 * forwarded to a DynamoDB endpoint.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html">DynamoDB with Step Functions</a>
 */
public final class DynamoDbTask implements TaskResource {

    private static final String ARN_PREFIX = "arn:aws:states:::dynamodb:";
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none";
    private static final Set<String> CONDITIONS = Set.of(
            "ConditionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ReturnValues",
            "ReturnValuesOnConditionCheckFailure",
            "ReturnConsumedCapacity",
            "ReturnItemCollectionMetrics");
    /** Exceptions that the Java SDK has a class for; every other becomes the service's base exception. */
    private static final Map<String, String> MODELLED = Map.of(
            "ConditionalCheckFailedException", "ConditionalCheckFailedException",
            "ProvisionedThroughputExceededException", "ProvisionedThroughputExceededException",
            "ResourceNotFoundException", "ResourceNotFoundException",
            "ItemCollectionSizeLimitExceededException", "ItemCollectionSizeLimitExceededException",
            "TransactionConflictException", "TransactionConflictException",
            "RequestLimitExceeded", "RequestLimitExceededException",
            "InternalServerError", "InternalServerErrorException");

    private final HttpClient client;
    private final URI endpoint;
    private final String sessionToken;
    private final String operation;
    private final Set<String> required;
    private final Set<String> optional;

    private DynamoDbTask(
            HttpClient client,
            URI endpoint,
            String sessionToken,
            String operation,
            Set<String> required,
            Set<String> optional) {
        this.client = client;
        this.endpoint = endpoint;
        this.sessionToken = sessionToken;
        this.operation = operation;
        this.required = required;
        this.optional = optional;
    }

    /**
     * The four resources by ARN.
     *
     * @param sessionToken goes with each request, as that of the state machine's role does
     */
    public static Map<String, TaskResource> all(URI endpoint, String sessionToken) {
        HttpClient client = HttpClient.newHttpClient();
        Map<String, TaskResource> resources = new HashMap<>();
        resources.put(
                ARN_PREFIX + "getItem",
                new DynamoDbTask(
                        client,
                        endpoint,
                        sessionToken,
                        "GetItem",
                        Set.of("TableName", "Key"),
                        Set.of(
                                "ConsistentRead",
                                "ProjectionExpression",
                                "ExpressionAttributeNames",
                                "ReturnConsumedCapacity")));
        resources.put(
                ARN_PREFIX + "putItem",
                new DynamoDbTask(client, endpoint, sessionToken, "PutItem", Set.of("TableName", "Item"), CONDITIONS));
        resources.put(
                ARN_PREFIX + "deleteItem",
                new DynamoDbTask(client, endpoint, sessionToken, "DeleteItem", Set.of("TableName", "Key"), CONDITIONS));
        Set<String> update = new HashSet<>(CONDITIONS);
        update.add("UpdateExpression");
        resources.put(
                ARN_PREFIX + "updateItem",
                new DynamoDbTask(
                        client, endpoint, sessionToken, "UpdateItem", Set.of("TableName", "Key"), Set.copyOf(update)));
        return Map.copyOf(resources);
    }

    @Override
    public JsonNode invoke(JsonNode arguments) throws TaskFailure, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("Authorization", AUTHORIZATION)
                .header("X-Amz-Security-Token", sessionToken)
                .POST(HttpRequest.BodyPublishers.ofString(arguments.toString()))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode answer = Json.MAPPER.readTree(response.body());
            String requestId = response.headers().firstValue("x-amzn-RequestId").orElse("");
            if (response.statusCode() != 200 || !(answer instanceof ObjectNode result)) {
                throw failure(answer, response.statusCode(), requestId);
            }
            result.putObject("SdkHttpMetadata").put("HttpStatusCode", 200);
            result.putObject("SdkResponseMetadata").put("RequestId", requestId);
            return result;
        } catch (IOException unreachable) {
            throw new TaskFailure("DynamoDB.SdkClientException", "Unable to execute HTTP request: " + unreachable);
        }
    }

    private static TaskFailure failure(JsonNode answer, int status, String requestId) {
        String type = answer.path("__type").asText("");
        String code = type.substring(type.indexOf('#') + 1);
        String message = answer.has("message")
                ? answer.path("message").asText()
                : answer.path("Message").asText();
        return new TaskFailure(
                "DynamoDB." + MODELLED.getOrDefault(code, "AmazonDynamoDBException"),
                "%s (Service: AmazonDynamoDBv2; Status Code: %d; Error Code: %s; Request ID: %s; Proxy: null)"
                        .formatted(message, status, code, requestId));
    }

    @Override
    public Set<String> requiredArguments() {
        return required;
    }

    @Override
    public Set<String> optionalArguments() {
        return optional;
    }
}
