package org.mfasender.platform.meta;

/**
 * How the call that sends a passcode ended. Meta has no idempotency key, so what may have been sent is never sent again.
 */
public sealed interface SendOutcome {

    /**
     * Meta has taken the message; whether it is delivered shows later.
     *
     * @param wamid Meta's ID of the message, which contains the recipient's number
     */
    record Accepted(String wamid) implements SendOutcome {

        /** Not the ID. */
        @Override
        public String toString() {
            return "Accepted";
        }
    }

    /** Nothing was sent: Meta answered with its error, or there was never a connection to it. */
    record Refused(GraphFailure failure) implements SendOutcome {}

    /** The request may have arrived, and no answer says what became of it. */
    record Unknown(GraphFailure failure) implements SendOutcome {}
}
