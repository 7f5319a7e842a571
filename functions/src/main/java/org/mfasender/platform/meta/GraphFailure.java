package org.mfasender.platform.meta;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a call failed.
 *
 * @param cause what Meta's answer means
 * @param call what was called, e.g. {@code GET /debug_token}; holds no identifier of a customer
 * @param httpStatus 0 when no answer came
 * @param code Meta's code; null when the answer was not Meta's error envelope
 * @param regainAccess after which time Meta accepts calls again; null when it names none
 * @param said what Meta says to people, short and free of secrets; null when it says nothing. Localised: it is passed on, and decides
 *     nothing
 */
public record GraphFailure(
        GraphCause cause,
        String call,
        int httpStatus,
        @Nullable Integer code,
        @Nullable Integer subcode,
        @Nullable String traceId,
        @Nullable Duration regainAccess,
        @Nullable String said) {

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

    public Kind kind() {
        return cause.kind();
    }

    /** Whether it says nothing about what was asked, only that Meta limits the rate or is failing. */
    public boolean isTemporary() {
        return kind() == Kind.WAIT || kind() == Kind.RETRY;
    }

    boolean hasCode(int wanted) {
        return code != null && code == wanted;
    }

    /** Meta answered, and may answer otherwise in a moment. A token without a subcode is also refused while Meta is failing. */
    boolean mayPass() {
        return httpStatus != 0
                && (kind() == Kind.RETRY || (cause == GraphCause.TOKEN_INVALID && hasCode(190) && subcode == null));
    }

    /** Meta refused a parameter, which concerns this call only. */
    public boolean isParameter() {
        return hasCode(100);
    }

    /** Meta refused a parameter without a subcode: an unknown field, a wrong proof, a token of another app. */
    public boolean isParameterRefused() {
        return (cause == GraphCause.PARAMETER && subcode == null) || cause == GraphCause.SIGNATURE;
    }

    /** One of few words for metrics: a code of Meta's that is known here, {@code other}, or {@code http-5xx} without a code. */
    public String label() {
        if (code != null) {
            return cause == GraphCause.UNKNOWN || code < 0 || isUnlisted() ? "other" : code.toString();
        }
        return httpStatus == 0 ? "no-answer" : "http-" + httpStatus / 100 + "xx";
    }

    /** A code that means something here only because of what came with it. */
    private boolean isUnlisted() {
        return code != null && GraphCause.of(0, code, 0, false) == GraphCause.UNKNOWN;
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

    /** Without what Meta says: this is written to logs. */
    @Override
    public String toString() {
        return call + " failed: " + kind() + ", HTTP " + httpStatus + ", code " + code + ", subcode " + subcode
                + ", trace " + traceId;
    }
}
