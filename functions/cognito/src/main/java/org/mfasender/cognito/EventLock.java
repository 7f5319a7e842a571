package org.mfasender.cognito;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.messages.storage.Reservation;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;

/** Lets one process at a time serve an event: Lambda may deliver it twice at once. */
final class EventLock {

    /** Longer than an invocation may take, so that nobody holds the lock of a process that lives. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final MessageStore store;
    private final EnvironmentKeys keys;
    private final Clock clock;

    EventLock(MessageStore store, EnvironmentKeys keys, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Does the work while nobody else does it for the same event.
     *
     * @throws TryAgainException when somebody does
     */
    <T> T whileHeld(EnvironmentId environment, String eventKey, Supplier<T> work) {
        String hash = keys.of(environment).hash("cognito-event", eventKey);
        Instant now = clock.now();
        Instant end = now.plus(LONGEST);
        Reservation mine = new Reservation(UUID.randomUUID(), "", now, end, end, end);
        Reservation holder = store.reserve(environment, hash, mine);
        if (!holder.isOf(mine.messageId())) {
            throw new TryAgainException("IN_PROGRESS");
        }
        try {
            return work.get();
        } finally {
            release(environment, hash, mine);
        }
    }

    private void release(EnvironmentId environment, String hash, Reservation mine) {
        try {
            store.release(environment, hash, mine.messageId());
        } catch (RuntimeException e) {
            // What was done is done. It ends by itself.
        }
    }
}
