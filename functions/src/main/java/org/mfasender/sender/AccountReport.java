package org.mfasender.sender;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.sender.SendObstacle.Code;

/**
 * What Meta reports of a WhatsApp Business Account.
 *
 * @param blocks whether Meta delivers nothing because of it
 * @param at when that was, in whole seconds
 * @param until when it ends by itself; null when it does not, or that is not known
 */
public record AccountReport(
        Kind kind, boolean blocks, Instant at, @Nullable Instant until) {

    /** What is reported apart from the rest. */
    public enum Kind {
        REVIEW(Code.ACCOUNT_REJECTED, true),
        BAN(Code.ACCOUNT_BLOCKED, true),
        RESTRICTION(Code.ACCOUNT_BLOCKED, false),
        DELETION(Code.ACCOUNT_BLOCKED, false),
        CONNECTION(Code.ACCOUNT_BLOCKED, false);

        private final Code code;
        private final boolean whatRunsFind;

        Kind(Code code, boolean whatRunsFind) {
            this.code = code;
            this.whatRunsFind = whatRunsFind;
        }

        static Optional<Kind> of(String word) {
            return Stream.of(values()).filter(kind -> kind.name().equals(word)).findFirst();
        }
    }

    /** The obstacle that it is, or that it ends. */
    Code code() {
        return kind.code;
    }

    /** Whether it ends what a run has found as well: a run that finds an account blocked mostly finds it banned. */
    boolean endsWhatRunsFind() {
        return !blocks && kind.whatRunsFind;
    }
}
