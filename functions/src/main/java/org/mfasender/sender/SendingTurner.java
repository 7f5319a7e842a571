package org.mfasender.sender;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Caller;
import org.mfasender.platform.EnvironmentId;

/** Stops an account from sending, or lets it send again: from the next message on, because what sending reads is written with it. */
public final class SendingTurner {

    private final SenderStore store;

    public SendingTurner(SenderStore store) {
        this.store = store;
    }

    /** What an operator wants. */
    record Turn(
            Caller caller,
            EnvironmentId environment,
            boolean enabled,
            @Nullable String reason) {}

    /** The account as it is then, also when it was so already; empty when there is none. */
    Optional<SenderAccount> turn(Turn turn, Instant now) {
        return store.update(turn.environment(), account -> turned(account, turn, now))
                .or(() -> store.findAccount(turn.environment()));
    }

    private static Optional<SenderAccount> turned(SenderAccount account, Turn turn, Instant now) {
        SendingSwitch next = account.sending().turned(turn.enabled(), turn.reason(), now);
        return next.equals(account.sending()) ? Optional.empty() : Optional.of(account.withSending(next, now));
    }
}
