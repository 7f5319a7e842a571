package org.mfasender.relay;

import java.util.List;
import java.util.Map;
import org.mfasender.platform.dynamodb.ItemChange;

/**
 * Acts on what another function has recorded. A change is delivered at least once: more than once when something fails, or a process dies
 * in between. So following it again has no further effect.
 */
public interface Follower {

    /** Whether a change is this follower's business. */
    boolean follows(ItemChange change);

    /**
     * Acts on changes that are its business, in their order. One that fails does not keep the others from being followed.
     *
     * @return the places of those that are to be delivered again, and why
     */
    Map<Integer, RuntimeException> follow(List<ItemChange> changes);
}
