package org.mfasender.platform.observe;

/** The members of a log line beside those that every line has, in their order. A line leaves out what it has no value for. */
public enum Field {
    /** Of the customer's environment, a UUID. */
    ENVIRONMENT_ID("environmentId"),
    /** Name of the Step Functions execution. */
    EXECUTION("execution"),
    /** Number of the run. */
    GENERATION("generation"),
    /** Of the workflow. */
    STEP("step"),
    /** Of the HTTP API, e.g. {@code GET /v1/environments/{environmentId}/...}: the pattern, not the path of the request. */
    ROUTE("route"),
    /** Who sent a request that is not a GET: the client or principal, else the subject. */
    CALLER("caller"),
    /** The ID of the sender key with which a request was made. */
    SENDER_KEY("senderKey"),
    HTTP_STATUS("httpStatus"),
    /** How the invocation ended: see {@link Outcome}. */
    OUTCOME("outcome"),
    /** How the run ended, when it ended here. */
    RUN_OUTCOME("runOutcome"),
    /** When a waiting step polls again. */
    RETRY_AT("retryAt"),
    /** Names of the checks that failed. */
    FAILED_CHECKS("failedChecks"),
    /** Of a message: our ID, not Meta's. */
    MESSAGE_ID("messageId"),
    /** How a request to send a passcode ended. */
    MESSAGE_OUTCOME("messageOutcome"),
    /** Why a message was not sent. */
    REFUSAL("refusal"),
    /** What Amazon Cognito has a code sent for. */
    TRIGGER("trigger"),
    /** What became of a code of Amazon Cognito, and why. */
    CODE_OUTCOME("codeOutcome"),
    CODE_CAUSE("codeCause"),
    /** How a delivery of Meta's webhooks ended. */
    WEBHOOK_OUTCOME("webhookOutcome"),
    /** What was in it, by counts. */
    WEBHOOK_EVENTS("webhookEvents"),
    /** What became of what functions had recorded, by counts. */
    RELAYED("relayed"),
    /** Percent of the recipients that Meta allows in 24 hours. */
    MESSAGING_LIMIT_USED("messagingLimitUsed"),
    /** The code in an error body. */
    CODE("code"),
    /** The id in an error body. */
    ERROR_ID("errorId"),
    /** Classes and places of an unexpected error and its causes, without their messages. */
    CAUSES("causes"),
    /** The status of a sender since it was checked. */
    SENDER_STATUS("senderStatus"),
    /** How many checks of senders were started, and could not be. */
    CHECKS("checks"),
    /** What a sweep did, by counts. */
    SWEPT("swept"),
    /** Number of calls of Meta's Graph API. */
    GRAPH_CALLS("graphCalls"),
    /** Meta's code, in the last answer that was an error. */
    META_CODE("metaCode"),
    META_SUBCODE("metaSubcode"),
    /** Meta's {@code fbtrace_id} of it, for a support case. */
    META_TRACE_ID("metaTraceId"),
    DURATION_MILLIS("durationMillis");

    private final String text;

    Field(String text) {
        this.text = text;
    }

    /** The member's name. */
    @Override
    public String toString() {
        return text;
    }
}
