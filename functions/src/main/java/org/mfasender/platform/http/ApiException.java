package org.mfasender.platform.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request is answered with an error: status, PingOne's code, and every fault found. */
public final class ApiException extends RuntimeException {

    private final int status;
    private final ErrorCode code;
    private final transient List<Violation> violations;
    private final transient Map<String, String> headers;

    private ApiException(
            int status, ErrorCode code, String message, List<Violation> violations, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.code = code;
        this.violations = List.copyOf(violations);
        this.headers = Map.copyOf(headers);
    }

    /** Something in the request's content is wrong; 400 unless {@code status} says otherwise. */
    public static ApiException invalidData(int status, List<Violation> violations) {
        return new ApiException(
                status,
                status == 409 ? ErrorCode.INVALID_REQUEST : ErrorCode.INVALID_DATA,
                "The request was refused. The details say what is wrong and what to do.",
                violations,
                Map.of());
    }

    /** The request as such cannot be read. */
    public static ApiException invalidRequest(int status, Violation violation) {
        return new ApiException(status, ErrorCode.INVALID_REQUEST, violation.message(), List.of(violation), Map.of());
    }

    /**
     * The caller is known, and may not do this.
     *
     * @param claim of the token, which is missing
     */
    static ApiException claimMissing(String claim) {
        String message = "The access token does not say for which environments it may be used: the claim " + claim
                + " is missing. docs/pingone.md says how tokens get it.";
        return new ApiException(
                403,
                ErrorCode.ACCESS_FAILED,
                message,
                List.of(new Violation(
                        Violation.Code.INSUFFICIENT_PERMISSIONS, "Authorization", message, Map.of("claim", claim))),
                Map.of());
    }

    public static ApiException notFound(String message) {
        return new ApiException(404, ErrorCode.NOT_FOUND, message, List.of(), Map.of());
    }

    /** The path names something that there is not. */
    public static ApiException notFound(Violation violation) {
        return new ApiException(404, ErrorCode.NOT_FOUND, violation.message(), List.of(violation), Map.of());
    }

    /** There is no account, or none that the caller may know of. */
    public static ApiException noAccount() {
        return notFound("This environment has no WhatsApp sender account.");
    }

    /** The account has no content with the ID in the path. */
    public static ApiException noContent() {
        return notFound(Violation.invalid("contentId", "This template has no content with this ID.")
                .withApiHint("GET .../contents lists its contents."));
    }

    /**
     * The path exists, but not with this method.
     *
     * @param allow the methods that it has, e.g. {@code GET, PUT}
     */
    public static ApiException methodNotAllowed(String allow) {
        return new ApiException(
                405,
                ErrorCode.INVALID_REQUEST,
                "This path does not support this method. It supports " + allow + ".",
                List.of(),
                Map.of("Allow", allow));
    }

    /** The answer does not fit into what a function may answer, unless it is compressed. */
    static ApiException answerTooLarge() {
        return invalidRequest(
                406,
                Violation.invalid(
                        "Accept-Encoding",
                        "The answer is too large to be sent uncompressed. Send the request again with"
                                + " Accept-Encoding: gzip; nothing is done twice."));
    }

    /**
     * Meta limits the rate of calls.
     *
     * @param retryAfter how long to wait before the next call
     */
    public static ApiException limited(Duration retryAfter) {
        return limited("meta", "Meta limits the rate of calls for this account.", retryAfter.toSeconds());
    }

    /**
     * The environment's last run started too recently for another.
     *
     * @param retryAfter how long to wait before the next run
     */
    public static ApiException tooManyRuns(Duration retryAfter) {
        return limited("environmentId", "A run of this environment has just started.", wholeSeconds(retryAfter));
    }

    /**
     * The environment asks Meta too often.
     *
     * @param retryAfter how long to wait before the next request
     */
    static ApiException tooManyRequests(Duration retryAfter) {
        return limited(
                "environmentId",
                "This environment has sent too many requests that ask Meta within a minute.",
                wholeSeconds(retryAfter));
    }

    /**
     * Secrets Manager keeps about a hundred versions of a secret, and each for a day.
     *
     * @param retryAfter how long to wait before the next change
     */
    public static ApiException tooManyCredentials(Duration retryAfter) {
        return limited(
                "userAccessToken",
                "The credentials of this account were changed too often within a day. Nothing was changed.",
                wholeSeconds(retryAfter));
    }

    private static ApiException limited(String target, String why, long seconds) {
        return limited(target, why, seconds, Map.of());
    }

    /**
     * A limit is reached.
     *
     * @param target what is limited
     * @param why a sentence
     * @param retryAfter how long to wait before the request is sent again; a second at least
     * @param innerError further members for programs
     */
    public static ApiException limited(String target, String why, Duration retryAfter, Map<String, Object> innerError) {
        return limited(target, why, wholeSeconds(retryAfter), innerError);
    }

    private static ApiException limited(String target, String why, long seconds, Map<String, Object> innerError) {
        String message = why + " Send the request again in " + seconds + " seconds.";
        Map<String, Object> members = new LinkedHashMap<>(innerError);
        members.put("retryAfter", seconds);
        return new ApiException(
                429,
                ErrorCode.REQUEST_LIMITED,
                message,
                List.of(new Violation(Violation.Code.LIMIT_EXCEEDED, target, message, members)),
                Map.of("Retry-After", String.valueOf(seconds)));
    }

    private static long wholeSeconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }

    /**
     * What was asked for was not done, although the request as such is right.
     *
     * @param retryAfter after which time the same request may succeed; null when it will not
     */
    public static ApiException failed(int status, Violation violation, @Nullable Duration retryAfter) {
        return new ApiException(
                status,
                ErrorCode.REQUEST_FAILED,
                violation.message(),
                List.of(violation),
                retryAfter == null ? Map.of() : Map.of("Retry-After", String.valueOf(wholeSeconds(retryAfter))));
    }

    /** Meta did not answer properly; this says nothing about the request. */
    public static ApiException metaFailed(Map<String, Object> innerError) {
        String message =
                "Meta did not answer properly. The credentials were not found to be wrong. Send the request again.";
        return new ApiException(
                503,
                ErrorCode.REQUEST_FAILED,
                message,
                List.of(new Violation(Violation.Code.REQUEST_FAILED, "meta", message, innerError)),
                Map.of("Retry-After", "5"));
    }

    /** Other writes of the same items came between too often. */
    public static ApiException conflicts() {
        String message = "Other requests changed this environment at the same time. Send the request again.";
        return new ApiException(
                503,
                ErrorCode.REQUEST_FAILED,
                message,
                List.of(new Violation(Violation.Code.REQUEST_FAILED, "environmentId", message)),
                Map.of("Retry-After", "1"));
    }

    /** The credentials of the account are not stored any more. */
    public static ApiException credentialsMissing() {
        return credentialsRefused(Map.of());
    }

    /**
     * Meta refuses the stored credentials.
     *
     * @param innerError Meta's code, subcode and trace id, as far as known
     */
    public static ApiException credentialsRefused(Map<String, Object> innerError) {
        String message =
                "Meta refuses the stored credentials for this. The checks of the sender account say what is wrong, and where to"
                        + " fix it.";
        return new ApiException(
                409,
                ErrorCode.REQUEST_FAILED,
                message,
                List.of(new Violation(Violation.Code.ACCOUNT_NOT_USABLE, "meta", message, innerError)
                        .withApiHint("POST .../whatsApp/checks makes the checks, as a run does.")),
                Map.of());
    }

    public int status() {
        return status;
    }

    public ErrorCode code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
