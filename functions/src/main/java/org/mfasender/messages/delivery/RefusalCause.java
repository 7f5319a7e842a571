package org.mfasender.messages.delivery;

import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.GraphCause;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.MetaError;

/**
 * Why a passcode was not sent, in words for programs: Meta's many codes by what the caller can do. Source: Meta, "Error codes" of the
 * WhatsApp Business Platform.
 */
public enum RefusalCause {
    /** The recipient has no WhatsApp, or one that cannot receive this. */
    NOT_ON_WHATSAPP,
    /** Meta does not send to this recipient: a test number's list, the sender itself. */
    RECIPIENT_REFUSED,
    /** The recipient's identity is another than the caller expects: somebody else may have the number now. */
    IDENTITY_CHANGED,
    /** Meta does not let this account send to the recipient's country. */
    COUNTRY_REFUSED,
    /** The recipient has received too many messages in a short time. */
    RECIPIENT_LIMITED,
    /** Meta limits the rate of the number or the account. */
    RATE_LIMITED,
    /** Meta is failing, or cannot be reached. */
    META_UNAVAILABLE,
    /** This system was so slow that the message was not begun. */
    TOO_SLOW,
    TEMPLATE_REFUSED,
    NUMBER_REFUSED,
    /** Access token, App Secret, app or permissions. */
    CREDENTIALS_REFUSED,
    /** The account is locked, restricted, or lacks a payment method. */
    ACCOUNT_REFUSED,
    /** Something else, or a cause that another release knows. */
    OTHER;

    /** The cause that is stored so. */
    public static RefusalCause of(String word) {
        return Stream.of(values())
                .filter(cause -> cause.name().equals(word))
                .findFirst()
                .orElse(OTHER);
    }

    /** The cause of a call that failed and sent nothing. */
    public static RefusalCause of(GraphFailure failure) {
        return of(failure.code(), failure.cause());
    }

    /** The cause of a message that Meta took, and could not deliver. */
    public static RefusalCause of(MetaError error) {
        return of(error.code(), error.cause());
    }

    private static RefusalCause of(@Nullable Integer code, GraphCause graphCause) {
        return switch (code == null ? 0 : code) {
            case 131026 -> NOT_ON_WHATSAPP;
            case 131021, 131030, 131062, 192 -> RECIPIENT_REFUSED;
            case 137000 -> IDENTITY_CHANGED;
            case 130497 -> COUNTRY_REFUSED;
            case 131056 -> RECIPIENT_LIMITED;
            case 132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 131008 -> TEMPLATE_REFUSED;
            default -> of(graphCause);
        };
    }

    private static RefusalCause of(GraphCause graphCause) {
        return switch (graphCause) {
            case RATE_LIMIT -> RATE_LIMITED;
            case TEMPORARY, UNANSWERED, TOO_MUCH_DATA -> META_UNAVAILABLE;
            case PHONE_NUMBER, WRONG_ID -> NUMBER_REFUSED;
            case ACCOUNT_LOCKED, POLICY, PAYMENT -> ACCOUNT_REFUSED;
            case APP_BLOCKED,
                    APP_DELETED,
                    APP_WITHOUT_CAPABILITY,
                    APP_RESTRICTED,
                    TOKEN_INVALID,
                    TOKEN_EXPIRED,
                    TOKEN_REVOKED,
                    TOKEN_APP_REMOVED,
                    TOKEN_USER_BLOCKED,
                    SIGNATURE,
                    PERMISSION -> CREDENTIALS_REFUSED;
            case TEMPLATE_LIMIT, PARAMETER, OUTDATED, UNKNOWN -> OTHER;
        };
    }

    /** Whether it concerns every message of the account: a check shows what is wrong. */
    public boolean isOfAccount() {
        return switch (this) {
            case TEMPLATE_REFUSED, NUMBER_REFUSED, CREDENTIALS_REFUSED, ACCOUNT_REFUSED -> true;
            case NOT_ON_WHATSAPP,
                    RECIPIENT_REFUSED,
                    IDENTITY_CHANGED,
                    COUNTRY_REFUSED,
                    RECIPIENT_LIMITED,
                    RATE_LIMITED,
                    META_UNAVAILABLE,
                    TOO_SLOW,
                    OTHER -> false;
        };
    }

    /** Whether the same request may succeed in a while. */
    public boolean mayPass() {
        return !pause().isZero();
    }

    /** After which time the same request may succeed, when Meta names none; zero when it will not. */
    public Duration pause() {
        return switch (this) {
            case META_UNAVAILABLE, TOO_SLOW -> Duration.ofSeconds(5);
            case RECIPIENT_LIMITED, RATE_LIMITED -> Duration.ofSeconds(30);
            case NOT_ON_WHATSAPP,
                    RECIPIENT_REFUSED,
                    IDENTITY_CHANGED,
                    COUNTRY_REFUSED,
                    TEMPLATE_REFUSED,
                    NUMBER_REFUSED,
                    CREDENTIALS_REFUSED,
                    ACCOUNT_REFUSED,
                    OTHER -> Duration.ZERO;
        };
    }
}
