package org.mfasender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SendObstacle;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStatus;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stored data outlives code: what an earlier release wrote is read and answered as by itself, and it reads what this one writes. */
class StoredItemsIT extends WithItemTable {

    /** Members of answers that were added since 0.1.0. */
    private static final Set<String> ANSWERED_SINCE = Set.of("canSend", "cannotSendReasons", "verifiedAt", "candidate");

    /** Members of their numbers that were added since. */
    private static final Set<String> ANSWERED_OF_NUMBERS_SINCE = Set.of("actionBy");

    /** Members of numbers that were added since 0.2.0. */
    private static final Set<String> ANSWERED_OF_ALL_NUMBERS_SINCE = Set.of("registrationRequired");

    /** Members of template options that were added since. */
    private static final Set<String> ANSWERED_OF_TEMPLATES_SINCE = Set.of("notices");

    /** Members of what a template is bound to that were added since. */
    private static final Set<String> ANSWERED_OF_BINDINGS_SINCE = Set.of("manual");

    /** Members of checks that were added since. */
    private static final Set<String> ANSWERED_OF_CHECKS_SINCE = Set.of("link");

    @ParameterizedTest
    @MethodSource("everything")
    void itemsOfAnEarlierReleaseAreAnsweredAsItAnsweredThem(StoredItems stored) throws Exception {
        table.put(stored);

        assertAnswers(stored);
        assertThat(table.senders().find(stored.environment())).isPresent();
    }

    /** Links are made when a check is answered, also for one that an earlier release stored. */
    @ParameterizedTest
    @MethodSource("everything")
    void remediesOfAnEarlierReleaseHaveLinks(StoredItems stored) throws Exception {
        table.put(stored);

        for (Map.Entry<String, JsonNode> answer : stored.answers().properties()) {
            assertThat(checks(table.answer(stored, answer.getKey())))
                    .filteredOn(check -> check.path("remedy").asText().contains("System users"))
                    .allSatisfy(check -> assertThat(check.path("link").asText()).startsWith("https://"));
        }
    }

    private static void assertAnswers(StoredItems stored) {
        for (Map.Entry<String, JsonNode> answer : stored.answers().properties()) {
            JsonNode now = table.answer(stored, answer.getKey());
            checks(now).forEach(check -> ((ObjectNode) check).remove(ANSWERED_OF_CHECKS_SINCE));
            now.findValues("templates").stream()
                    .flatMap(templates -> StreamSupport.stream(templates.spliterator(), false))
                    .forEach(options -> ((ObjectNode) options).remove(ANSWERED_OF_TEMPLATES_SINCE));
            now.path("whatsAppTemplates")
                    .forEach(template -> template.path("contents")
                            .forEach(content -> ((ObjectNode) content).remove(ANSWERED_OF_BINDINGS_SINCE)));
            now.findValues("numbers").stream()
                    .flatMap(numbers -> StreamSupport.stream(numbers.spliterator(), false))
                    .forEach(number -> ((ObjectNode) number).remove(ANSWERED_OF_ALL_NUMBERS_SINCE));
            assertThat(stored.isOfFirstRelease() ? asOfFirstRelease((ObjectNode) now) : now)
                    .as(answer.getKey())
                    .isEqualTo(answer.getValue());
        }
    }

    private static JsonNode asOfFirstRelease(ObjectNode answer) {
        answer.remove(ANSWERED_SINCE);
        answer.path("numbers").forEach(number -> ((ObjectNode) number).remove(ANSWERED_OF_NUMBERS_SINCE));
        return answer;
    }

