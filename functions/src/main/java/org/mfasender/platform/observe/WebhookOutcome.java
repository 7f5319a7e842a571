package org.mfasender.platform.observe;

/** How a delivery of Meta's webhooks ended. */
public enum WebhookOutcome {
    /** Everything in it is recorded: 200. */
    RECORDED("recorded"),
    /** No secret of the app makes its signature: 401. */
    WRONG_SIGNATURE("wrong-signature"),
    /** A secret cannot be read that may have signed it, so that Meta has to repeat it: 503. */
    UNDECIDED("undecided"),
    /** The app belongs to no account: 404. */
    UNKNOWN_APP("unknown-app"),
    /** Larger than any of Meta's: 413. */
    TOO_LARGE("too-large"),
    /** Signed, but not as Meta documents it: 200, because it would be the same the next time. */
    MALFORMED("malformed");

    private final String text;

    WebhookOutcome(String text) {
        this.text = text;
    }

    /** The name as metrics spell it. */
    @Override
    public String toString() {
        return text;
    }
}
