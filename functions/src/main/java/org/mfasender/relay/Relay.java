package org.mfasender.relay;

import java.util.ArrayList;
import java.util.EnumMap;
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
        Map<RelayOutcome, Integer> counts = new EnumMap<>(RelayOutcome.class);
        List<String> failed = new ArrayList<>();
        for (Delivered delivered : changes) {
            RelayOutcome outcome = relay(delivered.change());
            counts.merge(outcome, 1, Integer::sum);
            if (outcome == RelayOutcome.FAILED) {
                failed.add(delivered.sequenceNumber());
            }
        }
        Observation.current().ifPresent(observation -> observation.relayed(counts));
        return failed;
    }

    private RelayOutcome relay(ItemChange change) {
        RelayOutcome outcome = RelayOutcome.IGNORED;
        for (Follower follower : followers) {
            try {
                if (follower.follows(change)) {
                    follower.follow(change);
                    outcome = outcome == RelayOutcome.FAILED ? outcome : RelayOutcome.FOLLOWED;
                }
            } catch (RuntimeException e) {
                Observation.current().ifPresent(observation -> observation.failed("UNEXPECTED", e));
                outcome = RelayOutcome.FAILED;
            }
        }
        return outcome;
    }
}