    /** Every check in an answer, wherever it is. */
    private static List<JsonNode> checks(JsonNode answer) {
        return answer.findValues("checks").stream()
                .flatMap(checks -> StreamSupport.stream(checks.spliterator(), false))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ofThisRelease")
    void aWriteThatChangesNothingLeavesTheItemsAsTheyAre(StoredItems stored) {
        assumeFalse(stored.name().equals("deletion-unfinished"), "It is completed by a write.");
        table.put(stored);

        table.rewrite(stored, ItemChanges.NONE);

        assertThat(table.items())
                .isEqualTo(stored.isDeletion() ? ItemTable.bySortKey(stored.items()) : withNextRevision(stored));
    }

    /** What 0.1.0 has in one item has items of its own, and everything of a WhatsApp Business Account has its ID in the key. */
    @ParameterizedTest
    @MethodSource("ofTheFirstRelease")
    void whatTheFirstReleaseWroteIsMovedByAWriteAndAnsweredAsBefore(StoredItems stored) {
        table.put(stored);

        table.rewrite(stored, ItemChanges.NONE);

        if (stored.isDeletion()) {
            assertThat(table.items()).containsOnlyKeys(Table.SENDER);
            return;
        }
        assertAnswers(stored);
        SenderAccount account = table.account(stored);
        Set<String> keys = new HashSet<>();
        stored.items().forEach(item -> keys.add(ItemTable.currentSortKey(item)));
        account.connections().forEach(connection -> {
            if (!connection.run().step(StepName.VALIDATE).equals(Step.pending(StepName.VALIDATE))) {
                keys.add("SENDER#RUN#" + connection.run().generation());
            }
            if (connection.numbers().listing() != null) {
                keys.add("NUMBERS#" + connection.numbers().listing() + "#000");
            }
        });
        if (account.connection() != null) {
            keys.add("SEND");
        }
        assertThat(table.items()).containsOnlyKeys(keys);
        AttributeValue sender =
                AttributeValue.fromM(Objects.requireNonNull(table.items().get(Table.SENDER)));
        assertThat(new Place(List.of("numbers")).in(sender)).isNull();
        assertThat(new Place(List.of("provisioning", "steps")).in(sender)).isNull();
    }

    /** So a former release of the same shape reads what this one writes. */
    @ParameterizedTest
    @MethodSource("ofThisRelease")
    void whatThisReleaseWritesIsWhatIsRecorded(StoredItems stored) {
        assumeFalse(stored.isDeletion(), "A deletion follows an account.");
        table.put(stored);
        SenderAccount account = table.account(stored);
        Map<Connection, List<MessageTemplate>> known = new HashMap<>();
        Map<Connection, List<TemplateContent>> contents = new HashMap<>();
        Map<Connection, TemplateLedger> ledgers = new HashMap<>();
        account.connections().forEach(connection -> {
            TemplateOwner owner = account.owner(connection);
            known.put(connection, table.templates().templates(owner));
            contents.put(connection, table.templates().contents(owner));
            ledgers.put(connection, table.templates().ledger(owner));
        });
        table.clear();
        table.senders().put(Fixtures.revised(account, 0));
        account.connections().forEach(connection -> {
            TemplateOwner owner = account.owner(connection);
            table.contents()
                    .record(
                            owner,
                            Objects.requireNonNull(known.get(connection)),
                            Instant.EPOCH,
                            bound -> Objects.requireNonNull(contents.get(connection)));
            if (!TemplateLedger.EMPTY.equals(ledgers.get(connection))) {
                table.templates().put(owner, Objects.requireNonNull(ledgers.get(connection)));
            }
        });

        assertThat(comparable(table.items())).isEqualTo(comparable(ItemTable.bySortKey(stored.items())));
        assertThat(steps(table.account(stored))).isEqualTo(steps(account));
        table.account(stored)
                .connections()
                .forEach(connection -> assertThat(table.templates()
                                .templates(table.account(stored).owner(connection)))
                        .containsExactlyElementsOf(Objects.requireNonNull(known.get(
                                account.ofRun(connection.run().generation()).orElseThrow()))));
    }

    private static List<Step> steps(SenderAccount account) {
        return account.connections()
                .flatMap(connection -> connection.run().steps().stream())
                .toList();
    }

    /** 0.1.0 called it ready; what its checks found is believed. */
    @Test
    void whatTheFirstReleaseFoundWithoutAPaymentMethodDoesNotSend() {
        StoredItems stored = StoredItems.of(StoredItems.FIRST, "ready");
        Place checks = new Place(List.of("provisioning", "steps", 0, "checks"));
        table.put(stored.with(item -> checks.in(AttributeValue.fromM(item)) == null
                ? item
                : checks.changed(
                        item,
                        found -> AttributeValue.fromL(found.l().stream()
                                .map(StoredItemsIT::withoutPayment)
                                .toList()))));

        SenderAccount account = table.account(stored);

        assertThat(account.shown().status()).isEqualTo(SenderStatus.ACTION_REQUIRED);
        assertThat(account.obstacles())
                .containsExactly(new SendObstacle(SendObstacle.Code.PAYMENT_METHOD_MISSING, null));
        assertThat(table.sends().find(stored.environment()).orElseThrow().obstacles())
                .isEqualTo(account.obstacles());

        table.rewrite(stored, ItemChanges.NONE);

        assertThat(table.account(stored).obstacles()).isEqualTo(account.obstacles());
        assertThat(table.sends().find(stored.environment()).orElseThrow().obstacles())
                .isEqualTo(account.obstacles());
    }

    private static AttributeValue withoutPayment(AttributeValue check) {
        Map<String, AttributeValue> members = new HashMap<>(check.m());
        if (AttributeValue.fromS("paymentMethod").equals(members.get("name"))) {
            members.put("status", AttributeValue.fromS("WARNING"));
        }
        return AttributeValue.fromM(members);
    }

    @Test
    void aPurposeThatWasAddedSinceIsWantedAsTheOthersAre() {
        StoredItems stored = StoredItems.of(StoredItems.FIRST, "in-review");
        table.put(stored.with(item -> without(item, "templates", "strong_authentication")));

        Map<Purpose, TemplateOptions> wanted = table.account(stored).shown().templates();

        assertThat(wanted.get(Purpose.STRONG_AUTHENTICATION)).isEqualTo(wanted.get(Purpose.DEVICE_PAIRING));
    }

    @ParameterizedTest
    @CsvSource({"0.1.0, running, provisioning.steps", "0.2.0, connection, steps"})
    void aStepThatWasAddedSinceIsPending(String release, String name, String steps) {
        StoredItems stored = StoredItems.of(release, name);
        Place place = new Place(List.of((Object[]) steps.split("\\.", -1)));
        table.put(stored.with(item -> place.in(AttributeValue.fromM(item)) == null
                ? item
                : place.changed(item, found -> AttributeValue.fromL(found.l().subList(0, 2)))));

        Provisioning run = table.account(stored).newest().run();

        assertThat(run.step(StepName.PROVISION_TEMPLATES).status()).isEqualTo(ProgressStatus.PENDING);
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

    private static Map<String, Map<String, AttributeValue>> withNextRevision(StoredItems stored) {
        return ItemTable.bySortKey(stored.items().stream()
                .map(item -> ItemTable.sortKey(item).equals(Table.SENDER)
                        ? new Place(List.of("revision"))
                                .changed(
                                        item,
                                        revision ->
                                                AttributeValue.fromN(String.valueOf(Long.parseLong(revision.n()) + 1)))
                        : item)
                .toList());
    }

    /**
     * Listings are written before the account, and never again. When templates were read, and how long Meta tries to deliver what a
     * content sends, is stored since 0.3.0; what passed is stored by its name, and a template in the content that is bound to it alone.
     */
    private static Map<String, Map<String, AttributeValue>> comparable(Map<String, Map<String, AttributeValue>> items) {
        Map<String, Map<String, AttributeValue>> others = new HashMap<>();
        items.forEach((sk, item) -> {
            if (!sk.startsWith("NUMBERS#") && !isBound(item, items.values())) {
                Map<String, AttributeValue> members = new HashMap<>(item);
                members.remove("revision");
                members.remove("reports");
                members.computeIfPresent("candidate", (name, candidate) -> {
                    Map<String, AttributeValue> fewer = new HashMap<>(candidate.m());
                    fewer.remove("reports");
                    return AttributeValue.fromM(fewer);
                });
                members.computeIfPresent(
                        "steps",
                        (name, steps) -> AttributeValue.fromL(steps.l().stream()
                                .map(StoredItemsIT::withoutChecks)
                                .toList()));
                members.computeIfPresent("purposes", (name, purposes) -> withoutTimeToLive(purposes));
                others.put(sk, members);
            }
        });
        return others;
    }

    private static boolean isBound(Map<String, AttributeValue> item, Collection<Map<String, AttributeValue>> items) {
        return ItemTable.sortKey(item).startsWith("TEMPLATE#")
                && items.stream()
                        .map(content -> content.get("template"))
                        .filter(Objects::nonNull)
                        .anyMatch(template -> Objects.equals(template.m().get("id"), item.get("id")));
    }

    private static AttributeValue withoutChecks(AttributeValue step) {
        Map<String, AttributeValue> members = new HashMap<>(step.m());
        members.remove("checks");
        members.remove("passed");
        return AttributeValue.fromM(members);
    }

    private static AttributeValue withoutTimeToLive(AttributeValue value) {
        if (value.hasL()) {
            return AttributeValue.fromL(
                    value.l().stream().map(StoredItemsIT::withoutTimeToLive).toList());
        }
        if (!value.hasM()) {
            return value;
        }
        Map<String, AttributeValue> members = new HashMap<>();
        value.m().forEach((name, member) -> members.put(name, withoutTimeToLive(member)));
        members.remove("messageSendTtlSeconds");
        return AttributeValue.fromM(members);
    }
}
