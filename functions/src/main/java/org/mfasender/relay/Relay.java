package org.mfasender.relay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.observe.Observation;
import org.mfasender.platform.observe.RelayOutcome;

/** Hands what functions have recorded to those who act on it. */
public final class Relay {

    private final List<Follower> followers;

    public Relay(List<Follower> followers) {
        this.followers = List.copyOf(followers);
    }

    /**
     * A change, as a stream delivers it.
     *
     * @param sequenceNumber by which it is asked for again
     */
    public record Delivered(String sequenceNumber, ItemChange change) {}

    /**
     * Follows changes in their order. One that fails does not keep the others of its batch from being followed; the batches behind it wait
     * until it succeeds or is given up, and then come.
     *
     * @return the sequence numbers of those that failed
     */
    public List<String> relay(List<Delivered> changes) {
        Map<Delivered, RelayOutcome> outcomes = new LinkedHashMap<>();
        changes.forEach(change -> outcomes.put(change, RelayOutcome.IGNORED));
        followers.forEach(follower -> relay(follower, changes, outcomes));
        Map<RelayOutcome, Integer> counts = new EnumMap<>(RelayOutcome.class);
        outcomes.values().forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
        Observation.current().ifPresent(observation -> observation.relayed(counts));
        return changes.stream()
                .filter(change -> outcomes.get(change) == RelayOutcome.FAILED)
                .map(Delivered::sequenceNumber)
                .toList();
    }

    private static void relay(Follower follower, List<Delivered> changes, Map<Delivered, RelayOutcome> outcomes) {
        List<Delivered> own = new ArrayList<>();
        for (Delivered delivered : changes) {
            try {
                if (follower.follows(delivered.change())) {
                    own.add(delivered);
                    outcomes.merge(delivered, RelayOutcome.FOLLOWED, Relay::worse);
                }
            } catch (RuntimeException e) {
                failed(delivered, e, outcomes);
            }
        }
        follower.follow(own.stream().map(Delivered::change).toList())
                .forEach((place, failure) -> failed(own.get(place), failure, outcomes));
    }

    private static RelayOutcome worse(RelayOutcome before, RelayOutcome now) {
        return before == RelayOutcome.FAILED ? before : now;
    }

    private static void failed(Delivered delivered, RuntimeException failure, Map<Delivered, RelayOutcome> outcomes) {
        Observation.current().ifPresent(observation -> observation.failed("UNEXPECTED", failure));
        outcomes.put(delivered, RelayOutcome.FAILED);
    }
}
