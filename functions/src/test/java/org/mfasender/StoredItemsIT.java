package org.mfasender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.contents.ReadContentsEndpoint;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.Events;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.json.Json;
import org.mfasender.sender.DeletedSender;
import org.mfasender.sender.ReadSenderEndpoint;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderRecord;
import org.mfasender.sender.SenderStore;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateNames;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.RefusalReason;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.plan.CreationPace;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.templates.storage.TemplateStore;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stored data outlives code: what an earlier release wrote is read, what this one writes is read by it, and what a later one wrote
 * survives.
 */
class StoredItemsIT {

    /** Within a day of the recordings. */
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");

    private static final String WORD = "A_WORD_OF_A_LATER_RELEASE";
    private static final String SENDER = "SENDER";
    private static final String MEMBER = "ofALaterRelease";

    private static AwsServices aws;
    private static SenderStore senders;
    private static TemplateStore templates;
    private static ReadSenderEndpoint readSender;
    private static ReadContentsEndpoint readContents;

    @BeforeAll
    static void start() throws Exception {
        aws = AwsServices.start();
        senders = new SenderStore(aws.dynamoDb(), AwsServices.TABLE);
        templates = new TemplateStore(aws.dynamoDb(), AwsServices.TABLE);
        readSender = new ReadSenderEndpoint(
                senders,
                templates,
                new TemplatePlanner(new TemplateNames("mfa"), new CreationPace(100)),
                new Clock(InstantSource.fixed(NOW)));
        readContents = new ReadContentsEndpoint(senders, templates);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void clear() {
        aws.clearTable();
    }

    static Stream<StoredItems> everything() {
        return StoredItems.all();
    }

    @ParameterizedTest
    @MethodSource("everything")
    void itemsOfAnEarlierReleaseAreAnsweredAsItAnsweredThem(StoredItems stored) throws Exception {
        put(stored);

        for (Map.Entry<String, JsonNode> answer : stored.answers().properties()) {
            assertThat(answer(stored, answer.getKey())).as(answer.getKey()).isEqualTo(answer.getValue());
        }
        assertThat(senders.find(stored.environment())).isPresent();
    }

    @ParameterizedTest
    @MethodSource("everything")
    void aWriteThatChangesNothingLeavesTheItemsAsTheyAre(StoredItems stored) {
        put(stored);

        rewrite(stored, UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());

        assertThat(itemsBySortKey()).isEqualTo(withNextRevision(stored));
    }

    /** So the earlier release reads what this one writes. */
    @ParameterizedTest
    @MethodSource("everything")
    void whatThisReleaseWritesIsWhatTheEarlierOneWrote(StoredItems stored) {
        put(stored);
        SenderRecord sender = senders.find(stored.environment()).orElseThrow();
        if (sender instanceof DeletedSender deleted) {
            aws.clearTable();
            senders.put(new DeletedSender(
                    deleted.environmentId(),
                    0,
                    deleted.generation(),
                    deleted.execution(),
                    deleted.whatsAppAccountBusinessId(),
                    deleted.deletedAt(),
                    deleted.complete()));
        } else {
            SenderAccount account = (SenderAccount) sender;
            List<MessageTemplate> known = templates.templates(account);
            List<TemplateContent> contents = templates.contents(account);
            TemplateLedger ledger = templates.ledger(account);
            aws.clearTable();
            senders.put(Fixtures.revised(account, 0));
            templates.record(account, known, bound -> contents);
            if (!ledger.equals(TemplateLedger.EMPTY)) {
                templates.put(account, ledger);
            }
        }

        assertThat(withoutRevision(itemsBySortKey())).isEqualTo(withoutRevision(bySortKey(stored.items())));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void membersOfALaterReleaseSurviveAChangeAtEveryDepth(StoredItems stored) {
        StoredItems later = stored.with(item -> withUnknownMembers(AttributeValue.fromM(item)).m());
        put(later);

        rewrite(later, ItemChanges::everywhere, ItemChanges::everywhere, ItemChanges::everywhere);

        Map<String, Map<String, AttributeValue>> written = itemsBySortKey();
        if (stored.answers().has("sender")) {
            assertThat(withoutUnknownMembers(written)).isNotEqualTo(withoutUnknownMembers(withNextRevision(stored)));
        }
        for (Map<String, AttributeValue> item : later.items()) {
            AttributeValue now = AttributeValue.fromM(Objects.requireNonNull(written.get(sortKey(item))));
            assertThat(Place.in(item).filter(place -> place.name().equals(MEMBER)))
                    .allSatisfy(place -> assertThat(place.in(now)).isEqualTo(place.in(AttributeValue.fromM(item))));
        }
    }

    /** Each text in each item, with each value that it has; what is a key, or half of one, is none. */
    @Test
    void aWordOfALaterReleaseIsReadShownAndKept() {
        Set<String> tried = new HashSet<>();
        StoredItems.all().forEach(stored -> stored.items().forEach(item -> Place.in(item)
                .filter(place -> !isKey(item, place))
                .filter(place -> text(item, place) != null)
                .filter(place -> tried.add(kind(item) + place + (isWord(place) ? text(item, place) : "")))
                .forEach(place -> {
                    clear();
                    keepsTheWord(stored, item, place);
                })));
        assertThat(tried).hasSizeGreaterThan(120);
    }

    private void keepsTheWord(StoredItems stored, Map<String, AttributeValue> item, Place place) {
        StoredItems later = stored.with(
                any -> sortKey(any).equals(sortKey(item)) ? place.changed(item, value -> AttributeValue.fromS(WORD)) : any);
        put(later);
        String where = stored + " " + sortKey(item) + " " + place.steps();
        if (isTyped(item, place)) {
            assertThatThrownBy(() -> readAll(later)).as(where).satisfies(error -> isNamedWithoutContent(item, error));
            return;
        }
        assertThat(catchThrowable(() -> readAll(later))).as(where).isNull();
        if (place.toString().matches("provisioning\\.steps\\.checks\\.(name|status)")) {
            assertThat(answer(later, "sender").toString()).as(where).contains(WORD);
        }

        rewrite(later, ItemChanges::ofNumbers, ItemChanges::ofNumbers, ItemChanges::ofNumbers);

        AttributeValue written =
                AttributeValue.fromM(Objects.requireNonNull(itemsBySortKey().get(sortKey(item))));
        assertThat(place.in(written)).as(where).isEqualTo(AttributeValue.fromS(WORD));
    }

    @Test
    void aKnownMemberOfAnotherTypeIsAnErrorThatNamesTheItemAndNotWhatIsInIt() {
        Set<String> tried = new HashSet<>();
        StoredItems.all().forEach(stored -> stored.items().forEach(item -> Place.in(item)
                .filter(place -> !isKey(item, place) && !place.toString().equals("generation"))
                .filter(place -> tried.add(kind(item) + place))
                .forEach(place -> {
                    clear();
                    AttributeValue wrong = Objects.requireNonNull(place.in(AttributeValue.fromM(item)))
                                    .hasM()
                            ? AttributeValue.fromS("EAAsimulatedLeak")
                            : AttributeValue.fromM(Map.of("value", AttributeValue.fromS("EAAsimulatedLeak")));
                    StoredItems later = stored.with(any -> sortKey(any).equals(sortKey(item)) ? place.changed(item, value -> wrong) : any);
                    put(later);

                    assertThatThrownBy(() -> readAll(later))
                            .as(stored + " " + sortKey(item) + " " + place.steps())
                            .satisfies(error -> isNamedWithoutContent(item, error));
                })));
        assertThat(tried).hasSizeGreaterThan(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ready", "in-review"})
    void whatIsOfAPurposeOfALaterReleaseIsLeftAlone(String name) {
        StoredItems stored = StoredItems.of(name);
        put(stored);
        SenderAccount account = account(stored);
        List<TemplateContent> contents = templates.contents(account);
        Map<String, AttributeValue> content = new HashMap<>(
                Objects.requireNonNull(itemsBySortKey().get("CONTENT#device_pairing#en")));
        content.put("sk", AttributeValue.fromS("CONTENT#login_approval#en"));
        content.put("purpose", AttributeValue.fromS("login_approval"));
        content.put("template", AttributeValue.fromS("in another form"));
        put(content);

        assertThat(templates.contents(account)).isEqualTo(contents);
        rewrite(stored, ItemChanges::everywhere, ItemChanges::everywhere, ItemChanges::everywhere);
        assertThat(itemsBySortKey()).containsEntry("CONTENT#login_approval#en", content);

        senders.delete(stored.environment(), NOW).ifPresent(templates::removeAll);
        assertThat(itemsBySortKey()).containsOnlyKeys(SENDER);
    }

    @Test
    void aPurposeThatWasAddedSinceIsWantedAsTheOthersAre() {
        StoredItems stored = StoredItems.of("in-review");
        put(stored.with(item -> without(item, "templates", "strong_authentication")));

        SenderAccount account = account(stored);

        assertThat(account.templates().get(Purpose.STRONG_AUTHENTICATION))
                .isEqualTo(account.templates().get(Purpose.DEVICE_PAIRING));
    }

    @Test
    void aStepThatWasAddedSinceIsPending() {
        StoredItems stored = StoredItems.of("running");
        put(stored.with(item -> new Place(List.of("provisioning", "steps"))
                .changed(item, steps -> AttributeValue.fromL(steps.l().subList(0, 2)))));

        Provisioning run = account(stored).provisioning();

        assertThat(run.step(StepName.PROVISION_TEMPLATES).status()).isEqualTo(ProgressStatus.PENDING);
    }

    @Test
    void aStepOfALaterReleaseStaysWhereItIs() {
        StoredItems stored = StoredItems.of("in-review");
        AttributeValue step = AttributeValue.fromM(Map.of(
                "name", AttributeValue.fromS("subscribe-webhooks"), "status", AttributeValue.fromS("SUCCEEDED"),
                "checks", AttributeValue.fromL(List.of())));
        Place second = new Place(List.of("provisioning", "steps"));
        put(stored.with(item -> !sortKey(item).equals(SENDER)
                ? item
                : second.changed(item, steps -> AttributeValue.fromL(Stream.of(
                                steps.l().subList(0, 1), List.of(step), steps.l().subList(1, 3))
                        .flatMap(List::stream)
                        .toList()))));

        rewrite(stored, ItemChanges::everywhere, UnaryOperator.identity(), UnaryOperator.identity());

        AttributeValue written = AttributeValue.fromM(Objects.requireNonNull(itemsBySortKey().get(SENDER)));
        assertThat(second.and(1).in(written)).isEqualTo(step);
        assertThat(Objects.requireNonNull(second.in(written)).l()).hasSize(4);
    }

    /** Rules for a word that is not known: nothing counts as done, and nothing is done that cannot be repeated. */
    @Test
    void whatIsNotKnownDecidesNothing() {
        assertThat(ProgressStatus.of(WORD)).isEqualTo(ProgressStatus.RUNNING);
        assertThat(RefusalReason.of(WORD)).isEqualTo(RefusalReason.REFUSED);

        StoredItems failed = StoredItems.of("not-eligible");
        put(failed.with(item -> Place.in(item)
                .filter(place -> "templatesEligible".equals(text(item, place)))
                .findFirst()
                .map(place -> place.changed(item, value -> AttributeValue.fromS(WORD)))
                .orElse(item)));
        assertThat(answer(failed, "sender").path("status").asText()).isEqualTo("ACTION_REQUIRED");
    }

    private static Map<String, AttributeValue> without(Map<String, AttributeValue> item, String object, String member) {
        if (!item.containsKey(object)) {
            return item;
        }
        return new Place(List.of(object)).changed(item, members -> {
            Map<String, AttributeValue> fewer = new HashMap<>(members.m());
            fewer.remove(member);
            return AttributeValue.fromM(fewer);
        });
    }

    private static void isNamedWithoutContent(Map<String, AttributeValue> item, Throwable error) {
        assertThat(error)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Objects.requireNonNull(item.get("pk")).s())
                .hasMessageContaining(sortKey(item))
                .hasNoCause();
        assertThat(error.getMessage()).doesNotContain(WORD, "EAAsimulatedLeak");
    }

    /** Part of the item's own key, or of what says whose it is. */
    private static boolean isKey(Map<String, AttributeValue> item, Place place) {
        Set<String> ofKey =
                switch (kind(item)) {
                    case "TEMPLATE" -> Set.of("pk", "sk", "whatsAppAccountBusinessId", "id");
                    case "CONTENT" -> Set.of("pk", "sk", "whatsAppAccountBusinessId", "locale", "variant");
                    case "LEDGER" -> Set.of("pk", "sk", "whatsAppAccountBusinessId");
                    default -> Set.of("pk", "sk");
                };
        return ofKey.contains(place.toString());
    }

    /** Whether its values are among few: each is tried. */
    private static boolean isWord(Place place) {
        return Set.of("name", "status", "reason", "type", "otpType", "purpose").contains(place.name());
    }

    /** Times and IDs of ours have a form; everything else is a text. */
    private static boolean isTyped(Map<String, AttributeValue> item, Place place) {
        return place.name().equals("at")
                || place.name().endsWith("At")
                || place.toString().equals("environmentId")
                || (place.toString().equals("id") && !kind(item).equals("TEMPLATE"));
    }

    private static @Nullable String text(Map<String, AttributeValue> item, Place place) {
        return Objects.requireNonNull(place.in(AttributeValue.fromM(item))).s();
    }

    private static String kind(Map<String, AttributeValue> item) {
        return sortKey(item).replaceFirst("#.*", "") + (item.containsKey("deletedAt") ? " deleted" : "");
    }

    private static AttributeValue withUnknownMembers(AttributeValue value) {
        if (value.hasL()) {
            return AttributeValue.fromL(
                    value.l().stream().map(StoredItemsIT::withUnknownMembers).toList());
        }
        if (!value.hasM()) {
            return value;
        }
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        value.m().forEach((name, member) -> members.put(name, withUnknownMembers(member)));
        members.put(MEMBER, AttributeValue.fromL(List.of(
                AttributeValue.fromSs(List.of("a")),
                AttributeValue.fromB(SdkBytes.fromUtf8String("c")),
                AttributeValue.fromM(Map.of("deeper", AttributeValue.fromN("1.5"))))));
        return AttributeValue.fromM(members);
    }

    private static Map<String, AttributeValue> withoutUnknownMembers(
            Map<String, Map<String, AttributeValue>> items) {
        Map<String, AttributeValue> known = new LinkedHashMap<>();
        items.forEach((sk, item) -> known.put(sk, withoutUnknownMembers(AttributeValue.fromM(item))));
        return known;
    }

    private static AttributeValue withoutUnknownMembers(AttributeValue value) {
        if (value.hasL()) {
            return AttributeValue.fromL(
                    value.l().stream().map(StoredItemsIT::withoutUnknownMembers).toList());
        }
        return value.hasM()
                ? AttributeValue.fromM(value.m().entrySet().stream()
                        .filter(member -> !member.getKey().equals(MEMBER))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, member -> withoutUnknownMembers(member.getValue()))))
                : value;
    }

    private static SenderAccount account(StoredItems stored) {
        return senders.findAccount(stored.environment()).orElseThrow();
    }

    private static void readAll(StoredItems stored) {
        if (senders.find(stored.environment()).orElseThrow() instanceof SenderAccount account) {
            answer(stored, "sender");
            templates.templates(account);
            templates.ledger(account);
        }
    }

    /** Reads everything, and writes it with what these change. */
    private static void rewrite(
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

    private static JsonNode answer(StoredItems stored, String what) {
        HttpResponse response =
                switch (what) {
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

    private static HttpRequest request(StoredItems stored, Map<String, String> path, Map<String, String> query) {
        Map<String, String> variables = new HashMap<>(path);
        variables.put("environmentId", stored.environment().toString());
        return Events.request(APIGatewayV2HTTPEvent.builder()
                .withPathParameters(variables)
                .withQueryStringParameters(query)
                .build());
    }

    private static void put(StoredItems stored) {
        stored.items().forEach(StoredItemsIT::put);
    }

    private static void put(Map<String, AttributeValue> item) {
        aws.dynamoDb().putItem(request -> request.tableName(AwsServices.TABLE).item(item));
    }

    private static Map<String, Map<String, AttributeValue>> itemsBySortKey() {
        return bySortKey(aws.dynamoDb()
                .scan(request -> request.tableName(AwsServices.TABLE).consistentRead(true))
                .items());
    }

    private static Map<String, Map<String, AttributeValue>> bySortKey(
            Collection<Map<String, AttributeValue>> items) {
        return items.stream().collect(Collectors.toMap(StoredItemsIT::sortKey, item -> item));
    }

    private static Map<String, Map<String, AttributeValue>> withNextRevision(StoredItems stored) {
        return bySortKey(stored.items().stream()
                .map(item -> item.containsKey("revision")
                        ? new Place(List.of("revision"))
                                .changed(item, revision -> AttributeValue.fromN(
                                        String.valueOf(Long.parseLong(revision.n()) + 1)))
                        : item)
                .toList());
    }

    private static Map<String, Map<String, AttributeValue>> withoutRevision(
            Map<String, Map<String, AttributeValue>> items) {
        Map<String, Map<String, AttributeValue>> others = new HashMap<>();
        items.forEach((sk, item) -> {
            Map<String, AttributeValue> members = new HashMap<>(item);
            members.remove("revision");
            others.put(sk, members);
        });
        return others;
    }

    private static String sortKey(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get("sk")).s();
    }
}
