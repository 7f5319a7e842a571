package org.mfasender.checks;

/**
 * What a check found, more exactly than its status: names the check's text in {@code checks.properties}. Why Meta refused a call is a
 * {@link org.mfasender.platform.meta.GraphCause}, whose words are the same at every check.
 */
public enum Cause {
    PASSED("passed"),
    WARNING("warning"),
    UNKNOWN("unknown"),
    /** A failure that needs no text of its own. */
    FAILED("failed"),

    WRONG_SECRET("wrongSecret"),
    OTHER_APP("otherApp"),
    SWAPPED_IDS("swappedIds"),
    SWAPPED_SECRETS("swappedSecrets"),
    /** Meta accepts neither the app nor the token: both are wrong, or the app is gone. */
    NEITHER("neither"),
    /** The token expires, and the request accepts that. */
    ACCEPTED("accepted"),
    PERSON("person"),
    /** The secret is an issued app access token, which cannot sign calls. */
    OPAQUE("opaque"),
    /** The app requires signed calls, and the secret cannot sign any. */
    REQUIRED("required"),

    APP_ID("appId"),
    PHONE_NUMBER_ID("phoneNumberId"),
    PORTFOLIO_ID("portfolioId"),
    PHONE_NUMBER("phoneNumber"),
    /** The token is limited to other accounts. */
    OTHER_ACCOUNTS("otherAccounts"),
    TOO_FEW_TASKS("tooFewTasks"),

    NONE("none"),
    /** The number that was asked for is not one of the account's. */
    NOT_LISTED("notListed"),
    /** The number that was asked for cannot send. */
    UNUSABLE("unusable"),

    BY_HAND("byHand"),
    IN_REVIEW("inReview"),
    IN_APPEAL("inAppeal"),
    REJECTED("rejected"),
    PAUSED("paused"),
    DISABLED("disabled"),
    ARCHIVED("archived"),
    LIMIT_EXCEEDED("limitExceeded"),
    CATEGORY_CHANGED("categoryChanged"),
    BEING_DELETED("beingDeleted"),
    DELETED("deleted"),
    /** Somebody changed what it says. */
    EDITED("edited"),
    FORBIDDEN("forbidden"),
    LANGUAGES("languages"),
    /** What this run created did not stay as it was created. */
    NOT_KEPT("notKept"),
    CAPACITY("capacity"),
    /** All is there, and some of it took the place of what cannot be used. */
    REPLACED("replaced"),

    /** Nothing is there yet; the set-up makes it. */
    PLANNED("planned"),
    /** It was there, and is not any more. */
    ENDED("ended"),
    /** The app's webhooks go to another system. */
    OTHER_CALLBACK("otherCallback"),
    /** The webhooks of the account's messages go to another system. */
    OVERRIDE("override"),
    /** Those of the selected number's messages do. */
    NUMBER_OVERRIDE("numberOverride"),
    /** Meta does not accept the callback URL. */
    REFUSED("refused"),
    /** Meta cannot reach the callback URL. */
    UNREACHABLE("unreachable"),
    /** The address of this system is not known. */
    NO_ADDRESS("noAddress");

    private final String text;

    Cause(String text) {
        this.text = text;
    }

    /** As the keys of {@code checks.properties} spell it, e.g. {@code swappedSecrets}. */
    @Override
    public String toString() {
        return text;
    }
}
