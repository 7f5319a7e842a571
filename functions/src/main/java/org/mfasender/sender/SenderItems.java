package org.mfasender.sender;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Items;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of an environment's account as they were read: the account, and the steps of each run.
 *
 * @param bySortKey empty when nothing is stored
 */
record SenderItems(Map<String, Map<String, AttributeValue>> bySortKey) {

    private static final String RUN = Table.SENDER + "#RUN#";

    static SenderItems read(Table table, EnvironmentId environment) {
        return new SenderItems(
                table.query(environment, Table.SENDER).collect(Collectors.toMap(Table::sortKey, item -> item)));
    }

    static String stepsKey(Provisioning run) {
        return RUN + run.generation();
    }

    Map<String, AttributeValue> sender() {
        return bySortKey.getOrDefault(Table.SENDER, Map.of());
    }

    /** The item with the steps of a run; null when there is none. */
    @Nullable
    Map<String, AttributeValue> steps(Provisioning run) {
        return bySortKey.get(stepsKey(run));
    }

    Optional<SenderRecord> record() {
        Map<String, AttributeValue> item = sender();
        if (item.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                item.containsKey("deletedAt")
                        ? Items.read(item, DeletedSenderItem.class).toDeleted()
                        : account(item));
    }

    /** What is stored as the account; null when that is a deletion, or nothing. */
    @Nullable
    SenderAccount account() {
        return record().orElse(null) instanceof SenderAccount account ? account : null;
    }

    /** Whether 0.1.0 wrote the account: what follows from its contents is not stored then. */
    boolean areOfFirstRelease() {
        return Items.read(sender(), ConnectionItem.class).isOfFirstRelease();
    }

    private SenderAccount account(Map<String, AttributeValue> item) {
        ConnectionItem shown = Items.read(item, ConnectionItem.class);
        SenderItem sender = Items.read(item, SenderItem.class);
        ConnectionItem beside = sender.candidate();
        return sender.toAccount(connection(shown), beside == null ? null : connection(beside));
    }

    private Connection connection(ConnectionItem item) {
        return item.toConnection(steps(item.provisioning().generation()));
    }

    private List<Step> steps(long generation) {
        Map<String, AttributeValue> item = bySortKey.get(RUN + generation);
        return item == null ? List.of() : Items.read(item, StepsItem.class).toSteps();
    }

    /** The revision of an item; 0 when there is none. */
    static long revision(@Nullable Map<String, AttributeValue> item) {
        return item == null || item.isEmpty()
                ? 0
                : Long.parseLong(Objects.requireNonNull(item.get("revision")).n());
    }
}
