package org.mfasender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.run.ProgressStatus;
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
        Optional<SenderAccount> before = table.senders().findAccount(stored.environment());
        TemplateLedger ledger = before.map(table.templates()::ledger).orElse(TemplateLedger.EMPTY);

        table.rewrite(later, ItemChanges::everywhere, ItemChanges::everywhere, ItemChanges::everywhere);

        before.ifPresent(account -> {
            SenderAccount changed = ItemChanges.everywhere(account);
            assertThat(table.account(stored)).isEqualTo(Fixtures.revised(changed, account.revision() + 1));
            assertThat(table.templates().templates(account))
                    .allSatisfy(template -> assertThat(template.qualityScore()).isEqualTo("RED"));
            assertThat(table.templates().contents(account))
                    .allSatisfy(content ->
                            assertThat(content.template().qualityScore()).isEqualTo("RED"));
            if (!ledger.equals(TemplateLedger.EMPTY)) {
                assertThat(table.templates().ledger(account)).isEqualTo(ItemChanges.everywhere(ledger));
            }
        });
        Map<String, Map<String, AttributeValue>> written = table.items();
        for (Map<String, AttributeValue> item : later.items()) {
            AttributeValue now = AttributeValue.fromM(Objects.requireNonNull(written.get(ItemTable.sortKey(item))));
            assertThat(Place.in(item).filter(place -> place.name().equals(MEMBER)))
                    .allSatisfy(place -> assertThat(place.in(now)).isEqualTo(place.in(AttributeValue.fromM(item))));
        }
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
        if (place.toString().matches("provisioning\\.steps\\.checks\\.(name|status)")) {
            assertThat(table.answer(later, "sender").toString()).as(where).contains(WORD);
        }

        table.rewrite(later, ItemChanges::ofNumbers, ItemChanges::ofNumbers, ItemChanges::ofNumbers);

        AttributeValue written =
                AttributeValue.fromM(Objects.requireNonNull(table.items().get(ItemTable.sortKey(item))));
        assertThat(place.in(written)).as(where).isEqualTo(AttributeValue.fromS(WORD));
    }

    @Test
    void aKnownMemberOfAnotherTypeIsAnErrorThatNamesTheItemAndNotWhatIsInIt() {
        Set<String> tried = new HashSet<>();
        StoredItems.all()
                .forEach(stored -> stored.items()
                        .forEach(item -> Place.in(item)
                                .filter(place ->
                                        !isKey(item, place) && !place.toString().equals("generation"))
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
    @ValueSource(strings = {"ready", "in-review"})
    void whatIsOfAPurposeOfALaterReleaseIsLeftAlone(String name) {
        StoredItems stored = StoredItems.of(name);
        table.put(stored);
        SenderAccount account = table.account(stored);
        List<TemplateContent> contents = table.templates().contents(account);
        Map<String, AttributeValue> content =
                new HashMap<>(Objects.requireNonNull(table.items().get("CONTENT#device_pairing#en")));
        content.put("sk", AttributeValue.fromS("CONTENT#login_approval#en"));
        content.put("purpose", AttributeValue.fromS("login_approval"));
        content.put("template", AttributeValue.fromS("in another form"));
        table.put(content);

        assertThat(table.templates().contents(account)).isEqualTo(contents);
        table.rewrite(stored, ItemChanges::everywhere, ItemChanges::everywhere, ItemChanges::everywhere);
        assertThat(table.items()).containsEntry("CONTENT#login_approval#en", content);

        table.senders().delete(stored.environment(), ItemTable.NOW).ifPresent(table.templates()::removeAll);
        assertThat(table.items()).containsOnlyKeys(Table.SENDER);
    }

    /** What was said of the former template goes with it. */
    @Test
    void aContentWithMembersOfALaterReleaseIsReplacedAndRemovedByHand() {
        StoredItems stored = StoredItems.of("ready");
        table.put(stored.with(
                item -> withUnknownMembers(AttributeValue.fromM(item)).m()));
        SenderAccount account = table.account(stored);
        TemplateContent before = table.templates().contents(account).stream()
                .filter(content -> content.manual() && content.variant() == null)
                .findFirst()
                .orElseThrow();
        TemplateContent after = before.reboundByHand(
                table.templates().templates(account).stream()
                        .filter(template ->
                                !template.id().equals(before.template().id()))
                        .findFirst()
                        .orElseThrow(),
                ItemTable.NOW);
        String sortKey = "CONTENT#" + before.purpose() + "#" + before.locale();

        table.templates().replace(account, before, after);

        AttributeValue written =
                AttributeValue.fromM(Objects.requireNonNull(table.items().get(sortKey)));
        assertThat(new Place(List.of(MEMBER)).in(written)).isNotNull();
        assertThat(new Place(List.of("template", MEMBER)).in(written)).isNull();

        table.templates().remove(account, after);
        assertThat(table.items()).doesNotContainKey(sortKey);
    }

    @Test
    void aStepOfALaterReleaseStaysWhereItIs() {
        StoredItems stored = StoredItems.of("in-review");
        AttributeValue step = AttributeValue.fromM(Map.of(
                "name",
                AttributeValue.fromS("subscribe-webhooks"),
                "status",
                AttributeValue.fromS("SUCCEEDED"),
                "checks",
                AttributeValue.fromL(List.of())));
        Place second = new Place(List.of("provisioning", "steps"));
        table.put(stored.with(item -> !ItemTable.sortKey(item).equals(Table.SENDER)
                ? item
                : second.changed(
                        item,
                        steps -> AttributeValue.fromL(Stream.of(
                                        steps.l().subList(0, 1),
                                        List.of(step),
                                        steps.l().subList(1, 3))
                                .flatMap(List::stream)
                                .toList()))));

        table.rewrite(stored, ItemChanges::everywhere, UnaryOperator.identity(), UnaryOperator.identity());

        AttributeValue written =
                AttributeValue.fromM(Objects.requireNonNull(table.items().get(Table.SENDER)));
        assertThat(second.and(1).in(written)).isEqualTo(step);
        assertThat(Objects.requireNonNull(second.in(written)).l()).hasSize(4);
    }

    /** Rules for a word that is not known: nothing counts as done, and nothing is done that cannot be repeated. */
    @Test
    void whatIsNotKnownDecidesNothing() {
        assertThat(ProgressStatus.of(WORD)).isEqualTo(ProgressStatus.RUNNING);
        assertThat(RefusalReason.of(WORD)).isEqualTo(RefusalReason.REFUSED);

        StoredItems failed = StoredItems.of("not-eligible");
        table.put(failed.with(item -> Place.in(item)
                .filter(place -> "templatesEligible".equals(text(item, place)))
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
        return ItemTable.sortKey(item).replaceFirst("#.*", "") + (item.containsKey("deletedAt") ? " deleted" : "");
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
