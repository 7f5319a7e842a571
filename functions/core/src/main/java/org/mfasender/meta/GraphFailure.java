package org.mfasender.meta;

import java.time.Duration;
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

    /** The object does not exist, or is invisible to this token: Meta does not tell which. */
    public boolean isInvisible() {
        return hasCode(100) && subcode != null && subcode == 33;
    }

    /** A parameter was refused without a subcode: an unknown field, a wrong proof, a token of another app. */
    public boolean isParameterRefused() {
        return (hasCode(100) && (subcode == null || subcode == 0)) || hasCode(104);
    }

    @Override
    public String toString() {
        return call + " failed: " + kind + ", HTTP " + httpStatus + ", code " + code + ", subcode " + subcode
                + ", trace " + traceId;
    }
}
