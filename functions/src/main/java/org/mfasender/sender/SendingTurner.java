package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.Caller;
import org.mfasender.platform.EnvironmentId;

/** Stops an account from sending, or lets it send again: from the next message on, because what sending reads is written with it. */
public final class SendingTurner {

    private final SenderStore store;

    public SendingTurner(SenderStore store) {
        this.store = store;
    }

    /**
     * What an operator wants.
     *
     * @param further Meta's IDs of the numbers that send beside the selected one; null when they stay as they are
     */
    record Turn(
            Caller caller,
            EnvironmentId environment,
            boolean enabled,
            @Nullable String reason,
            @Nullable List<String> further) {

        Turn {
            further = further == null ? null : List.copyOf(further);
        }
    }

    /**
     * The account as it is then, also when it was so already; empty when there is none.
     *
     * @throws FurtherNumbersRefusedException when a number cannot be a further one
     */
    Optional<SenderAccount> turn(Turn turn, Instant now) {
        return store.update(turn.environment(), account -> turned(account, turn, now))
                .or(() -> store.findAccount(turn.environment()));
    }

    private Optional<SenderAccount> turned(SenderAccount account, Turn turn, Instant now) {
        SendingSwitch sending = account.sending().turned(turn.enabled(), turn.reason(), now);
        SenderAccount next = turn.further() == null ? account : spreading(account, turn.further());
        boolean same = sending.equals(account.sending()) && next.equals(account);
        return same ? Optional.empty() : Optional.of(next.withSending(sending, now));
    }

    /** Also a candidate on the same WhatsApp Business Account, so that they stay when it replaces what works. */
    private SenderAccount spreading(SenderAccount account, List<String> ids) {
        Connection shown = account.shown();
        List<SenderNumber> further = new FurtherNumbers(
                        store.numbers(account, shown), shown.numbers().further())
                .of(ids);
        return account.mapping(connection -> connection.isOfSameAccountAs(shown)
                ? connection.withNumbers(connection.numbers().spreadingOver(further))
                : connection);
    }
}
