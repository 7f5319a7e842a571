package org.mfasender.relay;

import org.mfasender.platform.dynamodb.ItemChange;

/**
 * Acts on what another function has recorded. A change is delivered at least once: more than once when something fails, or a process dies
 * in between. So following it again has no further effect.
 */
public interface Follower {

    /** Whether a change is this follower's business. */
    boolean follows(ItemChange change);

    /**
     * Acts on a change.
     *
     * @throws RuntimeException when it is to be delivered again
     */
    void follow(ItemChange change);
}
