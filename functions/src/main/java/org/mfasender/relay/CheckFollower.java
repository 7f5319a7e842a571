package org.mfasender.relay;

import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.sender.Rechecker;

/** Starts a run of a connection of which Meta refused a message: {@code CHECK#{environmentId}}. */
public final class CheckFollower implements Follower {

    private static final String CHECK = "CHECK#";

    private final Rechecker rechecker;

    public CheckFollower(Rechecker rechecker) {
        this.rechecker = rechecker;
    }

    @Override
    public boolean follows(ItemChange change) {
        return change.partitionKey().startsWith(CHECK);
    }

    @Override
    public void follow(ItemChange change) {
        EnvironmentId.parse(change.partitionKey().substring(CHECK.length()))
                .ifPresent(environment -> rechecker.recheck(
                        environment, change.read(CheckItem.class).requestedAt()));
    }
}
