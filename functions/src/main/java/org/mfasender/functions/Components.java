package org.mfasender.functions;

import java.util.List;
import java.util.Map;
import org.mfasender.audit.HistoryStore;
import org.mfasender.events.Publisher;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.recipients.RefusedRecipientStore;
import org.mfasender.messages.storage.StatusStore;
import org.mfasender.messages.storage.UnrequestedPasscodeStore;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.Clock;
import org.mfasender.platform.RandomNumbers;
import org.mfasender.platform.aws.AwsClients;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.config.GraphSettings;
import org.mfasender.platform.dynamodb.CounterStore;
import org.mfasender.platform.events.EventBus;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.MetaAnswers;
import org.mfasender.platform.http.RequestLimit;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.secrets.AppSecretCipher;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.SigningKeyCipher;
import org.mfasender.platform.secrets.StackSecret;
import org.mfasender.policy.Policies;
import org.mfasender.policy.PolicyStore;
import org.mfasender.relay.CheckFollower;
import org.mfasender.relay.CredentialUseFollower;
import org.mfasender.relay.EventFollower;
import org.mfasender.relay.Relay;
import org.mfasender.sender.AccountCatalogs;
import org.mfasender.sender.AccountViews;
import org.mfasender.sender.Executions;
import org.mfasender.sender.FormerCredentialsRemover;
import org.mfasender.sender.Rechecker;
import org.mfasender.sender.ReportedChanges;
import org.mfasender.sender.SendStore;
import org.mfasender.sender.SenderStore;
import org.mfasender.sender.Unsubscriber;
import org.mfasender.senderkeys.storage.SenderKeyStore;
import org.mfasender.setup.WebhookSecrets;
import org.mfasender.setup.webhooks.Subscriber;
import org.mfasender.setup.webhooks.WebhookCheck;
import org.mfasender.templates.TemplateNames;
import org.mfasender.templates.plan.CreationPace;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.templates.storage.TemplateStore;
import org.mfasender.webhooks.Keyring;
import org.mfasender.webhooks.MalformedWebhookStore;
import org.mfasender.webhooks.VerifyTokens;
import org.mfasender.webhooks.WebhookRecorder;
import org.mfasender.webhooks.events.AccountEventStore;
import org.mfasender.webhooks.secrets.WebhookSecretStore;
import org.mfasender.workflow.Pause;
import org.mfasender.workflow.StepTools;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What handlers are made of, that of another archive as well. A part is made only when a function asks for it, so that none pays for a
 * client that it does not use.
 */
public final class Components {

    private final Configuration configuration;
    private final AwsClients clients;
    final DynamoDbClient dynamoDb;

    public Components(Map<String, String> variables) {
        this.configuration = new Configuration(variables);
        this.clients = new AwsClients(configuration.aws());
        this.dynamoDb = clients.dynamoDb();
        if (configuration.isStartedByLambda()) {
            clients.prime(configuration.usesSnapStart());
        }
    }

    public Configuration configuration() {
        return configuration;
    }

    public Clock clock() {
        return Clock.system();
    }

    SenderStore senders() {
        return new SenderStore(dynamoDb, configuration.table(), history());
    }

    HistoryStore history() {
        return new HistoryStore(dynamoDb, configuration.table(), configuration.historyRetention(), clock());
    }

    TemplateStore templates() {
        return new TemplateStore(dynamoDb, configuration.table());
    }

    SendStore sending() {
        SendStore store = new SendStore(dynamoDb, configuration.table(), clock());
        return configuration.sendingEnabled() ? store : store.stopped();
    }

    NumberListings listings() {
        return new NumberListings(dynamoDb, configuration.table());
    }

    AccountViews views() {
        AccountViews views = new AccountViews(senders());
        return configuration.sendingEnabled() ? views : views.stopped();
    }

    Policies policies() {
        return new Policies(new PolicyStore(dynamoDb, configuration.table(), history()), views(), clock());
    }

