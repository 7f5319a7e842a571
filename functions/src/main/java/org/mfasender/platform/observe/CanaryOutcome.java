package org.mfasender.platform.observe;

/** How the hourly sample ended. */
public enum CanaryOutcome {
    /** It is on the phone. */
    DELIVERED("delivered"),
    /** Meta has taken it, and did not report its delivery within a minute. */
    ACCEPTED("accepted"),
    /** It was not sent, or Meta could not deliver it. */
    REFUSED("refused"),
    /** Meta did not answer, and reported nothing. */
    UNKNOWN("unknown");

    private final String text;

    CanaryOutcome(String text) {
        this.text = text;
    }

    /** The name as metrics spell it. */
    @Override
    public String toString() {
        return text;
    }
}
