package org.mfasender.sender;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often an environment may change its credentials: twenty times at once, and then every twenty minutes, which is 92 times a day at most.
 * Each change is a version of a secret or, after a deletion, a secret of its own; one secret that is replaced alone counts twice, since its
 * version and the one that joins it with the other secret are two. Secrets Manager keeps about 100 versions, discards none of
 * them on its first day, and takes no further one then.
 *
 * @param next when a change would be on time, if each took its twenty minutes; null when there was none
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html">Secrets Manager quotas</a>
 */
public record CredentialPace(@Nullable Instant next) {

    public static final CredentialPace NONE = new CredentialPace(null);

    static final Duration INTERVAL = Duration.ofMinutes(20);
    static final int AT_ONCE = 20;

    /**
     * How long the next change has to wait; zero or less when it may be made now.
     *
     * @param versions how many it makes
     */
    Duration remaining(int versions, Instant now) {
        return next == null
                ? Duration.ZERO
                : Duration.between(now, next.minus(INTERVAL.multipliedBy(AT_ONCE - versions)));
    }

    /** With a change that is made now. */
    CredentialPace changing(int versions, Instant now) {
        return new CredentialPace(
                (next == null || next.isBefore(now) ? now : next).plus(INTERVAL.multipliedBy(versions)));
    }
}
