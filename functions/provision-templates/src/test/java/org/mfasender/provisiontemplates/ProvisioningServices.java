package org.mfasender.provisiontemplates;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.local.aws.LocalDynamoDb;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.store.SenderStore;
import org.mfasender.store.TemplateStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** DynamoDB and the simulated Meta, started once a class and clean for each test. */
final class ProvisioningServices implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private static final String TABLE = "templates";

    final Customer.TestClock clock = new Customer.TestClock();
    private LocalDynamoDb dynamoDb;
    private SimulatedGraph graph;
    private SenderStore senders;
    private TemplateStore templates;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        dynamoDb = LocalDynamoDb.start();
        graph = SimulatedGraph.start(0, clock::now, Duration.ZERO);
        DynamoDbClient client = new AwsClients(new FunctionEnvironment(Map.of(
                        "AWS_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "simulatedSecretKey",
                        "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString())))
                .dynamoDb();
        client.createTable(request -> request.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
        senders = new SenderStore(client, TABLE);
        templates = new TemplateStore(client, TABLE);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        graph.reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        graph.close();
        dynamoDb.close();
    }

    SimulatedGraph graph() {
        return graph;
    }

    /** A customer with a new account that is good in every respect. */
    Customer customer() {
        return customer(graph.world().newAccount().create());
    }

    Customer customer(SimulatedAccount account) {
        return customer(account, 1000);
    }

    Customer customer(SimulatedAccount account, int creationsPerHour) {
        return new Customer(graph, senders, templates, clock, account, creationsPerHour);
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
