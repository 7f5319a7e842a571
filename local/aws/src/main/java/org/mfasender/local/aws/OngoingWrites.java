package org.mfasender.local.aws;

import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The items that requests are writing right now. */
final class OngoingWrites {

    /** An item by its key. */
    record Item(String table, Map<String, AttributeValue> key) {}

    private final Set<Item> inTransactions = new HashSet<>();
    private final Map<Item, Integer> written = new HashMap<>();

    /** Begins a plain write, which may coincide with others; false when a transaction is working on the item. */
    synchronized boolean begin(Item item) {
        if (inTransactions.contains(item)) {
            return false;
        }
        written.merge(item, 1, Integer::sum);
        return true;
    }

    synchronized void end(Item item) {
        written.computeIfPresent(item, (key, count) -> count == 1 ? null : count - 1);
    }

    /** Begins a transaction unless other requests are writing some of its items: these are returned, then. */
    synchronized List<Item> beginTransaction(Collection<Item> items) {
        List<Item> busy = items.stream()
                .filter(item -> inTransactions.contains(item) || written.containsKey(item))
                .toList();
        if (busy.isEmpty()) {
            inTransactions.addAll(items);
        }
        return busy;
    }

    synchronized void endTransaction(Collection<Item> items) {
        items.forEach(inTransactions::remove);
    }
}
