package org.mfasender.messages;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.StatusWaiting.Awaited;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.messages.limits.Limit;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.http.Violation.Code;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.sender.ObstacleAnswer;
import org.mfasender.sender.SendObstacle;
import org.mfasender.templates.Purpose;

/** The result of sending, as HTTP answers it. */
final class SendResource {

    private SendResource() {}

    /**
     * The answer to a request, after the time that its caller prefers to wait for a status.
     *
     * @throws ApiException when Meta has not taken the message, or could not deliver it meanwhile
     */
    static HttpResponse answer(HttpRequest request, Purpose purpose, SendResult result, StatusWaiting waiting) {
        Awaited awaited = awaited(request, result, waiting);
        SendReport.report(result, awaited.result());
        HttpResponse answer = answer(purpose, awaited.result());
        if (awaited.applied() == null) {
            return answer;
        }
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("Preference-Applied", awaited.applied());
        return new HttpResponse(answer.status(), answer.body(), headers);
    }

    private static Awaited awaited(HttpRequest request, SendResult result, StatusWaiting waiting) {
        try {
            return waiting.await(
                    request.environmentId(),
                    result,
                    request.header("prefer"),
                    request.receivedAt().orElseGet(Instant::now));
        } catch (RuntimeException e) {
            SendReport.report(result, result);
            throw e;
        }
    }

    /**
     * The answer.
     *
     * @throws ApiException when Meta has not taken the message
     */
    private static HttpResponse answer(Purpose purpose, SendResult result) {
        return switch (result) {
            case SendResult.Accepted accepted -> taken(accepted.message(), accepted.wamid());
            case SendResult.Repeated repeated -> taken(repeated.message(), null);
            case SendResult.InProgress inProgress ->
                throw ApiException.failed(
                        409,
                        new Violation(
                                Code.IN_PROGRESS,
                                "Idempotency-Key",
                                "The same request is being answered. Send it again in a moment; the passcode is sent once.",
                                inProgress.messageId() == null ? Map.of() : messageId(inProgress.messageId())),
                        inProgress.retryAfter());
            case SendResult.Unknown unknown ->
                throw ApiException.failed(
                        504,
                        new Violation(
                                Code.OUTCOME_UNKNOWN,
                                "meta",
                                "Meta did not answer whether it has taken the message, which may arrive or not. It is not sent"
                                        + " again. A status from Meta may resolve it; for a new attempt, send a new passcode.",
                                messageId(unknown.messageId())),
                        null);
            case SendResult.Refused refused -> throw refused(refused);
            case SendResult.Undelivered undelivered -> throw undelivered(undelivered);
            case SendResult.LimitReached limit ->
                throw ApiException.limited(
                        target(limit.limit()),
                        message(limit.limit()),
                        limit.retryAfter(),
                        Map.of("limit", limit.limit().name()));
            case SendResult.NoAccount() -> throw ApiException.noAccount();
            case SendResult.NotReady notReady -> throw notReady(notReady.obstacles());
            case SendResult.NothingServes() ->
                throw ApiException.failed(
                        409,
                        new Violation(
                                        Code.ACCOUNT_NOT_USABLE,
                                        "templateName",
                                        "No usable content of " + purpose
                                                + " serves this locale and variant, and none the default locale.")
                                .withApiHint("GET .../contents shows the state of each."),
                        null);
            case SendResult.UnreadableLocale() ->
                throw invalid(
                        "locale",
                        "The locale must be one, such as fr-CH, or a list with qualities, such as fr-CH, fr;q=0.9.");
            case SendResult.UnreadableRecipient recipient -> throw invalid("to", recipient.reason());
            case SendResult.CountryNotAllowed country ->
                throw invalid(
                        "to",
                        "Messages to " + country.country()
                                + " are not allowed in this deployment. Use another channel.");
            case SendResult.KeyReused() ->
                throw ApiException.invalidData(
                        409,
                        List.of(new Violation(
                                Code.UNIQUENESS_VIOLATION,
                                "Idempotency-Key",
                                "This key was used for a request with other content: send a new key.")));
        };
    }

    private static HttpResponse taken(Message message, @Nullable String wamid) {
        return new HttpResponse(202, MessageAnswer.of(message, wamid), Map.of("Location", MessageAnswer.path(message)));
    }

    private static ApiException invalid(String target, String message) {
        return ApiException.invalidData(400, List.of(Violation.invalid(target, message)));
    }

    private static ApiException notReady(List<SendObstacle> obstacles) {
        return ApiException.failed(
                409,
                new Violation(
                        Code.ACCOUNT_NOT_USABLE,
                        "environmentId",
                        "Nothing can be sent. " + ObstacleAnswer.messages(obstacles),
                        Map.of(
                                "obstacles",
                                obstacles.stream()
                                        .map(obstacle -> obstacle.code().name())
                                        .toList())),
                null);
    }

