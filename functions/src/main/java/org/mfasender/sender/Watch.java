package org.mfasender.sender;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mfasender.health.CheckSchedule;
import org.mfasender.platform.EnvironmentId;

/**
 * How an account is watched.
 *
 * @param due when its next check is due, in whole minutes; null when that is not decided, as on accounts of a release that had no checks
 * @param standing what others know of how it stands; null before it was ready for the first time
 */
public record Watch(@Nullable Instant due, @Nullable Standing standing) {

    static final Watch NONE = new Watch(null, null);

    /** After the account was written. This is where it is decided that a sender has changed, for everybody who is to learn of it. */
    Watch after(EnvironmentId environment, @Nullable Connection connection, Instant now) {
        return new Watch(
                due == null ? CheckSchedule.FIRST.next(environment, now) : due,
                Standing.after(standing, connection, now));
    }
}
