package org.mfasender.platform.observe;

/** How a request to send a passcode ended. */
public enum MessageOutcome {
    /** Meta has taken the message. */
    ACCEPTED("accepted"),
    /** Nothing was sent, and nothing would be if the request were repeated: 502. */
    REFUSED("refused"),
    /** Meta has taken the message, and could not deliver it: 502. */
    UNDELIVERED("undelivered"),
    /** Nothing was sent, because Meta or AWS is failing: 503. */
    UNAVAILABLE("unavailable"),
    /** Meta did not answer: 504. */
    UNKNOWN("unknown"),
    /** A limit of Meta's or of this system is reached: 429. */
    LIMITED("limited"),
    /** The same request was sent before: 202 or 409. */
    REPEATED("repeated"),
    /** The request or the account does not allow it: another 4xx. */
    INVALID("invalid");

    private final String text;

    MessageOutcome(String text) {
        this.text = text;
    }

    /** The name as metrics spell it. */
    @Override
    public String toString() {
        return text;
    }
}