    /** Whatever the cause: the same passcode is not sent again. */
    private static ApiException undelivered(SendResult.Undelivered undelivered) {
        RefusalCause cause = undelivered.refusal().cause();
        Map<String, Object> members = members(undelivered.refusal(), false);
        members.putAll(messageId(undelivered.messageId()));
        return ApiException.failed(
                502,
                new Violation(
                        Code.REQUEST_FAILED,
                        target(cause),
                        cause.mayPass() || cause == RefusalCause.OTHER
                                ? "Meta could not deliver the message. Use another channel."
                                : message(cause),
                        members),
                null);
    }

    /** @param mayPass whether the same request may succeed */
    private static Map<String, Object> members(Refusal refusal, boolean mayPass) {
        RefusalCause cause = refusal.cause();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("cause", cause.name());
        // Whoever has the number now gets its text messages and calls, too.
        members.put("useAnotherChannel", !mayPass && cause != RefusalCause.IDENTITY_CHANGED);
        if (cause.isOfAccount()) {
            members.put("apiHint", "POST .../whatsApp/checks shows what is wrong, and where to fix it.");
        }
        MetaError error = refusal.error();
        if (error != null) {
            putKnown(members, "code", error.code());
            putKnown(members, "subcode", error.subcode());
            putKnown(members, "traceId", error.traceId());
        }
        return members;
    }

    private static ApiException refused(SendResult.Refused refused) {
        RefusalCause cause = refused.refusal().cause();
        Map<String, Object> members = members(refused.refusal(), refused.retryAfter() != null);
        if (refused.messageId() != null) {
            members.putAll(messageId(refused.messageId()));
        }
        if (refused.retryAfter() != null
                && (cause == RefusalCause.RATE_LIMITED || cause == RefusalCause.RECIPIENT_LIMITED)) {
            return ApiException.limited(target(cause), message(cause), refused.retryAfter(), members);
        }
        return ApiException.failed(
                refused.retryAfter() == null ? 502 : 503,
                new Violation(Code.REQUEST_FAILED, target(cause), message(cause), members),
                refused.retryAfter());
    }

    private static void putKnown(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    private static Map<String, Object> messageId(UUID id) {
        return Map.of("messageId", id.toString());
    }

    private static String target(RefusalCause cause) {
        return switch (cause) {
            case NOT_ON_WHATSAPP, RECIPIENT_REFUSED, IDENTITY_CHANGED, COUNTRY_REFUSED, RECIPIENT_LIMITED -> "to";
            default -> "meta";
        };
    }

    private static String message(RefusalCause cause) {
        return switch (cause) {
            case NOT_ON_WHATSAPP -> "The recipient has no WhatsApp that can receive the message. Use another channel.";
            case RECIPIENT_REFUSED ->
                "Meta does not send messages of this number to the recipient. Use another channel.";
            case IDENTITY_CHANGED ->
                "The recipient's identity at WhatsApp has changed: somebody else may have the number now. Verify the user before"
                        + " you use the number again.";
            case COUNTRY_REFUSED ->
                "Meta does not let this account send to the recipient's country. Use another channel.";
            case RECIPIENT_LIMITED -> "The recipient has received too many messages in a short time.";
            case RATE_LIMITED -> "Meta limits how many messages this account sends.";
            case META_UNAVAILABLE -> "Meta is failing and has not taken the message. Nothing was sent.";
            case TOO_SLOW -> "The message was not begun in time. Nothing was sent.";
            case TEMPLATE_REFUSED -> "Meta refuses the message template. Use another channel.";
            case NUMBER_REFUSED -> "Meta refuses the sender number. Use another channel.";
            case CREDENTIALS_REFUSED -> "Meta refuses the stored credentials. Use another channel.";
            case ACCOUNT_REFUSED -> "Meta has locked or restricted the account. Use another channel.";
            case OTHER -> "Meta refuses the message. Use another channel.";
        };
    }

    private static String target(Limit limit) {
        return switch (limit) {
            case RECIPIENT, RANGE, LOW_CONVERSION, COUNTRY -> "to";
            case ENVIRONMENT, DAILY_CAP, MESSAGING_LIMIT -> "environmentId";
        };
    }

    private static String message(Limit limit) {
        return switch (limit) {
            case ENVIRONMENT -> "This environment sends too many messages.";
            case DAILY_CAP -> "This environment has sent as many messages as it may in a day.";
            case RECIPIENT -> "The recipient has received too many messages.";
            case RANGE -> "Too many messages went to numbers like the recipient's.";
            case LOW_CONVERSION -> "Few passcodes that went to numbers like the recipient's were used.";
            case COUNTRY -> "Too many messages went to the recipient's country.";
            case MESSAGING_LIMIT ->
                "The rest of the recipients that Meta allows in a day is kept for strong authentication.";
        };
    }
}
