package org.mfasender.local.graph.protocol;

import java.time.Duration;

/**
 * Something that goes wrong with a call.
 *
 * @param code of a {@link Kind#THROTTLED} answer: 4, 80007 or 80008
 * @param minutes what a throttled answer gives as {@code estimated_time_to_regain_access}
 * @param delay how long a {@link Kind#SLOW} answer takes, in real time
 * @param afterEffect whether the call has its effect although the client is told otherwise
 * @param times how many calls it strikes
 */
public record Fault(Kind kind, int code, int minutes, Duration delay, boolean afterEffect, int times) {
    /** What goes wrong. */
    public enum Kind {
        /** HTTP 503, code 2, {@code is_transient}. */
        OVERLOAD,
        /** HTTP 400, code 1. */
        UNKNOWN_ERROR,
        /** HTTP 500, code 131000. */
        SOMETHING_WENT_WRONG,
        /** HTTP 400, code 4, 80007 or 80008 with a full usage header. */
        THROTTLED,
        /** HTTP 400, code 200002: a template was not created; Meta asks to try once more. */
        TEMPLATE_CREATION_FAILED,
        /** HTTP 403, code 368: blocked for violating policies. */
        POLICY_BLOCK,
        /** HTTP 403, code 131031: the account is locked. */
        ACCOUNT_LOCKED,
        /** HTTP 502 of a gateway, in HTML. */
        BAD_GATEWAY,
        /**
         * The connection ends without an answer. The JDK's HTTP client repeats a GET by itself when this happens on a
         * connection that it used before.
         */
        RESET,
        /** The right answer, late. */
        SLOW,
        /** The right answer, but its JSON breaks off in the middle. */
        TRUNCATED,
        /** The right status with an empty body. */
        EMPTY,
        /** The right answer with members and enum values that no version has. */
        UNKNOWN_MEMBERS
    }

    /** HTTP 503, code 2. */
    public static Fault overload() {
        return of(Kind.OVERLOAD);
    }

    /** Too many calls, with the time until they are welcome again. */
    public static Fault throttled(int code, int minutes) {
        return new Fault(Kind.THROTTLED, code, minutes, Duration.ZERO, false, 1);
    }

    /** The right answer after {@code delay}. */
    public static Fault slow(Duration delay) {
        return new Fault(Kind.SLOW, 0, 0, delay, false, 1);
    }

    /** The call has its effect, then the connection ends without an answer. */
    public static Fault resetAfterEffect() {
        return of(Kind.RESET).afterTheEffect();
    }

    /** A fault that needs no further values. */
    public static Fault of(Kind kind) {
        return new Fault(kind, 80008, 5, Duration.ofSeconds(30), false, 1);
    }

    /** The same fault, striking {@code count} calls. */
    public Fault times(int count) {
        return new Fault(kind, code, minutes, delay, afterEffect, count);
    }

    /** The same fault, the call having its effect nevertheless. */
    public Fault afterTheEffect() {
        return new Fault(kind, code, minutes, delay, true, times);
    }

    /** Whether the call is answered as it would be without the fault, only in another form. */
    boolean answersRightly() {
        return switch (kind) {
            case SLOW, TRUNCATED, EMPTY, UNKNOWN_MEMBERS -> true;
            case OVERLOAD,
                    UNKNOWN_ERROR,
                    SOMETHING_WENT_WRONG,
                    THROTTLED,
                    TEMPLATE_CREATION_FAILED,
                    POLICY_BLOCK,
                    ACCOUNT_LOCKED,
                    BAD_GATEWAY,
                    RESET -> false;
        };
    }
}
