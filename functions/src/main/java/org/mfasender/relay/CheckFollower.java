package org.mfasender.relay;

import org.mfasender.messages.storage.CheckRequestStore;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.sender.Rechecker;

/** Starts a run of a connection of which Meta refused a message. */
public final class CheckFollower implements SingleFollower {

    private final Rechecker rechecker;

    public CheckFollower(Rechecker rechecker) {
        this.rechecker = rechecker;
    }

    @Override
    public boolean follows(ItemChange change) {
        return CheckRequestStore.recorded(change).isPresent();
    }

    @Override
    public void follow(ItemChange change) {
        CheckRequestStore.recorded(change)
                .ifPresent(requested -> rechecker.recheck(requested.environmentId(), requested.at()));
    }
}
