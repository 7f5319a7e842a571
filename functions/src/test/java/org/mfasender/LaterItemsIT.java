package org.mfasender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.sender.Connection;
import org.mfasender.sender.DeletedSender;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderRecord;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.RefusalReason;
import org.mfasender.templates.catalog.TemplateLedger;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stored data outlives code: what a later release wrote is read, and still there after a write. */
class LaterItemsIT extends WithItemTable {

    private static final String WORD = "A_WORD_OF_A_LATER_RELEASE";
    private static final String MEMBER = "ofALaterRelease";
    private static final String LEAK = "EAAsimulatedLeak";

    @ParameterizedTest
    @MethodSource("everything")
    void membersOfALaterReleaseSurviveAChangeAtEveryDepth(StoredItems stored) {
        StoredItems later = stored.with(
                item -> withUnknownMembers(AttributeValue.fromM(item)).m());
        table.put(later);
        SenderRecord before = table.senders().find(stored.environment()).orElseThrow();

        List<TemplateLedger> ledgers = ledgers(before);

        table.rewrite(later, ItemChanges.EVERYWHERE);

        if (before instanceof SenderAccount account) {
            assertChangedEverywhere(account, table.account(stored));
        }
        assertThat(ledgers(table.senders().find(stored.environment()).orElseThrow()))
                .isEqualTo(ledgers.stream().map(ItemChanges.EVERYWHERE.ledger()).toList());
        Map<String, Map<String, AttributeValue>> written = table.items();
        for (Map<String, AttributeValue> item : later.items()) {
            AttributeValue now = AttributeValue.fromM(ItemTable.written(item, written));
            assertThat(Place.in(item)
                            .filter(place -> place.name().equals(MEMBER))
                            .filter(place -> !isReplaced(stored, item, place)))
                    .allSatisfy(place -> assertThat(place.in(now)).isEqualTo(place.in(AttributeValue.fromM(item))));
        }
    }

    private static List<TemplateLedger> ledgers(SenderRecord record) {
        return record instanceof SenderAccount account
                ? account.connections()
                        .map(account::owner)
                        .map(table.templates()::ledger)
                        .filter(ledger -> !ledger.equals(TemplateLedger.EMPTY))
                        .toList()
                : List.of();
    }

    private static void assertChangedEverywhere(SenderAccount before, SenderAccount after) {
        assertThat(after.revision()).isGreaterThan(before.revision());
        Iterator<Connection> now = after.connections().toList().iterator();
        before.connections().map(ItemChanges.EVERYWHERE.connection()).forEach(changed -> {
            Connection connection = now.next();
            assertThat(connection.templates()).isEqualTo(changed.templates());
            assertThat(connection.run()).isEqualTo(changed.run());
            assertThat(connection.credentials()).isEqualTo(changed.credentials());
            assertThat(connection.coverage()).isEqualTo(changed.coverage());
            assertThat(connection.status()).isEqualTo(changed.status());
            assertThat(connection.verifiedAt()).isEqualTo(changed.verifiedAt());
            assertThat(connection.numbers().selectedId())
                    .isEqualTo(changed.numbers().selectedId());
            assertThat(table.senders().numbers(after, connection))
                    .allSatisfy(
                            number -> assertThat(number.phone().qualityRating()).isEqualTo("RED"));
            TemplateOwner owner = after.owner(connection);
            assertThat(table.templates().templates(owner))
                    .allSatisfy(template -> assertThat(template.qualityScore()).isEqualTo("RED"));
            assertThat(table.templates().contents(owner))
                    .allSatisfy(content ->
                            assertThat(content.template().qualityScore()).isEqualTo("RED"));
        });
        assertThat(now).isExhausted();
    }

    /** What follows from the rest is found out again by a write that changes the rest. */
    private static boolean isDerived(Map<String, AttributeValue> item, Place place) {
        return kind(item).equals("SENDER")
                && place.toString().matches("(candidate\\.)?(coverage|status|obstacles)(\\..+)?");
    }

