package org.mfasender.sender;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mfasender.health.CheckSchedule;
import org.mfasender.platform.EnvironmentId;

/**
 * How an account is watched.
 *
 * @param due when its next check is due, in whole minutes; null while it is not watched: a release before 0.3.0 wrote it, and no sweep has
 *     found it since
 * @param standing what others know of how it stands; null before it was ready for the first time
 */
public record Watch(@Nullable Instant due, @Nullable Standing standing) {

    /** Of an account that is watched from now on. */
    static Watch from(EnvironmentId environment, Instant now) {
        return new Watch(CheckSchedule.FIRST.next(environment, now), null);
    }

    /** After the account was written. This is where it is decided that a sender has changed, for everybody who is to learn of it. */
    Watch after(@Nullable Connection connection, Instant now) {
        return due == null ? this : new Watch(due, Standing.after(standing, connection, now));
    }
}
