package org.mfasender.sender.run;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a step waits for. */
public enum WaitReason {
    /** Meta reviews templates. */
    REVIEW,
    /** Meta limits how many templates are created in an hour. */
    CREATION_LIMIT,
    /** Meta limits the rate of calls for the account. */
    CALL_LIMIT,
    /** Meta does not answer properly. */
    META_FAILURE,
    /** Meta has refused the access token of what works, and is asked once more. */
    CONFIRMATION;

    /** The reason that is stored so; empty for none, and for one that another release knows. */
    public static Optional<WaitReason> of(@Nullable String word) {
        return Stream.of(values()).filter(reason -> reason.name().equals(word)).findFirst();
    }
}
