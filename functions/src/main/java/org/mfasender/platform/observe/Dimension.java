package org.mfasender.platform.observe;

/** What metrics are distinguished by. */
public enum Dimension {
    /** How a run, a request to send, a webhook or an event in it ended: see the types whose names end so, and {@link WebhookEvent}. */
    OUTCOME("Outcome"),
    /** Of the workflow. */
    STEP("Step"),
    /** Named after its handler, e.g. {@code list-numbers}. */
    FUNCTION("Function"),
    /** Of a sender, e.g. {@code DEGRADED}. */
    STATUS("Status"),
    /** {@code 2xx}, {@code 4xx} or {@code 5xx}. */
    STATUS_CLASS("StatusClass"),
    /** Whose failure: {@code FIX}, {@code WAIT}, {@code RETRY} or {@code BUG} at Meta, else {@code AWS} or {@code UNEXPECTED}. */
    KIND("Kind"),
    /** Meta's code where it is a known one, or the error's class. */
    CODE("Code"),
    /** Why a message was not sent, e.g. {@code NOT_ON_WHATSAPP}, or an AOT cache not used: see {@link AotCache}. */
    CAUSE("Cause"),
    /** Meta's, of which a message is charged, e.g. {@code authentication}. */
    CATEGORY("Category"),
    /** Of a message's recipient, ISO 3166-1 alpha-2; {@code unknown} where a status came before the message was recorded. */
    COUNTRY("Country");

    private final String text;

    Dimension(String text) {
        this.text = text;
    }

    /** The dimension's name. */
    @Override
    public String toString() {
        return text;
    }
}
