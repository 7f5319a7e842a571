package org.mfasender.messages.delivery;

import java.util.EnumSet;
import java.util.Set;
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
    /** It was not delivered within its time to live. Never stored: it follows from the time. */
    EXPIRED,
    /** One that another release knows. */
    OTHER;

    /** Whether Meta has reported it. */
    public boolean isReported() {
        return this == SENT || this == DELIVERED || this == READ || this == FAILED;
    }

    /**
     * The states over which a status of Meta's prevails, in whichever order both become known: one that is further on, and that a
     * message has arrived over that it failed.
     */
    public Set<MessageState> below() {
        return switch (this) {
            case SENT -> EnumSet.of(SENDING, UNKNOWN, REFUSED, ACCEPTED);
            case FAILED -> EnumSet.of(SENDING, UNKNOWN, REFUSED, ACCEPTED, SENT, EXPIRED);
            case DELIVERED -> EnumSet.of(SENDING, UNKNOWN, REFUSED, ACCEPTED, SENT, EXPIRED, FAILED);
            case READ -> EnumSet.of(SENDING, UNKNOWN, REFUSED, ACCEPTED, SENT, EXPIRED, FAILED, DELIVERED);
            case SENDING, UNKNOWN, REFUSED, ACCEPTED, EXPIRED, OTHER ->
                throw new IllegalStateException("No status of Meta's: " + this);
        };
    }

    /** Whether it is known if the message has left; a status of Meta's may say more. */
    public boolean isKnown() {
        return switch (this) {
            case SENDING, UNKNOWN, OTHER -> false;
            case REFUSED, ACCEPTED, SENT, DELIVERED, READ, FAILED, EXPIRED -> true;
        };
    }

    /** The state that is stored so. */
    public static MessageState of(String word) {
        return Stream.of(values())
                .filter(state -> state.name().equals(word))
                .findFirst()
                .orElse(OTHER);
    }
}
