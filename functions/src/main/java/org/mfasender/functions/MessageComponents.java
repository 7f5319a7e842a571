package org.mfasender.functions;

import org.mfasender.messages.MessageSender;
import org.mfasender.messages.OnceOnly;
import org.mfasender.messages.StatusWaiting;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.limits.AllowedCountries;
import org.mfasender.messages.limits.ConversionStore;
import org.mfasender.messages.limits.Conversions;
import org.mfasender.messages.limits.KnownRecipientStore;
import org.mfasender.messages.limits.Limits;
import org.mfasender.messages.limits.UniqueRecipientStore;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.recipients.RecipientReader;
import org.mfasender.messages.recipients.RefusedRecipientStore;
import org.mfasender.messages.storage.CheckRequestStore;
import org.mfasender.messages.storage.CredentialUseStore;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.config.GraphSettings;
import org.mfasender.platform.dynamodb.CounterStore;
import org.mfasender.platform.meta.GraphMessages;
import org.mfasender.platform.secrets.CachedCredentials;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What handlers that send passcodes are made of, beside the {@link Components} of all. */
public final class MessageComponents {

    private final Components components;
    private final Configuration configuration;
    private final DynamoDbClient dynamoDb;
    private final String table;

    public MessageComponents(Components components) {
        this.components = components;
        this.configuration = components.configuration();
        this.dynamoDb = components.dynamoDb;
        this.table = configuration.messagesTable();
    }

    public MessageStore messages() {
        return new MessageStore(dynamoDb, table);
    }

    public StatusWaiting waiting() {
        return new StatusWaiting(messages(), components.clock());
    }

    public AllowedCountries allowedCountries() {
        return new AllowedCountries(configuration.allowedCountries());
    }

    public KnownRecipientStore knownRecipients() {
        return new KnownRecipientStore(dynamoDb, table);
    }

    public Limits limits() {
        return new Limits(
                configuration.limits(),
                CounterStore.ofMessages(dynamoDb, table),
                new UniqueRecipientStore(dynamoDb, table),
                conversions());
    }

    Conversions conversions() {
        return new Conversions(new ConversionStore(dynamoDb, table), configuration.limits());
    }

    /** Sends for one environment or many; {@code keys} are those of the stack. */
    public MessageSender sender(EnvironmentKeys keys) {
        return new MessageSender(
                components.sending(),
                new RecipientReader(),
                allowedCountries(),
                keys,
                onceOnly(),
                configuration.replayWindow(Message.DEADLINE),
                components.clock());
    }

    private OnceOnly onceOnly() {
        GraphSettings graph = configuration.graph();
        return new OnceOnly(
                messages(),
                knownRecipients(),
                new RefusedRecipientStore(dynamoDb, table),
                new CheckRequestStore(dynamoDb, table),
                new CredentialUseStore(dynamoDb, table),
                limits(),
                new CachedCredentials(components.vault()),
                GraphMessages.connect(graph.url(), graph.version()),
                components.clock());
    }
}
