package org.mfasender.platform.dynamodb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes an item over one that another release may have written. What this release does not know stays, and so does what it has not
 * changed, in the words in which it is stored.
 *
 * @param identities as of a {@link StoredRecord}
 */
record Rewriting(Map<String, List<String>> identities) {

    /**
     * The members of an object.
     *
     * @param stored as it is stored
     * @param read the same, as this release writes what it reads there
     * @param next as it is to be
     */
    Map<String, AttributeValue> members(
            Map<String, AttributeValue> stored, Map<String, AttributeValue> read, Map<String, AttributeValue> next) {
        Map<String, AttributeValue> written = new LinkedHashMap<>(stored);
        read.keySet().stream().filter(name -> !next.containsKey(name)).forEach(written::remove);
        next.forEach((name, value) -> {
            AttributeValue before = read.get(name);
            if (!value.equals(before)) {
                written.put(name, value(name, stored.get(name), before, value));
            }
        });
        return written;
    }

    private AttributeValue value(
            String name, @Nullable AttributeValue stored, @Nullable AttributeValue read, AttributeValue next) {
        if (stored == null || read == null || stored.type() != next.type() || read.type() != next.type()) {
            return next;
        }
        return switch (next.type()) {
            case M -> isSame(name, read, next) ? object(stored, read, next) : next;
            case L -> identities.containsKey(name) ? array(name, stored.l(), read.l(), next.l()) : next;
            default -> next;
        };
    }

    private AttributeValue object(AttributeValue stored, AttributeValue read, AttributeValue next) {
        return AttributeValue.fromM(members(stored.m(), read.m(), next.m()));
    }

    /** Elements that are not read are another release's and stay where they are. */
    private AttributeValue array(
            String name, List<AttributeValue> stored, List<AttributeValue> read, List<AttributeValue> next) {
        Queues<Integer> unread = new Queues<>();
        for (int i = 0; i < stored.size(); i++) {
            unread.add(identity(name, stored.get(i)), i);
        }
        Queues<Element> unchanged = new Queues<>();
        for (AttributeValue element : read) {
            Integer place = unread.poll(identity(name, element));
            unchanged.add(element, new Element(place == null ? null : stored.get(place), element));
        }
        Map<Integer, Element> same = new HashMap<>();
        for (int i = 0; i < next.size(); i++) {
            Element found = unchanged.poll(next.get(i));
            if (found != null) {
                same.put(i, found);
            }
        }
        Queues<Element> changed = new Queues<>();
        unchanged.rest().forEach(element -> changed.add(identity(name, element.read()), element));
        List<AttributeValue> written = new ArrayList<>();
        for (int i = 0; i < next.size(); i++) {
            AttributeValue element = next.get(i);
            Element before = same.containsKey(i) ? same.get(i) : changed.poll(identity(name, element));
            written.add(
                    before == null || before.stored() == null
                            ? element
                            : object(before.stored(), before.read(), element));
        }
        unread.rest().sorted().forEach(place -> written.add(Math.min(place, written.size()), stored.get(place)));
        return AttributeValue.fromL(written);
    }

    /**
     * An element of an array.
     *
     * @param stored null when it is read though it is not stored: a default
     */
    private record Element(@Nullable AttributeValue stored, AttributeValue read) {}

    /** What has the same key, in its order. */
    private static final class Queues<T> {
        private final Map<Object, Deque<T>> queues = new LinkedHashMap<>();

        void add(Object key, T value) {
            queues.computeIfAbsent(key, none -> new ArrayDeque<>()).add(value);
        }

        @Nullable
        T poll(Object key) {
            Deque<T> queue = queues.get(key);
            return queue == null ? null : queue.poll();
        }

        Stream<T> rest() {
            return queues.values().stream().flatMap(Deque::stream);
        }
    }

    private Object identity(String name, AttributeValue element) {
        return identities.getOrDefault(name, List.of()).stream()
                .map(member -> Optional.ofNullable(element.m().get(member)))
                .toList();
    }

    private boolean isSame(String name, AttributeValue some, AttributeValue other) {
        return some.hasM() && other.hasM() && identity(name, some).equals(identity(name, other));
    }
}
