package org.mfasender.relay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.dynamodb.ItemChange;

/** Acts on one change after the other. */
interface SingleFollower extends Follower {

    /**
     * Acts on a change.
     *
     * @throws RuntimeException when it is to be delivered again
     */
    void follow(ItemChange change);

    @Override
    default Map<Integer, RuntimeException> follow(List<ItemChange> changes) {
        Map<Integer, RuntimeException> failures = new HashMap<>();
        for (int place = 0; place < changes.size(); place++) {
            try {
                follow(changes.get(place));
            } catch (RuntimeException e) {
                failures.put(place, e);
            }
        }
        return failures;
    }
}
