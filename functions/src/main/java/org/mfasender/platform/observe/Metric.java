package org.mfasender.platform.observe;

import java.util.List;

/**
 * What is measured. The dimensions have few values: those of {@link Dimension}. An environment is not one of them; it is in the
 * log.
 */
public enum Metric {
    /** Runs that ended, apart from those that {@code AWS/States} counts as failed or timed out. */
    RUNS("Runs", Unit.COUNT, Dimension.OUTCOME),
    /** From the request to the run's end, waiting for Meta included. */
    RUN_DURATION("RunDuration", Unit.SECONDS, Dimension.OUTCOME),
    /** One invocation of a step. */
    STEP_DURATION("StepDuration", Unit.MILLISECONDS, Dimension.STEP),
    /** Calls of Meta's Graph API. */
    GRAPH_CALLS("GraphCalls", Unit.COUNT, Dimension.FUNCTION),
    /** Calls that Meta refused because of a rate limit. */
    THROTTLES("Throttles", Unit.COUNT, Dimension.FUNCTION),
    /** Calls that Meta refused or did not answer, and what failed unexpectedly. */
    FAILURES("Failures", Unit.COUNT, Dimension.KIND, Dimension.CODE),
    /** Answers of the HTTP API's functions. */
    REQUESTS("Requests", Unit.COUNT, Dimension.FUNCTION, Dimension.STATUS_CLASS),
    /** How long the answer took. */
    REQUEST_DURATION("RequestDuration", Unit.MILLISECONDS, Dimension.FUNCTION, Dimension.STATUS_CLASS),
    /** Requests to send a passcode. */
    MESSAGES("Messages", Unit.COUNT, Dimension.OUTCOME),
    /** How long they took. */
    MESSAGE_DURATION("MessageDuration", Unit.MILLISECONDS, Dimension.OUTCOME),
    /** Messages that were not sent or not delivered, by this system's word for the reason. */
    REFUSALS("Refusals", Unit.COUNT, Dimension.CAUSE),
    /** Messages that Meta has taken, and charges for when they are delivered. */
    ACCEPTED_MESSAGES("AcceptedMessages", Unit.COUNT, Dimension.COUNTRY),
    /** Deliveries of Meta's webhooks, each with many events. */
    WEBHOOKS("Webhooks", Unit.COUNT, Dimension.OUTCOME),
    /** Environments of the app of a delivery whose App Secret can never be read again. */
    LOST_WEBHOOK_SECRETS("LostWebhookSecrets", Unit.COUNT),
    /** What was in those that are Meta's. */
    WEBHOOK_EVENTS("WebhookEvents", Unit.COUNT, Dimension.OUTCOME),
    /** What Meta reported of templates, numbers and accounts, when it is applied. */
    ACCOUNT_EVENTS("AccountEvents", Unit.COUNT, Dimension.OUTCOME),
    /** What functions had recorded, by the function that acts on it. */
    RELAYED_CHANGES("RelayedChanges", Unit.COUNT, Dimension.FUNCTION, Dimension.OUTCOME),
    /** Messages of which Meta said how they ended, {@code delivered} or {@code failed}. The other accepted ones expired. */
    DELIVERIES("Deliveries", Unit.COUNT, Dimension.OUTCOME, Dimension.COUNTRY),
    /** From the request to the delivery, by Meta's clock. */
    DELIVERY_DURATION("DeliveryDuration", Unit.SECONDS),
    /** Messages that Meta charges for. */
    BILLED_MESSAGES("BilledMessages", Unit.COUNT, Dimension.CATEGORY, Dimension.COUNTRY),
    /** How much is used of the recipients that Meta lets a business portfolio send to within 24 hours. */
    MESSAGING_LIMIT_USED("MessagingLimitUsed", Unit.PERCENT),
    /** Codes of Amazon Cognito, by what became of them. */
    COGNITO_CODES("CognitoCodes", Unit.COUNT, Dimension.OUTCOME),
    /** Passcodes of which a caller said what became of them. */
    PASSCODE_OUTCOMES("PasscodeOutcomes", Unit.COUNT, Dimension.OUTCOME, Dimension.COUNTRY),
    /** Senders of each status: counted once an hour, so that a sum over time means nothing. */
    SENDERS("Senders", Unit.COUNT, Dimension.STATUS),
    /** Senders that have changed for the worse, and that have recovered. */
    SENDER_CHANGES("SenderChanges", Unit.COUNT, Dimension.STATUS),
    /** Starts of functions without the AOT cache that they were to have. */
    AOT_CACHE_UNUSED("AotCacheUnused", Unit.COUNT, Dimension.CAUSE);

    /** CloudWatch's units. */
    enum Unit {
        COUNT("Count"),
        MILLISECONDS("Milliseconds"),
        PERCENT("Percent"),
        SECONDS("Seconds");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final String text;
    private final Unit unit;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Dimension> dimensions;

    Metric(String text, Unit unit, Dimension... dimensions) {
        this.text = text;
        this.unit = unit;
        this.dimensions = List.of(dimensions);
    }

    Unit unit() {
        return unit;
    }

    /** Whether it is written with {@code Service} alone, also or only, because an alarm watches the sum. */
    public boolean isTotalled() {
        return this == THROTTLES || dimensions.isEmpty();
    }

    /** Beside {@code Service}, the name of the stack. */
    public List<Dimension> dimensions() {
        return dimensions;
    }

    /** The metric's name. */
    @Override
    public String toString() {
        return text;
    }
}
