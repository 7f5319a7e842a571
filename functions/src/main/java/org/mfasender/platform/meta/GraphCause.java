package org.mfasender.platform.meta;

import org.mfasender.platform.meta.GraphFailure.Kind;

/**
 * Why a call failed: what the HTTP status, code, subcode and {@code is_transient} of Meta's answer mean, wherever it is met. Texts are
 * never read, because they are localised and change. Source: Meta, "Handling Errors" and "Rate Limits" of the Graph API, "Error codes"
 * of the WhatsApp Business Platform (2026-05-15), "Error Codes" of the Marketing API (2025-12-11), "Secure Graph API Calls", and the
 * list of {@code API_EC_} codes that Meta published before.
 */
public enum GraphCause {
    /** The app may call nothing: Meta answers HTTP 400 and code 200 to every call, with any token. */
    APP_BLOCKED("appBlocked", Kind.FIX),
    APP_DELETED("appDeleted", Kind.FIX),
    /** The app has no WhatsApp product, or not the access that the call needs. */
    APP_WITHOUT_CAPABILITY("appWithoutCapability", Kind.FIX),
    /** The app may not act for this user, from this address or in this country. */
    APP_RESTRICTED("appRestricted", Kind.FIX),

    /** Meta does not say what is wrong with the token. */
    TOKEN_INVALID("tokenInvalid", Kind.FIX),
    TOKEN_EXPIRED("tokenExpired", Kind.FIX),
    TOKEN_REVOKED("tokenRevoked", Kind.FIX),
    TOKEN_APP_REMOVED("tokenAppRemoved", Kind.FIX),
    /** The token's user has to confirm something at Meta first. */
    TOKEN_USER_BLOCKED("tokenUserBlocked", Kind.FIX),
    /** The call's signature, or the signature that the app requires. */
    SIGNATURE("signature", Kind.FIX),

    /** A permission of the token is missing, or the system user is not assigned. */
    PERMISSION("permissionMissing", Kind.FIX),
    ACCOUNT_LOCKED("accountLocked", Kind.FIX),
    POLICY("policy", Kind.FIX),
    PAYMENT("payment", Kind.FIX),
    PHONE_NUMBER("phoneNumber", Kind.FIX),
    TEMPLATE_LIMIT("templateLimit", Kind.FIX),
    /** The object does not exist or is invisible to this token: Meta does not say which. */
    WRONG_ID("wrongId", Kind.FIX),

    RATE_LIMIT("rateLimit", Kind.WAIT),
    /** Nothing came in the time that there was. */
    UNANSWERED("unanswered", Kind.RETRY),
    TEMPORARY("temporary", Kind.RETRY),
    /** "Reduce the amount of data", or an unknown failure of Meta: both have code 1. */
    TOO_MUCH_DATA("tooMuchData", Kind.RETRY),

    /** An unknown field, or another parameter that Meta refuses. */
    PARAMETER("parameter", Kind.BUG),
    /** Meta does not know the version or the path any more. */
    OUTDATED("outdated", Kind.BUG),
    UNKNOWN("unknown", Kind.BUG);

    private final String text;
    private final Kind kind;

    GraphCause(String text, Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    /** The meaning of Meta's error. Only a code that is not listed leaves the decision to the status. */
    static GraphCause of(int httpStatus, int code, int subcode, boolean isTransient) {
        GraphCause cause = of(httpStatus, code, subcode);
        if (cause.kind == Kind.WAIT || cause.kind == Kind.RETRY) {
            return cause;
        }
        if (isTransient) {
            return TEMPORARY;
        }
        return cause == UNKNOWN && httpStatus == 429 ? RATE_LIMIT : cause;
    }

    private static GraphCause of(int httpStatus, int code, int subcode) {
        return switch (code) {
            case 0, 102, 190 -> ofToken(subcode);
            case 1, 18 -> TOO_MUCH_DATA;
            case 2, 131000, 131016, 131057, 133004, 200002 -> TEMPORARY;
            case 3 -> APP_WITHOUT_CAPABILITY;
            case 4, 9, 17, 32, 341, 613, 130429, 131048, 131056, 131064, 133016 -> RATE_LIMIT;
            // An address that the app does not allow; a call that is signed with a session's secret.
            case 5, 15 -> APP_RESTRICTED;
            case 8, 11, 12, 2500, 2635 -> OUTDATED;
            case 10, 131005, 200005, 200006, 200007 -> PERMISSION;
            case 33, 131037, 131045, 133005, 133006, 133010 -> PHONE_NUMBER;
            case 100 -> ofParameter(subcode);
            case 101 -> APP_DELETED;
            case 104 -> SIGNATURE;
            case 110, 803 -> WRONG_ID;
            case 200 -> httpStatus == 400 && subcode == 0 ? APP_BLOCKED : PERMISSION;
            case 368 -> POLICY;
            case 131031 -> ACCOUNT_LOCKED;
            case 131042, 131044 -> PAYMENT;
            default -> ofRange(code);
        };
    }

    private static GraphCause ofRange(int code) {
        if (code < 0) {
            // Internal errors of Meta's.
            return TEMPORARY;
        }
        if (code > 200 && code <= 299) {
            return PERMISSION;
        }
        // Business use cases, of which 80007 and 80008 are WhatsApp's.
        return code >= 80000 && code <= 80014 ? RATE_LIMIT : UNKNOWN;
    }

    private static GraphCause ofToken(int subcode) {
        return switch (subcode) {
            case 458 -> TOKEN_APP_REMOVED;
            case 459, 464, 490 -> TOKEN_USER_BLOCKED;
            case 460, 467, 492 -> TOKEN_REVOKED;
            case 463 -> TOKEN_EXPIRED;
            default -> TOKEN_INVALID;
        };
    }

    private static GraphCause ofParameter(int subcode) {
        return switch (subcode) {
            case 33 -> WRONG_ID;
            case 1487534 -> TOO_MUCH_DATA;
            case 2388019 -> TEMPLATE_LIMIT;
            case 2494100 -> TEMPORARY;
            default -> PARAMETER;
        };
    }

    /** The meaning of an answer that is not Meta's error: a gateway's page, an empty body, malformed JSON. */
    static GraphCause ofStatus(int httpStatus) {
        return httpStatus == 429 ? RATE_LIMIT : TEMPORARY;
    }

    /** The meaning of the error inside an inspection, which comes with HTTP 200. */
    static GraphCause ofInspection(int code, int subcode) {
        return of(200, code, subcode, false);
    }

    /** What to do about it. */
    public Kind kind() {
        return kind;
    }

    public boolean isOfToken() {
        return switch (this) {
            case TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_APP_REMOVED, TOKEN_USER_BLOCKED -> true;
            default -> false;
        };
    }

    public boolean isOfApp() {
        return switch (this) {
            case APP_BLOCKED, APP_DELETED, APP_WITHOUT_CAPABILITY, APP_RESTRICTED -> true;
            default -> false;
        };
    }

    /** Whether the same call may succeed without the field that was refused: nothing says that more than a field is at fault. */
    boolean mayBeAField() {
        return switch (this) {
            case PERMISSION, APP_WITHOUT_CAPABILITY, APP_BLOCKED, PARAMETER, OUTDATED, UNKNOWN -> true;
            default -> false;
        };
    }

    /** As the keys of {@code checks.properties} spell it, e.g. {@code tokenExpired}. */
    @Override
    public String toString() {
        return text;
    }
}
