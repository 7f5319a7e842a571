package org.mfasender.watch;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.health.Health;
import org.mfasender.platform.Clock;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderAccount;

/**
 * A look that is being written. When the answer to the write is lost, the repeated write is refused, and what is stored then is the look
 * itself: not something newer, and nothing that the same look would confirm.
 */
final class Recording {

    private final SenderAccount account;
    private final Look look;
    private final @Nullable String listing;
    private final Clock clock;
    private @Nullable Health written;

    /** @param listing reference of the numbers that were seen, as they are stored now; null when they are as they were */
    Recording(SenderAccount account, Look look, @Nullable String listing, Clock clock) {
        this.account = account;
        this.look = look;
        this.listing = listing;
        this.clock = clock;
    }

    /** The account with the look; empty when it has it, or it is no news. */
    Optional<SenderAccount> in(SenderAccount current) {
        Connection works = current.connection();
        if (works == null || !isOfAccount(current) || isIn(current) || !look.isNewsOf(works)) {
            return Optional.empty();
        }
        Connection seen = look.seen(works, listing);
        if (!seen.health().equals(works.health())) {
            written = seen.health();
        }
        return Optional.of(current.changing(works.run().generation(), found -> seen, clock.now()));
    }

    /** Whether a write has arrived. A look to which Meta has not answered everything leaves no time. */
    boolean isIn(SenderAccount current) {
        Connection works = current.connection();
        return works != null
                && written != null
                && isOfAccount(current)
                && look.isOf(works)
                && (look.at().equals(works.health().checkedAt())
                        || works.health().equals(written));
    }

    private boolean isOfAccount(SenderAccount current) {
        return current.id().equals(account.id());
    }
}
