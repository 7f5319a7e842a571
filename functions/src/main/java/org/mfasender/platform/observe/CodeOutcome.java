package org.mfasender.platform.observe;

/** What became of a code of Amazon Cognito. */
public enum CodeOutcome {
    /** Meta has taken the message. */
    WHATSAPP("whatsapp"),
    /** It went by SMS instead. */
    SMS("sms"),
    /** It was sent before. */
    REPEATED("repeated"),
    /** Nothing was sent; Lambda tries again. */
    RETRIED("retried"),
    /** It may have been sent, and is not sent again. */
    UNKNOWN("unknown"),
    /** It was not sent or not delivered. */
    FAILED("failed"),
    /** It cannot be sent whoever the recipient is: the event, the key or the account is at fault. */
    INVALID("invalid");

    private final String text;

    CodeOutcome(String text) {
        this.text = text;
    }

    /** The name as metrics spell it. */
    @Override
    public String toString() {
        return text;
    }
}
