package org.mfasender.platform.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One fault of a request.
 *
 * @param target the JSON member, path or header at fault, e.g. {@code numbers[0].numberId}
 * @param message English: what is wrong and what to do
 * @param innerError further members for programs, e.g. {@code allowedPattern}; may be empty
 */
public record Violation(Code code, String target, String message, Map<String, Object> innerError) {

    /** PingOne's codes of a detail; from {@code REQUEST_FAILED} on, they are our own. */
    public enum Code {
        REQUIRED_VALUE,
        EMPTY_VALUE,
        INVALID_VALUE,
        OUT_OF_RANGE,
        SIZE_LIMIT_EXCEEDED,
        CONSTRAINT_VIOLATION,
        UNIQUENESS_VIOLATION,
        LIMIT_EXCEEDED,
        REQUEST_FAILED,
        ACCOUNT_NOT_USABLE,
        INVALID_FILTER,
        INVALID_PARAMETER,
        INSUFFICIENT_PERMISSIONS,
        /** The same request is being answered. */
        IN_PROGRESS,
        /** The passcode may have been sent, or not. */
        OUTCOME_UNKNOWN
    }

    public Violation(Code code, String target, String message) {
        this(code, target, message, Map.of());
    }

    /** With what a client of the API has to know beside the message, e.g. which request to send. */
    public Violation withApiHint(String hint) {
        Map<String, Object> members = new LinkedHashMap<>(innerError);
        members.put("apiHint", hint);
        return new Violation(code, target, message, members);
    }

    public static Violation required(String target, String message) {
        return new Violation(Code.REQUIRED_VALUE, target, message);
    }

    public static Violation invalid(String target, String message) {
        return new Violation(Code.INVALID_VALUE, target, message);
    }

    public static Violation pattern(String target, String message, String allowedPattern) {
        return new Violation(Code.INVALID_VALUE, target, message, Map.of("allowedPattern", allowedPattern));
    }

    public static Violation values(String target, String message, List<String> allowedValues) {
        return new Violation(Code.INVALID_VALUE, target, message, Map.of("allowedValues", allowedValues));
    }
}
