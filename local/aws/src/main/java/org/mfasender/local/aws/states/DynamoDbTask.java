package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;

/**
 * The optimised integration {@code arn:aws:states:::dynamodb:updateItem}, forwarded to a DynamoDB endpoint.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html">DynamoDB with Step Functions</a>
 */
public final class DynamoDbTask implements TaskResource {

    private static final String ARN = "arn:aws:states:::dynamodb:updateItem";
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none";
    /** Exceptions that the Java SDK has a class for; every other becomes the service's base exception. */
    private static final Map<String, String> MODELLED = Map.of(
            "ConditionalCheckFailedException", "ConditionalCheckFailedException",
            "ProvisionedThroughputExceededException", "ProvisionedThroughputExceededException",
            "ResourceNotFoundException", "ResourceNotFoundException",
            "ItemCollectionSizeLimitExceededException", "ItemCollectionSizeLimitExceededException",
            "TransactionConflictException", "TransactionConflictException",
            "RequestLimitExceeded", "RequestLimitExceededException",
            "InternalServerError", "InternalServerErrorException");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI endpoint;
    private final String sessionToken;

    private DynamoDbTask(URI endpoint, String sessionToken) {
        this.endpoint = endpoint;
        this.sessionToken = sessionToken;
    }

    /**
     * The supported resources by ARN.
     *
     * @param sessionToken goes with each request, like that of the state machine's role
     */
    public static Map<String, TaskResource> all(URI endpoint, String sessionToken) {
        return Map.of(ARN, new DynamoDbTask(endpoint, sessionToken));
    }

    @Override
    public JsonNode invoke(JsonNode arguments) throws TaskFailure, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810.UpdateItem")
                .header("Authorization", AUTHORIZATION)
                .header("X-Amz-Security-Token", sessionToken)
                .POST(HttpRequest.BodyPublishers.ofString(arguments.toString()))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode answer = Json.MAPPER.readTree(response.body());
            if (response.statusCode() != 200) {
                throw failure(
                        answer,
                        response.statusCode(),
                        response.headers().firstValue("x-amzn-RequestId").orElse(""));
            }
            return answer;
        } catch (IOException unreachable) {
            throw new TaskFailure("DynamoDB.SdkClientException", "Unable to execute HTTP request: " + unreachable);
        }
    }

    private static TaskFailure failure(JsonNode answer, int status, String requestId) {
        String type = answer.path("__type").asText("");
        String code = type.substring(type.indexOf('#') + 1);
        String message =
                answer.path(answer.has("message") ? "message" : "Message").asText();
        return new TaskFailure(
                "DynamoDB." + MODELLED.getOrDefault(code, "AmazonDynamoDBException"),
                "%s (Service: AmazonDynamoDBv2; Status Code: %d; Error Code: %s; Request ID: %s; Proxy: null)"
                        .formatted(message, status, code, requestId));
    }

    @Override
    public Set<String> requiredArguments() {
        return Set.of("TableName", "Key");
    }

    @Override
    public Set<String> optionalArguments() {
        return Set.of(
                "UpdateExpression",
                "ConditionExpression",
                "ExpressionAttributeNames",
                "ExpressionAttributeValues",
                "ReturnValues");
    }
}
