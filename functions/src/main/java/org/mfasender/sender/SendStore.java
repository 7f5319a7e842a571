package org.mfasender.sender;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Items;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.storage.TemplateStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What sending has to know of each account: one item, which is written together with whatever it follows from. */
public final class SendStore {

    static final String SEND = "SEND";

    private final Table table;
    private final SenderStore senders;
    private final TemplateStore templates;
    private final Clock clock;
    private final boolean stopped;

    public SendStore(DynamoDbClient dynamoDb, String table, Clock clock) {
        this(
                new Table(dynamoDb, table),
                new SenderStore(dynamoDb, table),
                new TemplateStore(dynamoDb, table),
                clock,
                false);
    }

    private SendStore(Table table, SenderStore senders, TemplateStore templates, Clock clock, boolean stopped) {
        this.table = table;
        this.senders = senders;
        this.templates = templates;
        this.clock = clock;
        this.stopped = stopped;
    }

    /** The same of a stack that sends nothing: every projection says so. */
    public SendStore stopped() {
        return new SendStore(table, senders, templates, clock, true);
    }

    /**
     * The projection of an account, in one read; empty when the environment has none. Of an account that works since 0.1.0, or does not
     * yet, there is no item, and what it follows from is read.
     */
    public Optional<SendProjection> find(EnvironmentId environment) {
        Map<String, AttributeValue> item = table.get(environment, SEND);
        return Optional.of(item)
                .filter(found -> !found.isEmpty())
                .flatMap(found -> Items.read(found, SendItem.class).toProjection(environment))
                .or(() -> senders.findAccount(environment).map(this::projected))
                .map(found -> found.asSeenAt(clock.now()))
                .map(found -> stopped ? found.stopped() : found);
    }

    private SendProjection projected(SenderAccount account) {
        List<TemplateContent> contents =
                account.connection() == null ? List.of() : templates.contents(account.owner(account.connection()));
        return SendProjection.of(account, contents);
    }
}
