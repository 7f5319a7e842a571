package org.mfasender.checks;

import static org.mfasender.checks.Cause.ACCEPTED;
import static org.mfasender.checks.Cause.APP_ID;
import static org.mfasender.checks.Cause.ARCHIVED;
import static org.mfasender.checks.Cause.BEING_DELETED;
import static org.mfasender.checks.Cause.BY_HAND;
import static org.mfasender.checks.Cause.CAPACITY;
import static org.mfasender.checks.Cause.CATEGORY_CHANGED;
import static org.mfasender.checks.Cause.DELETED;
import static org.mfasender.checks.Cause.DISABLED;
import static org.mfasender.checks.Cause.EDITED;
import static org.mfasender.checks.Cause.ENDED;
import static org.mfasender.checks.Cause.FAILED;
import static org.mfasender.checks.Cause.FORBIDDEN;
import static org.mfasender.checks.Cause.IN_APPEAL;
import static org.mfasender.checks.Cause.IN_REVIEW;
import static org.mfasender.checks.Cause.LANGUAGES;
import static org.mfasender.checks.Cause.LIMIT_EXCEEDED;
import static org.mfasender.checks.Cause.NEITHER;
import static org.mfasender.checks.Cause.NONE;
import static org.mfasender.checks.Cause.NOT_KEPT;
import static org.mfasender.checks.Cause.NOT_LISTED;
import static org.mfasender.checks.Cause.NO_ADDRESS;
import static org.mfasender.checks.Cause.NUMBER_OVERRIDE;
import static org.mfasender.checks.Cause.OPAQUE;
import static org.mfasender.checks.Cause.OTHER_ACCOUNTS;
import static org.mfasender.checks.Cause.OTHER_APP;
import static org.mfasender.checks.Cause.OTHER_CALLBACK;
import static org.mfasender.checks.Cause.OVERRIDE;
import static org.mfasender.checks.Cause.PASSED;
import static org.mfasender.checks.Cause.PAUSED;
import static org.mfasender.checks.Cause.PERSON;
import static org.mfasender.checks.Cause.PHONE_NUMBER;
import static org.mfasender.checks.Cause.PHONE_NUMBER_ID;
import static org.mfasender.checks.Cause.PLANNED;
import static org.mfasender.checks.Cause.PORTFOLIO_ID;
import static org.mfasender.checks.Cause.REFUSED;
import static org.mfasender.checks.Cause.REJECTED;
import static org.mfasender.checks.Cause.REPLACED;
import static org.mfasender.checks.Cause.REQUIRED;
import static org.mfasender.checks.Cause.SWAPPED_IDS;
import static org.mfasender.checks.Cause.SWAPPED_SECRETS;
import static org.mfasender.checks.Cause.TOO_FEW_TASKS;
import static org.mfasender.checks.Cause.UNKNOWN;
import static org.mfasender.checks.Cause.UNREACHABLE;
import static org.mfasender.checks.Cause.UNUSABLE;
import static org.mfasender.checks.Cause.WARNING;
import static org.mfasender.checks.Cause.WRONG_SECRET;

import java.util.List;

/** Every check, with what it can find. Names are a contract with clients and stored with each run. */
public enum CheckName implements Word {
    APP_CREDENTIALS("appCredentials", PASSED, FAILED, WRONG_SECRET, OTHER_APP, SWAPPED_IDS, SWAPPED_SECRETS, NEITHER),
    TOKEN_BELONGS_TO_APP("tokenBelongsToApp", PASSED, FAILED, UNKNOWN),
    TOKEN_VALID("tokenValid", PASSED),
    TOKEN_NEVER_EXPIRES("tokenNeverExpires", PASSED, ACCEPTED, FAILED, UNKNOWN),
    TOKEN_OF_SYSTEM_USER("tokenOfSystemUser", PASSED, FAILED, PERSON, UNKNOWN),
    SCOPE_BUSINESS_MANAGEMENT("scopeBusinessManagement", PASSED, FAILED, UNKNOWN),
    SCOPE_WHATSAPP_BUSINESS_MANAGEMENT("scopeWhatsAppBusinessManagement", PASSED, FAILED, UNKNOWN),
    SCOPE_WHATSAPP_BUSINESS_MESSAGING("scopeWhatsAppBusinessMessaging", PASSED, FAILED, UNKNOWN),
    APP_SECRET_PROOF("appSecretProof", PASSED, OPAQUE, REQUIRED, FAILED),

