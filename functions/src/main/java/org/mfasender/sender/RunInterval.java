package org.mfasender.sender;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mfasender.sender.Submission.Decision;
import org.mfasender.sender.Submission.Start;
import org.mfasender.sender.run.Provisioning;

/**
 * Keeps one environment from taking the capacity of all: its runs begin some time apart. A run that is only completed, not begun, does
 * not count, and neither does what starts none.
 *
 * @param least between the beginnings of two runs of one environment; zero for as often as asked
 */
public record RunInterval(Duration least) {

    /** How long the decision has to wait, at most the interval; zero or less when it may be carried out now. */
    public Duration remaining(@Nullable SenderRecord stored, Decision decision, Instant now) {
        if (least.isZero() || stored == null || !(decision instanceof Start start) || start.recorded()) {
            return Duration.ZERO;
        }
        return remaining(
                switch (stored) {
                    case SenderAccount account -> last(account);
                    case DeletedSender deleted -> deleted.deletedAt();
                },
                now);
    }

    /** How long another run of an account has to wait, at most the interval; zero or less when it may begin now. */
    Duration remaining(SenderAccount account, Instant now) {
        return least.isZero() ? Duration.ZERO : remaining(last(account), now);
    }

    private Duration remaining(Instant last, Instant now) {
        // Of two requests at once, the later one may have the earlier time.
        Duration remaining = Duration.between(now, last.plus(least));
        return remaining.compareTo(least) > 0 ? least : remaining;
    }

    /** When the newest run began; of a candidate that was discarded since, not before it was. */
    private static Instant last(SenderAccount account) {
        Provisioning run = account.newest().run();
        return run.generation() == account.generation() ? run.startedAt() : account.updatedAt();
    }
}
