package org.mfasender.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.events.BusEvent;
import org.mfasender.platform.events.EventBus;
import org.mfasender.relay.Follower;

/** Publishes what others are to learn of passcodes. */
public final class Publisher implements Follower {

    private final List<EventSource> sources = List.of(new UndeliveredPasscodes(), new UnrequestedPasscodes());
    private final EventBus bus;

    public Publisher(EventBus bus) {
        this.bus = bus;
    }

    @Override
    public boolean follows(ItemChange change) {
        return event(change).isPresent();
    }

    @Override
    public Map<Integer, RuntimeException> follow(List<ItemChange> changes) {
        return bus.publish(
                changes.stream().map(change -> event(change).orElseThrow()).toList());
    }

    private Optional<BusEvent> event(ItemChange change) {
        return sources.stream().flatMap(source -> source.event(change).stream()).findFirst();
    }
}
