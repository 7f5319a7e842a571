package org.mfasender.setup.provision;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;

/** How long one execution of the step creates templates, and why it ended early. */
final class Turn {

    /** With the calls in progress by then and the surveys after them, it fits into the function's timeout. */
    private static final Duration LONGEST = Duration.ofSeconds(110);

    private final Supplier<Instant> clock;
    private final Instant until;
    private boolean interrupted;
    private @Nullable GraphException interruption;
    private @Nullable GraphFailure end;

    Turn(Supplier<Instant> clock) {
        this.clock = clock;
        this.until = clock.get().plus(LONGEST);
    }

    /** Whether more can be tried in this turn. */
    boolean isOpen() {
        return !interrupted && end == null && clock.get().isBefore(until);
    }

    /** Ends the turn, because Meta limits the rate or is failing. */
    void interrupt(GraphException cause) {
        leaveOpen(cause);
        interrupted = true;
    }

    /** Goes on although something is left undone; the first cause is kept. */
    void leaveOpen(GraphException cause) {
        interruption = interruption == null ? cause : interruption;
    }

    /** Ends the turn, because everything else would be refused as well. */
    void end(GraphFailure refusal) {
        end = refusal;
    }

    /** The refusal after which nothing more was tried. */
    Optional<GraphFailure> end() {
        return Optional.ofNullable(end);
    }

    /** A limit or failure of Meta that left something undone; another turn continues there. */
    Optional<GraphException> interruption() {
        return Optional.ofNullable(interruption);
    }
}
