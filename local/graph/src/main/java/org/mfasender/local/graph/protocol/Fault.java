package org.mfasender.local.graph.protocol;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * A failure to inject into calls.
 *
 * @param code of a {@link Kind#THROTTLED} answer: 4, 80007 or 80008
 * @param minutes {@code estimated_time_to_regain_access} of a throttled answer
 * @param delay how long a {@link Kind#SLOW} answer takes, in real time
 * @param afterEffect whether the call has its effect before it fails
 * @param times how many calls fail
 */
public record Fault(Kind kind, int code, int minutes, Duration delay, boolean afterEffect, int times) {
    private static final Set<Kind> ANSWERED = EnumSet.of(Kind.SLOW, Kind.TRUNCATED, Kind.EMPTY, Kind.UNKNOWN_MEMBERS);

    /** What happens to the call. */
    public enum Kind {
        /** HTTP 503, code 2, {@code is_transient}. */
        OVERLOAD,
        /** HTTP 400, code 1. */
        UNKNOWN_ERROR,
        /** HTTP 500, code 131000. */
        SOMETHING_WENT_WRONG,
        /** HTTP 400, code 4, 80007 or 80008 with a full usage header. */
        THROTTLED,
        /** HTTP 400, code 200002: a template was not created; Meta asks to retry. */
        TEMPLATE_CREATION_FAILED,
        /** HTTP 403, code 368: blocked for violating policies. */
        POLICY_BLOCK,
        /** HTTP 403, code 131031: the account is locked. */
        ACCOUNT_LOCKED,
        /** HTTP 502 of a gateway, in HTML. */
        BAD_GATEWAY,
        /**
         * The connection closes without an answer. The JDK's HTTP client retries a GET by itself when this happens on a
         * connection that it used before.
         */
        RESET,
        /** The correct answer, late. */
        SLOW,
        /** The correct answer, cut off in the middle of its JSON. */
        TRUNCATED,
        /** The correct status with an empty body. */
        EMPTY,
        /** The correct answer with additional members and enum values that no version has. */
        UNKNOWN_MEMBERS
    }

    /** HTTP 503, code 2. */
    public static Fault overload() {
        return of(Kind.OVERLOAD);
    }

    /** Too many calls, with the minutes until calls are accepted again. */
    public static Fault throttled(int code, int minutes) {
        return new Fault(Kind.THROTTLED, code, minutes, Duration.ZERO, false, 1);
    }

    /** The correct answer after {@code delay}. */
    public static Fault slow(Duration delay) {
        return new Fault(Kind.SLOW, 0, 0, delay, false, 1);
    }

    /** The call has its effect, then the connection closes without an answer. */
    public static Fault resetAfterEffect() {
        return of(Kind.RESET).afterTheEffect();
    }

    /** A fault of a kind, with defaults for its values. */
    public static Fault of(Kind kind) {
        return new Fault(kind, 80008, 5, Duration.ofSeconds(30), false, 1);
    }

    /** The same fault for {@code count} calls. */
    public Fault times(int count) {
        return new Fault(kind, code, minutes, delay, afterEffect, count);
    }

    /** The same fault, after the call has had its effect. */
    public Fault afterTheEffect() {
        return new Fault(kind, code, minutes, delay, true, times);
    }

    /** Whether the call is answered as without the fault, only late or in another form. */
    boolean isAnswered() {
        return ANSWERED.contains(kind);
    }
}
