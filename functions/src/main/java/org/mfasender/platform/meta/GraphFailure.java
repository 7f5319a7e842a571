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
 * @param regainAccess after which time Meta says that calls are welcome again
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
        /** A person has to mend something at Meta or in the credentials. */
        MEND,
        /** Meta limits the rate: wait, minutes to hours. */
        WAIT,
        /** Meta or the network is failing: try again soon. */
        RETRY,
        /** Meta refused the call for what it is: a fault of this system, or a change at Meta. */
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

    /** The object does not exist, or is invisible to this token: Meta does not tell which. */
    public boolean isInvisible() {
        return hasCode(100) && subcode != null && subcode == 33;
    }

    /** A parameter was refused, which says something about this call only. */
    public boolean isParameter() {
        return hasCode(100);
    }

    /** A parameter was refused without a subcode: an unknown field, a wrong proof, a token of another app. */
    public boolean isParameterRefused() {
        return (hasCode(100) && (subcode == null || subcode == 0)) || hasCode(104);
    }

    /** A word for statistics, one of a few: a code of Meta's that is known here, {@code other}, or {@code http-5xx} without one. */
    public String cause() {
        if (code != null) {
            return ErrorCodes.isKnown(code) ? code.toString() : "other";
        }
        return httpStatus == 0 ? "no-answer" : "http-" + httpStatus / 100 + "xx";
    }

    /** Meta's code, subcode and trace id, as far as there are some. */
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
