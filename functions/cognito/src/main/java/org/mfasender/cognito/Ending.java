package org.mfasender.cognito;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.SendResult;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.messages.limits.Limit;
import org.mfasender.platform.observe.CodeOutcome;

/**
 * How an attempt to send a code ended, and what may follow.
 *
 * @param cause why WhatsApp does not have it, in words for logs; null when it has
 * @param freeForSms whether WhatsApp surely does not deliver it, and nothing speaks against an SMS
 * @param retryAfter when another attempt may succeed; null when none would
 */
record Ending(
        CodeOutcome outcome,
        @Nullable String cause,
        boolean freeForSms,
        @Nullable Duration retryAfter) {

    static final Ending REPEATED = of(CodeOutcome.REPEATED);

    private static Ending of(CodeOutcome outcome) {
        return new Ending(outcome, null, false, null);
    }

    static Ending failed(CodeOutcome outcome, String cause) {
        return new Ending(outcome, cause, false, null);
    }

    /** A code that is at fault for WhatsApp, and not for an SMS. */
    static Ending of(Fault fault) {
        return new Ending(CodeOutcome.INVALID, fault.name(), true, null);
    }

    static Ending of(SendResult result) {
        return switch (result) {
            case SendResult.Accepted accepted -> of(CodeOutcome.WHATSAPP);
            case SendResult.Repeated repeated -> REPEATED;
            case SendResult.Unknown unknown -> of(CodeOutcome.UNKNOWN);
            case SendResult.InProgress inProgress ->
                new Ending(CodeOutcome.FAILED, "IN_PROGRESS", false, inProgress.retryAfter());
            case SendResult.Refused refused -> refused(refused.refusal(), refused.retryAfter());
            case SendResult.Undelivered undelivered -> refused(undelivered.refusal(), null);
            // The other limits are against abuse and costs, which an SMS would only move.
            case SendResult.LimitReached reached ->
                new Ending(
                        CodeOutcome.FAILED,
                        reached.limit().name(),
                        reached.limit() == Limit.MESSAGING_LIMIT,
                        reached.retryAfter());
            case SendResult.NoAccount() -> new Ending(CodeOutcome.INVALID, "NO_ACCOUNT", true, null);
            case SendResult.NotReady notReady -> new Ending(CodeOutcome.INVALID, "ACCOUNT_NOT_READY", true, null);
            case SendResult.NothingServes() -> new Ending(CodeOutcome.INVALID, "NO_CONTENT", true, null);
            case SendResult.UnreadableLocale() -> failed(CodeOutcome.FAILED, "UNREADABLE_LOCALE");
            case SendResult.UnreadableRecipient recipient -> failed(CodeOutcome.FAILED, "UNREADABLE_PHONE_NUMBER");
            case SendResult.CountryNotAllowed country -> failed(CodeOutcome.FAILED, "COUNTRY_NOT_ALLOWED");
            case SendResult.KeyReused() -> failed(CodeOutcome.INVALID, "KEY_REUSED");
        };
    }

    /** Whoever has a number whose identity has changed gets its text messages, too. */
    private static Ending refused(Refusal refusal, @Nullable Duration retryAfter) {
        return new Ending(
                CodeOutcome.FAILED,
                refusal.cause().name(),
                refusal.cause() != RefusalCause.IDENTITY_CHANGED,
                retryAfter);
    }
}