    WABA_READABLE("wabaReadable", PASSED, FAILED, APP_ID, PHONE_NUMBER_ID, PORTFOLIO_ID, PHONE_NUMBER, OTHER_ACCOUNTS),
    SYSTEM_USER_IS_ADMIN("systemUserIsAdmin", PASSED, FAILED, TOO_FEW_TASKS, UNKNOWN),
    ACCOUNT_REVIEWED("accountReviewed", PASSED, WARNING, FAILED, UNKNOWN),
    ACCOUNT_ACTIVE("accountActive", PASSED, WARNING, FAILED, UNKNOWN),
    ACCOUNT_HEALTHY("accountHealthy", PASSED, WARNING, FAILED, UNKNOWN),
    PAYMENT_METHOD("paymentMethod", PASSED, WARNING, UNKNOWN),
    BUSINESS_VERIFIED("businessVerified", PASSED, WARNING, UNKNOWN),
    MESSAGING_LIMIT("messagingLimit", PASSED, WARNING, UNKNOWN),

    SENDER_NUMBER("senderNumber", PASSED, FAILED, NONE, NOT_LISTED, UNUSABLE),
    NUMBER_QUALITY("numberQuality", PASSED, WARNING),
    MESSAGING_RIGHTS("messagingRights", PASSED, FAILED, UNKNOWN),

    TEMPLATE_RIGHTS("templateRights", PASSED, FAILED),
    TEMPLATE_CAPACITY("templateCapacity", PASSED, WARNING, UNKNOWN),
    TEMPLATES_AS_WANTED("templatesAsWanted", PASSED, EDITED),
    TEMPLATES_USABLE(
            "templatesUsable",
            PASSED,
            FAILED,
            BY_HAND,
            IN_REVIEW,
            IN_APPEAL,
            REJECTED,
            PAUSED,
            DISABLED,
            ARCHIVED,
            LIMIT_EXCEEDED,
            CATEGORY_CHANGED,
            BEING_DELETED,
            DELETED),
    TEMPLATES_ELIGIBLE("templatesEligible", FAILED),
    TEMPLATES_CREATED("templatesCreated", PASSED, REPLACED, FAILED, FORBIDDEN, LANGUAGES, NOT_KEPT, CAPACITY),

    WEBHOOKS_SUBSCRIBED(
            "webhooksSubscribed",
            PASSED,
            PLANNED,
            ENDED,
            OTHER_CALLBACK,
            OVERRIDE,
            NUMBER_OVERRIDE,
            REFUSED,
            UNREACHABLE,
            OPAQUE,
            NO_ADDRESS),

    CREDENTIALS_STORED("credentialsStored", FAILED),
    RATE_LIMIT("rateLimit", FAILED),
    META_CALL("metaCall", FAILED);

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Cause> causes;

    CheckName(String text, Cause... causes) {
        this.text = text;
        this.causes = List.of(causes);
    }

    /** Whether nothing may count as passed unless this check has passed: it cannot be left open, or out. */
    boolean isGate() {
        return switch (this) {
            case APP_CREDENTIALS,
                    TOKEN_BELONGS_TO_APP,
                    TOKEN_VALID,
                    TOKEN_NEVER_EXPIRES,
                    TOKEN_OF_SYSTEM_USER,
                    SCOPE_BUSINESS_MANAGEMENT,
                    SCOPE_WHATSAPP_BUSINESS_MANAGEMENT,
                    SCOPE_WHATSAPP_BUSINESS_MESSAGING,
                    APP_SECRET_PROOF,
                    WABA_READABLE,
                    SENDER_NUMBER,
                    TEMPLATE_RIGHTS -> true;
            default -> false;
        };
    }

    /** What the check can find; each has a text in {@code checks.properties}. */
    List<Cause> causes() {
        return causes;
    }

    /** The name as answers and stored runs spell it, e.g. {@code tokenNeverExpires}. */
    @Override
    public String toString() {
        return text;
    }
}
