package org.mfasender;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.platform.meta.Members;
import org.mfasender.sender.DeletedSender;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderRecord;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stored data outlives code: what an earlier release wrote is read and answered as by itself, and it reads what this one writes. */
class StoredItemsIT extends WithItemTable {

    /** Members of an item that were added since 0.1.0, which ignores them; an item without them is read with their defaults. */
    private static final Set<String> ADDED = Set.of("idempotencyKeys");

    @ParameterizedTest
    @MethodSource("everything")
    void itemsOfAnEarlierReleaseAreAnsweredAsItAnsweredThem(StoredItems stored) throws Exception {
        table.put(stored);

        for (Map.Entry<String, JsonNode> answer : stored.answers().properties()) {
            assertThat(table.answer(stored, answer.getKey()))
                    .as(answer.getKey())
                    .isEqualTo(answer.getValue());
        }
        assertThat(table.senders().find(stored.environment())).isPresent();
    }

    @ParameterizedTest
    @MethodSource("everything")
    void aWriteThatChangesNothingLeavesTheItemsAsTheyAre(StoredItems stored) {
        table.put(stored);

        table.rewrite(stored, UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());

        assertThat(table.items()).isEqualTo(withNextRevision(stored));
    }

    /** So the earlier release reads what this one writes. */
    @ParameterizedTest
    @MethodSource("everything")
    void whatThisReleaseWritesIsWhatTheEarlierOneWrote(StoredItems stored) {
        table.put(stored);
        SenderRecord sender = table.senders().find(stored.environment()).orElseThrow();
        if (sender instanceof DeletedSender deleted) {
            table.clear();
            table.senders()
                    .put(new DeletedSender(
                            deleted.environmentId(),
                            0,
                            deleted.generation(),
                            deleted.execution(),
                            deleted.whatsAppAccountBusinessId(),
                            deleted.deletedAt(),
                            deleted.complete()));
        } else {
            SenderAccount account = (SenderAccount) sender;
            List<MessageTemplate> known = table.templates().templates(account);
            List<TemplateContent> contents = table.templates().contents(account);
            TemplateLedger ledger = table.templates().ledger(account);
            table.clear();
            table.senders().put(Fixtures.revised(account, 0));
            table.templates().record(account, known, bound -> contents);
            if (!ledger.equals(TemplateLedger.EMPTY)) {
                table.templates().put(account, ledger);
            }
        }

        assertThat(comparable(table.items())).isEqualTo(comparable(ItemTable.bySortKey(stored.items())));
    }

    @Test
    void aPurposeThatWasAddedSinceIsWantedAsTheOthersAre() {
        StoredItems stored = StoredItems.of("in-review");
        table.put(stored.with(item -> without(item, "templates", "strong_authentication")));

        SenderAccount account = table.account(stored);

        assertThat(account.templates().get(Purpose.STRONG_AUTHENTICATION))
                .isEqualTo(account.templates().get(Purpose.DEVICE_PAIRING));
    }

    @Test
    void aStepThatWasAddedSinceIsPending() {
        StoredItems stored = StoredItems.of("running");
        table.put(stored.with(item -> new Place(List.of("provisioning", "steps"))
                .changed(item, steps -> AttributeValue.fromL(steps.l().subList(0, 2)))));

        Provisioning run = table.account(stored).provisioning();

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
                .map(item -> item.containsKey("revision")
                        ? new Place(List.of("revision"))
                                .changed(
                                        item,
                                        revision ->
                                                AttributeValue.fromN(String.valueOf(Long.parseLong(revision.n()) + 1)))
                        : item)
                .toList());
    }

    private static Map<String, Map<String, AttributeValue>> comparable(Map<String, Map<String, AttributeValue>> items) {
        Map<String, Map<String, AttributeValue>> others = new HashMap<>();
        items.forEach((sk, item) -> {
            Map<String, AttributeValue> members = new HashMap<>(item);
            members.remove("revision");
            members.keySet().removeAll(ADDED);
            others.put(sk, members);
        });
        return others;
    }
}
