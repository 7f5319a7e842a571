package org.mfasender;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.mfasender.contents.ReadContentsEndpoint;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.Events;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.json.Json;
import org.mfasender.sender.ReadSenderEndpoint;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderRecord;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.TemplateNames;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.plan.CreationPace;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.templates.storage.TemplateStore;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table with the items of one environment, and what reads, writes and answers from them. */
record ItemTable(
        AwsServices aws,
        SenderStore senders,
        TemplateStore templates,
        ReadSenderEndpoint readSender,
        ReadContentsEndpoint readContents)
        implements AutoCloseable {

    /** Within a day of the recordings. */
    static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");

    static ItemTable start() throws IOException {
        AwsServices aws = AwsServices.start();
        SenderStore senders = new SenderStore(aws.dynamoDb(), AwsServices.TABLE);
        TemplateStore templates = new TemplateStore(aws.dynamoDb(), AwsServices.TABLE);
        TemplatePlanner planner = new TemplatePlanner(new TemplateNames("mfa"), new CreationPace(100));
        Clock clock = new Clock(InstantSource.fixed(NOW));
        return new ItemTable(
                aws,
                senders,
                templates,
                new ReadSenderEndpoint(senders, templates, planner, clock),
                new ReadContentsEndpoint(senders, templates));
    }

    @Override
    public void close() {
        aws.close();
    }

    void clear() {
        aws.clearTable();
    }

    SenderAccount account(StoredItems stored) {
        return senders.findAccount(stored.environment()).orElseThrow();
    }

    /** Reads every item, and answers from those that answers are made of. */
    void readAll(StoredItems stored) {
        if (senders.find(stored.environment()).orElseThrow() instanceof SenderAccount account) {
            answer(stored, "sender");
            templates.templates(account);
            templates.ledger(account);
        }
    }

    /** Reads everything, and writes it with what these change. */
    void rewrite(
            StoredItems stored,
            UnaryOperator<SenderAccount> ofAccount,
            UnaryOperator<MessageTemplate> ofTemplate,
            UnaryOperator<TemplateLedger> ofLedger) {
        SenderRecord sender = senders.find(stored.environment()).orElseThrow();
        if (!(sender instanceof SenderAccount account)) {
            senders.put(sender);
            return;
        }
        senders.put(ofAccount.apply(account));
        templates.record(
                account,
                templates.templates(account).stream().map(ofTemplate).toList(),
                contents -> contents.stream()
                        .map(content -> content.rebound(ofTemplate.apply(content.template()), content.updatedAt()))
                        .toList());
        TemplateLedger ledger = templates.ledger(account);
        if (!ledger.equals(TemplateLedger.EMPTY)) {
            templates.put(account, ofLedger.apply(ledger));
        }
    }

    JsonNode answer(StoredItems stored, String what) {
        HttpResponse response = switch (what) {
            case "sender" -> readSender.read(request(stored, Map.of(), Map.of()));
            case "expanded" -> readSender.read(request(stored, Map.of(), Map.of("expand", "whatsAppTemplates")));
            default -> readContents.contents(request(stored, Map.of("templateName", what), Map.of()));
        };
        try {
            return new ObjectMapper().readTree(Json.write(Objects.requireNonNull(response.body())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpRequest request(StoredItems stored, Map<String, String> path, Map<String, String> query) {
        Map<String, String> variables = new HashMap<>(path);
        variables.put("environmentId", stored.environment().toString());
        return Events.request(APIGatewayV2HTTPEvent.builder()
                .withPathParameters(variables)
                .withQueryStringParameters(query)
                .build());
    }

    void put(StoredItems stored) {
        stored.items().forEach(this::put);
    }

    void put(Map<String, AttributeValue> item) {
        aws.dynamoDb().putItem(request -> request.tableName(AwsServices.TABLE).item(item));
    }

    /** By sort key. */
    Map<String, Map<String, AttributeValue>> items() {
        return bySortKey(aws.dynamoDb()
                .scan(request -> request.tableName(AwsServices.TABLE).consistentRead(true))
                .items());
    }

    static Map<String, Map<String, AttributeValue>> bySortKey(Collection<Map<String, AttributeValue>> items) {
        return items.stream().collect(Collectors.toMap(ItemTable::sortKey, item -> item));
    }

    static String sortKey(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get("sk")).s();
    }
}
