package org.mfasender.events;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.events.BusEvent;
import org.mfasender.platform.events.EventBus;
import org.mfasender.relay.Follower;

/** Publishes what others are to learn. */
public final class Publisher implements Follower {

    private final List<EventSource> sources;
    private final EventBus bus;

    private Publisher(List<EventSource> sources, EventBus bus) {
        this.sources = sources;
        this.bus = bus;
    }

    /** Publishes what becomes of passcodes. */
    public static Publisher ofPasscodes(EventBus bus) {
        return new Publisher(List.of(new UndeliveredPasscodes(), new UnrequestedPasscodes()), bus);
    }

    /** Publishes how senders change. */
    public static Publisher ofSenders(EventBus bus) {
        return new Publisher(List.of(new ChangedSenders(), new ExpiringTokens()), bus);
    }

    /** An event of a source, and the place of its change. */
    private record Sourced(int place, EventSource source, BusEvent event) {}

    @Override
    public boolean follows(ItemChange change) {
        return events(0, change).findAny().isPresent();
    }

    @Override
    public Map<Integer, RuntimeException> follow(List<ItemChange> changes) {
        List<Sourced> events = IntStream.range(0, changes.size())
                .boxed()
                .flatMap(place -> events(place, changes.get(place)))
                .toList();
        Map<Integer, RuntimeException> refused =
                bus.publish(events.stream().map(Sourced::event).toList());
        Map<Integer, RuntimeException> failures = new HashMap<>();
        for (int index = 0; index < events.size(); index++) {
            Sourced sourced = events.get(index);
            RuntimeException failure = refused.get(index);
            if (failure == null) {
                sourced.source().published(sourced.event());
            } else {
                failures.put(sourced.place(), failure);
            }
        }
        return failures;
    }

    private Stream<Sourced> events(int place, ItemChange change) {
        return sources.stream()
                .flatMap(source -> source.event(change).stream().map(event -> new Sourced(place, source, event)));
    }
}
