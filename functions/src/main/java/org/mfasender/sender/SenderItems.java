package org.mfasender.sender;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.dynamodb.EnvironmentItems;
import org.mfasender.platform.dynamodb.Items;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.sender.run.Provisioning;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of an environment's account as they were read: the account, and the steps of each run.
 *
 * @param bySortKey empty when nothing is stored
 * @param record what they say; empty when nothing is stored
 * @param areOfFirstRelease whether 0.1.0 wrote the account: what follows from its contents is not stored then
 */
record SenderItems(
        Map<String, Map<String, AttributeValue>> bySortKey, Optional<SenderRecord> record, boolean areOfFirstRelease) {

    static SenderItems read(EnvironmentItems stored) {
        Map<String, Map<String, AttributeValue>> items =
                stored.query(Table.SENDER).collect(Collectors.toMap(Table::sortKey, item -> item));
        Map<String, AttributeValue> sender = items.getOrDefault(Table.SENDER, Map.of());
        if (sender.isEmpty()) {
            return new SenderItems(items, Optional.empty(), false);
        }
        if (sender.containsKey("deletedAt")) {
            DeletedSender deleted = Items.read(sender, DeletedSenderItem.class).toDeleted();
            return new SenderItems(items, Optional.of(deleted), false);
        }
        ConnectionItem shown = Items.read(sender, ConnectionItem.class);
        SenderAccount account = account(items, Items.read(sender, SenderItem.class), shown);
        return new SenderItems(items, Optional.of(account), shown.isOfFirstRelease());
    }

    private static SenderAccount account(
            Map<String, Map<String, AttributeValue>> items, SenderItem sender, ConnectionItem shown) {
        ConnectionItem beside = sender.candidate();
        return sender.toAccount(connection(items, shown), beside == null ? null : connection(items, beside));
    }

    private static Connection connection(Map<String, Map<String, AttributeValue>> items, ConnectionItem item) {
        Map<String, AttributeValue> steps =
                items.get(Table.runKey(item.provisioning().generation()));
        return item.toConnection(
                steps == null ? List.of() : Items.read(steps, StepsItem.class).toSteps());
    }

    static String stepsKey(Provisioning run) {
        return Table.runKey(run.generation());
    }

    Map<String, AttributeValue> sender() {
        return bySortKey.getOrDefault(Table.SENDER, Map.of());
    }

    /** The item with the steps of a run; null when there is none. */
    @Nullable
    Map<String, AttributeValue> steps(Provisioning run) {
        return bySortKey.get(stepsKey(run));
    }

    /** Whether the steps of a run are stored in the account's item. */
    boolean haveWithin(Provisioning run) {
        AttributeValue candidate = sender().get("candidate");
        return Stream.of(sender(), candidate == null ? Map.<String, AttributeValue>of() : candidate.m())
                .map(item -> item.get("provisioning"))
                .filter(Objects::nonNull)
                .anyMatch(stored ->
                        Table.number(run.generation()).equals(stored.m().get("generation"))
                                && stored.m().containsKey("steps"));
    }

    /** What is stored as the account; null when that is a deletion, or nothing. */
    @Nullable
    SenderAccount account() {
        return record().orElse(null) instanceof SenderAccount account ? account : null;
    }

    /** The revision of an item; 0 when there is none. */
    static long revision(@Nullable Map<String, AttributeValue> item) {
        return item == null || item.isEmpty()
                ? 0
                : Long.parseLong(Objects.requireNonNull(item.get("revision")).n());
    }
}