    /** What 0.1.0 stored in the account's item is stored apart; what is sent with follows from other items, and all of it is written. */
    private static boolean isReplaced(StoredItems stored, Map<String, AttributeValue> item, Place place) {
        String where = place.toString();
        return kind(item).equals("SEND")
                ? place.steps().size() > 1
                : stored.isOfFirstRelease()
                        && (where.startsWith("numbers.") || where.startsWith("provisioning.steps."));
    }

    /** Each text in each item, with each value that it has; what is a key, or half of one, is none. */
    @Test
    void aWordOfALaterReleaseIsReadShownAndKept() {
        Set<String> tried = new HashSet<>();
        StoredItems.all()
                .forEach(stored -> stored.items()
                        .forEach(item -> Place.in(item)
                                .filter(place -> !isKey(item, place))
                                .filter(place -> text(item, place) != null)
                                .filter(place -> !place.name().equals("numberListing"))
                                .filter(place ->
                                        tried.add(kind(item) + place + (isWord(place) ? text(item, place) : "")))
                                .forEach(place -> {
                                    table.clear();
                                    keepsTheWord(stored, item, place);
                                })));
        assertThat(tried).hasSizeGreaterThan(120);
    }

    private void keepsTheWord(StoredItems stored, Map<String, AttributeValue> item, Place place) {
        StoredItems later = stored.with(any -> ItemTable.sortKey(any).equals(ItemTable.sortKey(item))
                ? place.changed(item, value -> AttributeValue.fromS(WORD))
                : any);
        table.put(later);
        String where = stored + " " + ItemTable.sortKey(item) + " " + place.steps();
        if (isTyped(item, place)) {
            assertThatThrownBy(() -> table.readAll(later))
                    .as(where)
                    .satisfies(error -> isNamedWithoutContent(item, error));
            return;
        }
        assertThat(catchThrowable(() -> table.readAll(later))).as(where).isNull();
        if (place.toString().matches("(provisioning\\.)?steps\\.checks\\.(name|status)")) {
            assertThat(table.answer(later, "sender").toString()).as(where).contains(WORD);
        }

        if (isReplaced(stored, item, place) || isDerived(item, place)) {
            return;
        }
        table.rewrite(later, ItemChanges.OF_NUMBERS);

        AttributeValue written = AttributeValue.fromM(ItemTable.written(item, table.items()));
        assertThat(place.in(written)).as(where).isEqualTo(AttributeValue.fromS(WORD));
    }

