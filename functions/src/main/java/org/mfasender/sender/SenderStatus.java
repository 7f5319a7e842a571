package org.mfasender.sender;

import java.util.Optional;
import java.util.stream.Stream;

/** The state of an account in one word, for people and alarms. */
public enum SenderStatus {
    /** The credentials and numbers are being checked. */
    VERIFYING,
    /** A step failed, or Meta does not approve a default template; the checks say what to do. */
    ACTION_REQUIRED,
    /** Meta does not allow the account to have authentication templates yet; everything else is kept. */
    NOT_ELIGIBLE,
    /** No usable number is selected. */
    NUMBER_REQUIRED,
    /** Everything is in place except Meta's approval of a default template. */
    IN_REVIEW,
    /** Passcodes can be sent for every purpose, at least by a default content; further templates may have failed. */
    READY,
    /** Passcodes are sent, but the watch over the account found something that needs attention. */
    DEGRADED,
    /** Meta refuses the access token of what worked: a new one is needed. */
    REAUTHORIZATION_REQUIRED;

    /** How much is wrong with a sender that worked: one that is worse has more. */
    int severity() {
        return switch (this) {
            case READY, VERIFYING -> 0;
            case DEGRADED -> 1;
            case IN_REVIEW -> 2;
            case NUMBER_REQUIRED, ACTION_REQUIRED, NOT_ELIGIBLE -> 3;
            case REAUTHORIZATION_REQUIRED -> 4;
        };
    }

    /** The status of this name; empty when there is none. */
    public static Optional<SenderStatus> of(String name) {
        return Stream.of(values()).filter(status -> status.name().equals(name)).findFirst();
    }
}
