package org.mfasender.platform.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        List<AttributeValue> unread = new ArrayList<>(stored);
        List<Element> elements = new ArrayList<>();
        for (AttributeValue element : read) {
            elements.add(new Element(take(unread, name, element), element));
        }
        List<AttributeValue> written = new ArrayList<>();
        for (AttributeValue element : next) {
            Element before = elements.stream()
                    .filter(known -> known.read().equals(element))
                    .findFirst()
                    .or(() -> elements.stream()
                            .filter(known -> !next.contains(known.read()) && isSame(name, known.read(), element))
                            .findFirst())
                    .orElse(null);
            elements.remove(before);
            if (before == null || before.stored() == null) {
                written.add(element);
            } else {
                written.add(object(before.stored(), before.read(), element));
            }
        }
        unread.forEach(element -> written.add(Math.min(stored.indexOf(element), written.size()), element));
        return AttributeValue.fromL(written);
    }

    /**
     * An element of an array.
     *
     * @param stored null when it is read though it is not stored: a default
     */
    private record Element(@Nullable AttributeValue stored, AttributeValue read) {}

    private @Nullable AttributeValue take(List<AttributeValue> stored, String name, AttributeValue read) {
        for (AttributeValue element : stored) {
            if (isSame(name, element, read)) {
                stored.remove(element);
                return element;
            }
        }
        return null;
    }

    private boolean isSame(String name, AttributeValue some, AttributeValue other) {
        return some.hasM()
                && other.hasM()
                && identities.getOrDefault(name, List.of()).stream()
                        .allMatch(member ->
                                Objects.equals(some.m().get(member), other.m().get(member)));
    }
}