    @Test
    void aKnownMemberOfAnotherTypeIsAnErrorThatNamesTheItemAndNotWhatIsInIt() {
        Set<String> tried = new HashSet<>();
        StoredItems.all()
                .forEach(stored -> stored.items()
                        .forEach(item -> Place.in(item)
                                .filter(place -> !isKey(item, place))
                                .filter(place -> tried.add(kind(item) + place))
                                .forEach(place -> {
                                    table.clear();
                                    AttributeValue wrong = Objects.requireNonNull(place.in(AttributeValue.fromM(item)))
                                                    .hasM()
                                            ? AttributeValue.fromS(LEAK)
                                            : AttributeValue.fromM(Map.of("value", AttributeValue.fromS(LEAK)));
                                    StoredItems later = stored.with(
                                            any -> ItemTable.sortKey(any).equals(ItemTable.sortKey(item))
                                                    ? place.changed(item, value -> wrong)
                                                    : any);
                                    table.put(later);

                                    assertThatThrownBy(() -> table.readAll(later))
                                            .as(stored + " " + ItemTable.sortKey(item) + " " + place.steps())
                                            .satisfies(error -> isNamedWithoutContent(item, error));
                                })));
        assertThat(tried).hasSizeGreaterThan(80);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1.0, ready, CONTENT#",
        "0.1.0, in-review, CONTENT#",
        "0.2.0, connection, CONTENT#217640915503381#",
        "0.2.0, both-in-review, CONTENT#217640915503399#"
    })
    void whatIsOfAPurposeOfALaterReleaseIsLeftAlone(String release, String name, String prefix) {
        StoredItems stored = StoredItems.of(release, name);
        table.put(stored);
        SenderAccount account = table.account(stored);
        List<TemplateContent> contents = contents(account);
        Map<String, AttributeValue> content =
                new HashMap<>(Objects.requireNonNull(table.items().get(prefix + "device_pairing#en")));
        String sortKey = prefix + "login_approval#en";
        content.put("sk", AttributeValue.fromS(sortKey));
        content.put("purpose", AttributeValue.fromS("login_approval"));
        content.put("template", AttributeValue.fromS("in another form"));
        table.put(content);

        assertThat(contents(account)).isEqualTo(contents);
        table.rewrite(stored, ItemChanges.EVERYWHERE);
        assertThat(table.items()).containsEntry(sortKey, content);

        DeletedSender deleted =
                table.senders().delete(stored.environment(), ItemTable.NOW).orElseThrow();
        table.templates().removeAll(stored.environment(), deleted.generation());
        table.listings().removeAll(stored.environment(), deleted.generation());
        assertThat(table.items()).containsOnlyKeys(Table.SENDER);
    }

    private static List<TemplateContent> contents(SenderAccount account) {
        return account.connections()
                .flatMap(connection -> table.templates().contents(account.owner(connection)).stream())
                .toList();
    }

    /** What was said of the former template goes with it. */
    @ParameterizedTest
    @CsvSource({"0.1.0, ready", "0.2.0, connection", "0.2.0, both-refused"})
    void aContentWithMembersOfALaterReleaseIsReplacedAndRemovedByHand(String release, String name) {
        StoredItems stored = StoredItems.of(release, name);
        table.put(stored.with(
                item -> withUnknownMembers(AttributeValue.fromM(item)).m()));
        SenderAccount account = table.account(stored);
        TemplateContent before = table.templates().contents(account.owner()).stream()
                .filter(content -> content.manual() && content.variant() == null)
                .findFirst()
                .orElseThrow();
        TemplateContent after = before.reboundByHand(
                table.templates().templates(account.owner()).stream()
                        .filter(template ->
                                !template.id().equals(before.template().id()))
                        .findFirst()
                        .orElseThrow(),
                ItemTable.NOW);
        String sortKey = "CONTENT#" + account.owner().whatsAppAccountBusinessId() + "#" + before.purpose() + "#"
                + before.locale();

        table.contents().replace(account, before, after);

        AttributeValue written =
                AttributeValue.fromM(Objects.requireNonNull(table.items().get(sortKey)));
        assertThat(new Place(List.of(MEMBER)).in(written)).isNotNull();
        assertThat(new Place(List.of("template", MEMBER)).in(written)).isNull();

        table.contents().remove(account, after);
        assertThat(table.items()).doesNotContainKey(sortKey);
    }

    @ParameterizedTest
    @CsvSource({"connection-in-review, SENDER#RUN#1", "both-in-review, SENDER#RUN#2"})
    void aStepOfALaterReleaseStaysWhereItIs(String name, String sortKey) {
        StoredItems stored = StoredItems.of(StoredItems.CURRENT, name);
        AttributeValue step = AttributeValue.fromM(Map.of(
                "name",
                AttributeValue.fromS("subscribe-webhooks"),
                "status",
                AttributeValue.fromS("SUCCEEDED"),
                "checks",
                AttributeValue.fromL(List.of())));
        Place second = new Place(List.of("steps"));
        table.put(stored.with(item -> !ItemTable.sortKey(item).equals(sortKey)
                ? item
                : second.changed(
                        item,
                        steps -> AttributeValue.fromL(Stream.of(
                                        steps.l().subList(0, 1),
                                        List.of(step),
                                        steps.l().subList(1, 3))
                                .flatMap(List::stream)
                                .toList()))));

        table.rewrite(stored, ItemChanges.EVERYWHERE);

        AttributeValue written =
                AttributeValue.fromM(Objects.requireNonNull(table.items().get(sortKey)));
        assertThat(second.and(1).in(written)).isEqualTo(step);
        assertThat(Objects.requireNonNull(second.in(written)).l()).hasSize(4);
    }

    /** Rules for a word that is not known: nothing counts as done, and nothing is done that cannot be repeated. */
    @ParameterizedTest
    @CsvSource({"0.1.0, not-eligible", "0.2.0, connection-not-eligible"})
    void whatIsNotKnownDecidesNothing(String release, String name) {
        assertThat(ProgressStatus.of(WORD)).isEqualTo(ProgressStatus.RUNNING);
        assertThat(RefusalReason.of(WORD)).isEqualTo(RefusalReason.REFUSED);

        StoredItems failed = StoredItems.of(release, name);
        table.put(failed.with(item -> Place.in(item)
                .filter(place -> "templatesEligible".equals(text(item, place))
                        || (place.toString().equals("status") && kind(item).equals("SENDER")))
                .findFirst()
                .map(place -> place.changed(item, value -> AttributeValue.fromS(WORD)))
                .orElse(item)));
        assertThat(table.answer(failed, "sender").path("status").asText()).isEqualTo("ACTION_REQUIRED");
    }

    private static void isNamedWithoutContent(Map<String, AttributeValue> item, Throwable error) {
        assertThat(error)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Objects.requireNonNull(item.get("pk")).s())
                .hasMessageContaining(ItemTable.sortKey(item))
                .hasNoCause();
        assertThat(error.getMessage()).doesNotContain(WORD, LEAK);
    }

    /** Part of the item's own key, or of what says whose it is. */
    private static boolean isKey(Map<String, AttributeValue> item, Place place) {
        Set<String> ofKey = switch (kind(item)) {
            case "TEMPLATE" -> Set.of("pk", "sk", "whatsAppAccountBusinessId", "id");
            case "CONTENT" -> Set.of("pk", "sk", "whatsAppAccountBusinessId", "locale", "variant");
            case "LEDGER" -> Set.of("pk", "sk", "whatsAppAccountBusinessId");
            default -> Set.of("pk", "sk");
        };
        // DynamoDB itself refuses another type of what an index has as its key, in every item.
        return ofKey.contains(place.toString()) || place.toString().equals("status");
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
                || (place.name().equals("id") && kind(item).equals("SEND"))
                || (place.toString().equals("id") && !kind(item).equals("TEMPLATE"));
    }

    private static @Nullable String text(Map<String, AttributeValue> item, Place place) {
        return Objects.requireNonNull(place.in(AttributeValue.fromM(item))).s();
    }

    private static String kind(Map<String, AttributeValue> item) {
        String sk = ItemTable.sortKey(item);
        return (sk.startsWith("SENDER#RUN") ? "RUN" : sk.replaceFirst("#.*", ""))
                + (item.containsKey("deletedAt") ? " deleted" : "");
    }

    private static AttributeValue withUnknownMembers(AttributeValue value) {
        if (value.hasL()) {
            return AttributeValue.fromL(
                    value.l().stream().map(LaterItemsIT::withUnknownMembers).toList());
        }
        if (!value.hasM()) {
            return value;
        }
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        value.m().forEach((name, member) -> members.put(name, withUnknownMembers(member)));
        members.put(
                MEMBER,
                AttributeValue.fromL(List.of(
                        AttributeValue.fromSs(List.of("a")),
                        AttributeValue.fromB(SdkBytes.fromUtf8String("c")),
                        AttributeValue.fromM(Map.of("deeper", AttributeValue.fromN("1.5"))))));
        return AttributeValue.fromM(members);
    }
}
