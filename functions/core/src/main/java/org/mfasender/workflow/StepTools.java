package org.mfasender.workflow;

import java.time.Duration;
import java.time.InstantSource;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.meta.GraphClient;
import org.mfasender.store.SenderStore;
import org.mfasender.store.TemplateStore;
import org.mfasender.vault.CredentialVault;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What every step works with.
 *
 * @param throttleWait how long to wait when Meta limits the rate and names no time
 */
public record StepTools(
        SenderStore store,
        TemplateStore templates,
        CredentialVault vault,
        GraphClient graph,
        Duration throttleWait,
        InstantSource clock) {

    public static StepTools of(FunctionEnvironment environment) {
        AwsClients clients = new AwsClients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        return new StepTools(
                new SenderStore(dynamoDb, environment.text("TABLE_NAME")),
                new TemplateStore(dynamoDb, environment.text("TABLE_NAME")),
                new CredentialVault(clients.secretsManager(), environment.text("SECRET_PREFIX")),
                GraphClient.connect(environment.uri("GRAPH_URL"), environment.text("GRAPH_VERSION")),
                environment.seconds("THROTTLE_WAIT_SECONDS"),
                InstantSource.system());
    }
}
