package org.mfasender.sender;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.MetaAnswers;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.http.Violation.Code;
import org.mfasender.platform.meta.GraphFailure;

/**
 * How it is answered that Meta did not register a number. Nothing asks to send the same again at once: every attempt counts.
 *
 * @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes">Error codes</a>
 */
final class RegistrationRefusalResource {

    private static final String WHERE =
            " in WhatsApp Manager > Phone numbers > the number's settings > Two-step verification.";
    private static final String PIN = "pin";
    private static final String NUMBER = "numberId";

    private RegistrationRefusalResource() {}

    static ApiException of(GraphFailure failure, MetaAnswers answers) {
        return switch (Objects.requireNonNullElse(failure.code(), 0)) {
            case 133005 -> wrong(failure, "This is not the number's PIN. Enter the right one, or change it" + WHERE);
            case 131031 ->
                conflict(
                        failure,
                        PIN,
                        "Either this is not the number's PIN, or Meta has locked the account. Check the PIN" + WHERE
                                + " If it is right, see what Meta says in Business Support Home.");
            case 133006 ->
                conflict(
                        failure,
                        NUMBER,
                        "Ownership of the number has to be verified first: in WhatsApp Manager > Phone numbers, request a code and"
                                + " enter it.");
            case 133008 ->
                conflict(
                        failure,
                        PIN,
                        "Wrong PINs were entered too often. Meta takes no PIN of this number for a while: try again later.");
            case 133009 ->
                conflict(failure, PIN, "PINs were entered too fast. Wait some minutes, and enter the PIN again.");
            case 133015 ->
                later(
                        failure,
                        "The number was deleted a short time ago, and Meta is still removing it. Try again in five minutes.",
                        Duration.ofMinutes(5));
            case 133016 ->
                later(
                        failure,
                        "Meta takes ten registrations of a number in 72 hours, and refuses this one. Try again after 72 hours.",
                        Duration.ofDays(3));
            default -> other(failure, answers);
        };
    }

    private static ApiException other(GraphFailure failure, MetaAnswers answers) {
        if (failure.kind() == GraphFailure.Kind.RETRY) {
            return ApiException.failed(
                    503,
                    violation(
                                    Code.OUTCOME_UNKNOWN,
                                    "meta",
                                    "Meta did not answer properly: the number may be registered or not. List the numbers again before you"
                                            + " register it once more.",
                                    failure)
                            .withApiHint("POST .../whatsApp/runs with firstStep list-numbers lists them."),
                    null);
        }
        if (failure.isParameter()) {
            return conflict(
                    failure,
                    "dataLocalizationRegion",
                    "Meta refuses the registration as it was asked for. Check the region, or leave it out.");
        }
        return answers.unanswered(failure);
    }

    private static ApiException wrong(GraphFailure failure, String message) {
        return ApiException.invalidData(400, List.of(violation(Code.INVALID_VALUE, PIN, message, failure)));
    }

    private static ApiException conflict(GraphFailure failure, String target, String message) {
        return ApiException.invalidData(409, List.of(violation(Code.CONSTRAINT_VIOLATION, target, message, failure)));
    }

    private static ApiException later(GraphFailure failure, String message, Duration retryAfter) {
        return ApiException.failed(409, violation(Code.LIMIT_EXCEEDED, NUMBER, message, failure), retryAfter);
    }

    private static Violation violation(Code code, String target, String message, GraphFailure failure) {
        return new Violation(code, target, message, Map.copyOf(failure.details()));
    }
}
