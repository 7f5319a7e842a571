package org.mfasender.provisiontemplates;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
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

/** DynamoDB and the simulated Meta, whose time is the tests'. */
final class ProvisioningServices implements AutoCloseable {

    private static final String TABLE = "templates";

    final Customer.TestClock clock = new Customer.TestClock();
    private final LocalDynamoDb dynamoDb;
    private final SimulatedGraph graph;
    private final SenderStore senders;
    private final TemplateStore templates;

    private ProvisioningServices(LocalDynamoDb dynamoDb) {
        this.dynamoDb = dynamoDb;
        this.graph = SimulatedGraph.start(0, clock::now, Duration.ZERO);
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
        this.senders = new SenderStore(client, TABLE);
        this.templates = new TemplateStore(client, TABLE);
    }

    static ProvisioningServices start() throws IOException {
        return new ProvisioningServices(LocalDynamoDb.start());
    }

    @Override
    public void close() {
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