    Unsubscriber unsubscriber() {
        return new Unsubscriber(senders(), webhookSecrets(), vault(), graph().webhooks());
    }

    WebhookCheck webhookCheck() {
        return new WebhookCheck(
                graph(), configuration.graph().url(), ApiPath.WEBHOOKS::href, configuration.ownAddress());
    }

    Subscriber subscriber() {
        return new Subscriber(
                webhookCheck(), graph().webhooks(), new VerifyTokens(stackSecret()), senders(), unsubscriber());
    }

    CredentialVault vault() {
        return new CredentialVault(clients.secretsManager(), configuration.secrets());
    }

    Executions executions() {
        return new Executions(clients.stepFunctions(), configuration.stateMachineArn());
    }

    GraphClient graph() {
        GraphSettings settings = configuration.graph();
        return GraphClient.connect(settings.url(), settings.version());
    }

    MetaAnswers metaAnswers() {
        return new MetaAnswers(configuration.graph().throttleWait());
    }

    RequestLimit requestLimit() {
        CounterStore requests = CounterStore.ofRequests(dynamoDb, configuration.messagesTable());
        return new RequestLimit(requests, configuration.metaRequestsPerMinute(), clock());
    }

    AccountCatalogs catalogs() {
        return new AccountCatalogs(vault(), graph());
    }

    TemplateNames templateNames() {
        return new TemplateNames(configuration.templatePrefix());
    }

    TemplatePlanner planner() {
        return new TemplatePlanner(templateNames(), new CreationPace(configuration.templateCreationsPerHour()));
    }

    /** The stack's clients of AWS. */
    public AwsClients clients() {
        return clients;
    }

    public EnvironmentKeys environmentKeys() {
        return new EnvironmentKeys(stackSecret());
    }

    StackSecret stackSecret() {
        return new StackSecret(clients.secretsManager(), configuration.hashSecretArn());
    }

    AppSecretCipher appSecretCipher() {
        return new AppSecretCipher(clients.kms(), configuration.stack());
    }

    WebhookSecrets webhookSecretKeeping() {
        return new WebhookSecrets(appSecretCipher(), configuration.keyArn(), webhookSecrets());
    }

    SenderKeyStore senderKeys() {
        return new SenderKeyStore(dynamoDb, configuration.table(), history());
    }

    SigningKeyCipher signingKeyCipher() {
        return new SigningKeyCipher(clients.kms(), configuration.stack());
    }

    WebhookSecretStore webhookSecrets() {
        return new WebhookSecretStore(dynamoDb, configuration.table());
    }

    Keyring keyring() {
        return new Keyring(webhookSecrets(), appSecretCipher(), clock());
    }

    WebhookRecorder webhookRecorder(StackSecret secret) {
        String table = configuration.messagesTable();
        return new WebhookRecorder(
                new StatusStore(dynamoDb, table),
                new UnrequestedPasscodeStore(dynamoDb, table),
                new RefusedRecipientStore(dynamoDb, table),
                new AccountEventStore(dynamoDb, table),
                new MalformedWebhookStore(dynamoDb, table),
                new EnvironmentKeys(secret),
                clock());
    }

    Relay accountChanges() {
        Rechecker rechecker = new Rechecker(senders(), executions(), clock());
        ReportedChanges changes = new ReportedChanges(senders(), templates(), clock());
        return new Relay(List.of(
                new CheckFollower(rechecker),
                new EventFollower(changes, rechecker),
                new CredentialUseFollower(new FormerCredentialsRemover(senders(), webhookSecrets(), clock()))));
    }

    Relay publication() {
        return new Relay(List.of(Publisher.ofPasscodes(new EventBus(clients.eventBridge(), configuration.eventBus()))));
    }

    StepTools stepTools() {
        return new StepTools(
                senders(),
                templates(),
                listings(),
                vault(),
                graph(),
                new Pause(configuration.graph().throttleWait(), RandomNumbers.generator()),
                clock());
    }
}
