package org.mfasender.messages.delivery;

import java.util.stream.Stream;

/** What is known of a message. From {@link #SENT} on, Meta's webhooks say it. */
public enum MessageState {
    /** Its call to Meta is under way. */
    SENDING,
    /** The call ended without an answer that says what became of it. It is never repeated; a status from Meta may resolve it. */
    UNKNOWN,
    /** Nothing was sent. */
    REFUSED,
    /** Meta has taken it. */
    ACCEPTED,
    SENT,
    DELIVERED,
    READ,
    /** Meta could not deliver it. */
    FAILED,
    /** It was not delivered while its code was valid. */
    EXPIRED,
    /** One that another release knows. */
    OTHER;

    /** The state that is stored so. */
    public static MessageState of(String word) {
        return Stream.of(values())
                .filter(state -> state.name().equals(word))
                .findFirst()
                .orElse(OTHER);
    }
}
