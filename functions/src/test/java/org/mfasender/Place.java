package org.mfasender;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A place in an item.
 *
 * @param steps names of members and, in arrays, indexes
 */
public record Place(List<Object> steps) {

    private static final Place ITEM = new Place(List.of());

    /** Every place in an item, at every depth, but not the item itself. */
    public static Stream<Place> in(Map<String, AttributeValue> item) {
        return ITEM.inside(AttributeValue.fromM(item)).skip(1);
    }

    private Stream<Place> inside(AttributeValue value) {
        Stream<Place> deeper = value.hasM()
                ? value.m().entrySet().stream()
                        .flatMap(member -> and(member.getKey()).inside(member.getValue()))
                : IntStream.range(0, value.l().size())
                        .boxed()
                        .flatMap(index -> and(index).inside(value.l().get(index)));
        return Stream.concat(Stream.of(this), deeper);
    }

    public Place and(Object step) {
        return new Place(Stream.concat(steps.stream(), Stream.of(step)).toList());
    }

    /** What is there; null when there is no such place. */
    public @Nullable AttributeValue in(AttributeValue item) {
        AttributeValue found = item;
        for (Object step : steps) {
            if (found == null) {
                return null;
            }
            found = step instanceof Integer index
                    ? (index < found.l().size() ? found.l().get(index) : null)
                    : found.m().get((String) step);
        }
        return found;
    }

    /** The item with this place changed. */
    public Map<String, AttributeValue> changed(Map<String, AttributeValue> item, UnaryOperator<AttributeValue> change) {
        return changed(AttributeValue.fromM(item), steps, change).m();
    }

    private static AttributeValue changed(
            AttributeValue value, List<Object> steps, UnaryOperator<AttributeValue> change) {
        if (steps.isEmpty()) {
            return change.apply(value);
        }
        List<Object> further = steps.subList(1, steps.size());
        if (steps.getFirst() instanceof Integer index) {
            List<AttributeValue> elements = new ArrayList<>(value.l());
            elements.set(index, changed(elements.get(index), further, change));
            return AttributeValue.fromL(elements);
        }
        String name = (String) steps.getFirst();
        Map<String, AttributeValue> members = new LinkedHashMap<>(value.m());
        members.put(name, changed(Objects.requireNonNull(members.get(name)), further, change));
        return AttributeValue.fromM(members);
    }

    /** The name of the member, or of the array that the element is in. */
    public String name() {
        return steps.reversed().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse("");
    }

    /** The place without indexes, e.g. {@code provisioning.steps.checks.name}. */
    @Override
    public String toString() {
        return steps.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.joining("."));
    }
}
