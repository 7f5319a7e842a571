package org.mfasender.local.bench.baseline;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads an item that does not exist: the least that a function with the SDK does. */
public final class GetItemHandler implements RequestStreamHandler {
    private final DynamoDbClient dynamoDb = DynamoDbClient.builder()
            .region(Region.of(System.getenv("AWS_REGION")))
            .endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL_DYNAMODB")))
            .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
            .httpClient(Apache5HttpClient.create())
            .build();

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        boolean found = dynamoDb.getItem(request -> request.tableName(System.getenv("TABLE_NAME"))
                        .key(Map.of("pk", AttributeValue.fromS("none"), "sk", AttributeValue.fromS("none"))))
                .hasItem();
        out.write(Boolean.toString(found).getBytes(StandardCharsets.UTF_8));
    }
}
