package org.mfasender.platform.observe;

/** What Meta reports in a webhook, and what it changed. */
public enum WebhookEvent {
    SENT("sent"),
    DELIVERED("delivered"),
    READ("read"),
    FAILED("failed"),
    /** Of a template, a number or the account. */
    ACCOUNT("account"),
    /** Known, and nothing follows from it here. */
    NOTED("noted"),
    /** Known already, or older than what is known. */
    OUTDATED("outdated"),
    /** A recipient says that the code was not asked for: a sign of fraud. */
    NOT_REQUESTED("not-requested"),
    /** Of a message of another sender, or of none that this system has sent. */
    FOREIGN("foreign"),
    /** Nothing that this system knows. */
    UNKNOWN("unknown");

    private final String text;

    WebhookEvent(String text) {
        this.text = text;
    }

    /** The name as metrics spell it. */
    @Override
    public String toString() {
        return text;
    }
}
