package org.mfasender.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.audit.Action;
import org.mfasender.audit.Change;
import org.mfasender.audit.HistoryStore;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Items;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.platform.dynamodb.Transactions;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The MFA policies of an environment, {@code POLICIES}; they are the customer's, and stay when the sender account is deleted. */
public final class PolicyStore {

    private static final String POLICIES = "POLICIES";

    private final Table table;
    private final Transactions transactions;
    private final HistoryStore history;

    public PolicyStore(DynamoDbClient dynamoDb, String table, HistoryStore history) {
        this.table = new Table(dynamoDb, table);
        this.transactions = new Transactions(this.table);
        this.history = history;
    }

    /**
     * What is stored.
     *
     * @param stored the item; empty when there is none
     */
    record Found(Map<String, AttributeValue> stored, long revision, List<Policy> policies) {}

    Found find(EnvironmentId environment) {
        Map<String, AttributeValue> item =
                table.query(environment, POLICIES).findFirst().orElse(Map.of());
        if (item.isEmpty()) {
            return new Found(item, 0, List.of());
        }
        PoliciesItem read = Items.read(item, PoliciesItem.class);
        return new Found(
                item,
                read.revision(),
                read.policies().stream().map(PoliciesItem.PolicyItem::toPolicy).toList());
    }

    /**
     * Writes a policy in the place of another. One that is the default takes that from the one that was.
     *
     * @param before null when it is new
     * @param after null when it goes
     * @param account the revision of the account that makes {@code after} possible; null when it needs none
     * @throws StaleRevisionException when another write came between; nothing is written then
     */
    void write(
            EnvironmentId environment,
            Found found,
            @Nullable Policy before,
            @Nullable Policy after,
            @Nullable Long account) {
        List<Policy> next = new ArrayList<>(found.policies());
        if (before == null) {
            next.add(after);
        } else if (after == null) {
            next.remove(before);
        } else {
            next.set(next.indexOf(before), after);
        }
        List<Policy> former = after == null || !after.isDefault()
                ? List.of()
                : next.stream()
                        .filter(policy -> policy.isDefault() && !policy.id().equals(after.id()))
                        .toList();
        next.replaceAll(policy -> former.contains(policy) ? policy.notDefault() : policy);
        PoliciesItem item = item(found.revision() + 1, next);
        Map<String, AttributeValue> attributes = new HashMap<>(
                found.stored().isEmpty()
                        ? Items.write(item)
                        : Items.rewrite(found.stored(), item(found.revision(), found.policies()), item));
        attributes.putAll(Table.key(environment, POLICIES));
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(transactions.put(attributes, found.revision()));
        if (account != null) {
            writes.add(transactions.condition(
                    environment,
                    Table.SENDER,
                    "#revision = :revision",
                    Set.of("revision"),
                    Map.of(":revision", Table.number(account))));
        }
        writes.addAll(history.entry(
                environment,
                before == null ? Action.POLICY_CREATED : after == null ? Action.POLICY_DELETED : Action.POLICY_CHANGED,
                Change.between(facts(before), facts(after))));
        former.forEach(policy -> writes.addAll(history.entry(
                environment, Action.POLICY_CHANGED, Change.between(facts(policy), facts(policy.notDefault())))));
        if (!transactions.commit(writes)) {
            throw new StaleRevisionException();
        }
    }

    private static PoliciesItem item(long revision, List<Policy> policies) {
        return new PoliciesItem(
                revision, policies.stream().map(PoliciesItem.PolicyItem::of).toList());
    }

    private static Map<String, String> facts(@Nullable Policy policy) {
        return policy == null ? Map.of() : policy.facts();
    }
}
