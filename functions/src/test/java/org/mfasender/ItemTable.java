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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mfasender.contents.ReadContentsEndpoint;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.Events;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.json.Json;
import org.mfasender.sender.AccountContents;
import org.mfasender.sender.AccountViews;
import org.mfasender.sender.Connection;
import org.mfasender.sender.DeletedSender;
import org.mfasender.sender.ReadSenderEndpoint;
import org.mfasender.sender.SendStore;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.TemplateNames;
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
        AccountContents contents,
        NumberListings listings,
        SendStore sends,
        ReadSenderEndpoint readSender,
        ReadContentsEndpoint readContents)
        implements AutoCloseable {

    /** Within a day of the recordings. */
    static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");

    static ItemTable start() throws IOException {
        AwsServices aws = AwsServices.start();
        SenderStore senders = new SenderStore(aws.dynamoDb(), AwsServices.TABLE, AwsServices.history(aws.dynamoDb()));
        TemplateStore templates = new TemplateStore(aws.dynamoDb(), AwsServices.TABLE);
        TemplatePlanner planner = new TemplatePlanner(new TemplateNames("mfa"), new CreationPace(100));
        Clock clock = new Clock(InstantSource.fixed(NOW));
        return new ItemTable(
                aws,
                senders,
                templates,
                new AccountContents(senders, templates),
                new NumberListings(aws.dynamoDb(), AwsServices.TABLE),
                new SendStore(aws.dynamoDb(), AwsServices.TABLE, clock),
                new ReadSenderEndpoint(new AccountViews(senders), planner, clock),
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
            sends.find(stored.environment());
            account.connections().map(account::owner).forEach(owner -> {
                templates.templates(owner);
                templates.ledger(owner);
            });
        }
    }

    /** Reads everything, and writes it with what these change. */
    void rewrite(StoredItems stored, ItemChanges changes) {
        switch (senders.find(stored.environment()).orElseThrow()) {
            case DeletedSender deleted -> senders.complete(deleted);
            case SenderAccount account -> rewrite(account, changes);
        }
    }

    private void rewrite(SenderAccount account, ItemChanges changes) {
        SenderAccount next = account;
        for (Connection connection : account.connections().toList()) {
            next = next.changing(
                    connection.run().generation(),
                    current -> changes.connection().apply(withNumbers(account, current, changes)),
                    account.updatedAt());
        }
        SenderAccount written = senders.put(next);
        written.connections().map(written::owner).forEach(owner -> {
            contents.record(
                    owner,
                    templates.templates(owner).stream().map(changes.template()).toList(),
                    Instant.EPOCH,
                    bound -> bound.stream()
                            .map(content ->
                                    content.rebound(changes.template().apply(content.template()), content.updatedAt()))
                            .toList());
            TemplateLedger ledger = templates.ledger(owner);
            if (!ledger.equals(TemplateLedger.EMPTY)) {
                templates.put(owner, changes.ledger().apply(ledger));
            }
        });
    }

    private Connection withNumbers(SenderAccount account, Connection connection, ItemChanges changes) {
        List<SenderNumber> listed = senders.numbers(account, connection);
        List<SenderNumber> next = listed.stream().map(changes.number()).toList();
        if (next.equals(listed)) {
            return connection;
        }
        SenderNumbers numbers = connection.numbers();
        String listing = listings.write(
                account.environmentId(), connection.run().generation(), next, numbers.listing(), account.updatedAt());
        return connection.withNumbers(new SenderNumbers(
                listing,
                Optional.ofNullable(numbers.selected()).map(changes.number()).orElse(null),
                List.of()));
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

    /** By sort key, without the history: each write adds to it. */
    Map<String, Map<String, AttributeValue>> items() {
        return bySortKey(
                aws
                        .dynamoDb()
                        .scan(request -> request.tableName(AwsServices.TABLE).consistentRead(true))
                        .items()
                        .stream()
                        .filter(item ->
                                !Objects.requireNonNull(item.get("pk")).s().startsWith("HISTORY#"))
                        .toList());
    }

    static Map<String, Map<String, AttributeValue>> bySortKey(Collection<Map<String, AttributeValue>> items) {
        return items.stream().collect(Collectors.toMap(ItemTable::sortKey, item -> item));
    }

    /** The item in which this release wrote what an item says. A listing has another reference after each change. */
    static Map<String, AttributeValue> written(
            Map<String, AttributeValue> item, Map<String, Map<String, AttributeValue>> written) {
        String sk = written.containsKey(sortKey(item)) ? sortKey(item) : currentSortKey(item);
        String run = sk.replaceFirst("^(NUMBERS#[0-9]+)-.*", "$1-");
        return written.entrySet().stream()
                .filter(found -> found.getKey().equals(sk)
                        || (sk.startsWith("NUMBERS#") && found.getKey().startsWith(run)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError(sk + " is not among " + written.keySet()));
    }

    /** Where this release writes what an item says. */
    static String currentSortKey(Map<String, AttributeValue> item) {
        String sk = sortKey(item);
        AttributeValue waba = item.get("whatsAppAccountBusinessId");
        return waba == null || sk.startsWith("SENDER") || sk.contains("#" + waba.s())
                ? sk
                : sk.replaceFirst("^[A-Z]+", "$0#" + waba.s());
    }

    static String sortKey(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get("sk")).s();
    }
}
