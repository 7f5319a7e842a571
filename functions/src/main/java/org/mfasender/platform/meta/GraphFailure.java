package org.mfasender.platform.meta;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a call failed. Meta's texts are left out: they are localised, and some quote the token.
 *
 * @param call what was called, e.g. {@code GET /debug_token}; holds no identifier of a customer
 * @param httpStatus 0 when no answer came
 * @param code Meta's code; null when the answer was not Meta's error envelope
 * @param regainAccess after which time Meta accepts calls again; null when it names none
 */
public record GraphFailure(
        Kind kind,
        String call,
        int httpStatus,
        @Nullable Integer code,
        @Nullable Integer subcode,
        @Nullable String traceId,
        @Nullable Duration regainAccess) {

    /** What to do about it. */
    public enum Kind {
        /** A person has to fix something at Meta or in the credentials. */
        FIX,
        /** Meta limits the rate: wait, minutes to hours. */
        WAIT,
        /** Meta or the network is failing: retry soon. */
        RETRY,
        /** Meta refused the call itself: a fault of this system, or a change at Meta. */
        BUG
    }

    boolean hasCode(int wanted) {
        return code != null && code == wanted;
    }

    /** The token is not accepted: expired, revoked, malformed, or of an app with another secret. */
    public boolean isTokenRefused() {
        return hasCode(190) || hasCode(102) || hasCode(0);
    }

    /** A permission, or access to the object, is missing. */
    public boolean isPermissionMissing() {
        return hasCode(10) || hasCode(3) || (code != null && code >= 200 && code <= 299);
    }

    /** Meta has locked or blocked the account. */
    public boolean isLocked() {
        return hasCode(131031) || hasCode(368);
    }

    /** The object does not exist, or is invisible to this token: Meta does not say which. */
    public boolean isInvisible() {
        return hasCode(100) && subcode != null && subcode == 33;
    }

    /** Meta refused a parameter, which concerns this call only. */
    public boolean isParameter() {
        return hasCode(100);
    }

    /** Meta refused a parameter without a subcode: an unknown field, a wrong proof, a token of another app. */
    public boolean isParameterRefused() {
        return (hasCode(100) && (subcode == null || subcode == 0)) || hasCode(104);
    }

    /** One of few words for metrics: a code of Meta's that is known here, {@code other}, or {@code http-5xx} without a code. */
    public String cause() {
        if (code != null) {
            return ErrorCodes.isKnown(code) ? code.toString() : "other";
        }
        return httpStatus == 0 ? "no-answer" : "http-" + httpStatus / 100 + "xx";
    }

    /** Meta's answer as a check keeps it. */
    public MetaError error() {
        return new MetaError(code, subcode, traceId);
    }

    /** Meta's code, subcode and trace ID, as far as it sent them. */
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        if (code != null) {
            details.put("code", code);
        }
        if (subcode != null) {
            details.put("subcode", subcode);
        }
        if (traceId != null) {
            details.put("traceId", traceId);
        }
        return details;
    }

    @Override
    public String toString() {
        return call + " failed: " + kind + ", HTTP " + httpStatus + ", code " + code + ", subcode " + subcode
                + ", trace " + traceId;
    }
}
