package org.mfasender.sender;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.Purpose;

/**
 * Why passcodes cannot be sent, as answers say it.
 *
 * @param purpose of which they cannot; null when none can
 */
public record ObstacleAnswer(String code, @Nullable String purpose, String message) {

    private static final String NEW_TOKEN =
            "In Business settings > Users > System users, select the system user with the role Admin and full control of the app and"
                    + " the WhatsApp account. Generate a token for the same app, with the permissions business_management,"
                    + " whatsapp_business_management and whatsapp_business_messaging, and the expiration Never.";

    public static ObstacleAnswer of(SendObstacle obstacle) {
        Purpose purpose = obstacle.purpose();
        return new ObstacleAnswer(
                obstacle.code().name(), purpose == null ? null : purpose.toString(), message(obstacle));
    }

    /** What keeps every passcode from being sent, in sentences. */
    public static String messages(List<SendObstacle> obstacles) {
        return String.join(" ", obstacles.stream().map(ObstacleAnswer::message).toList());
    }

    private static String message(SendObstacle obstacle) {
        return switch (obstacle.code()) {
            case NOT_CONNECTED -> "The WhatsApp Business Account and its credentials are not verified yet.";
            case TOKEN_EXPIRED -> "The access token has expired: submit a new one. " + NEW_TOKEN;
            case TOKEN_REFUSED -> "Meta does not accept the access token any more: submit a new one. " + NEW_TOKEN;
            case ACCOUNT_REJECTED ->
                "Meta has rejected the WhatsApp Business Account: see Business support home for the reason.";
            case ACCOUNT_BLOCKED ->
                "Meta has disabled or blocked the WhatsApp Business Account: see Business support home for the reason.";
            case PAYMENT_METHOD_MISSING ->
                "No payment method is attached to the WhatsApp Business Account: add one in Business settings. Without"
                        + " one, Meta does not deliver passcodes.";
            case SENDING_STOPPED -> "An operator has stopped sending, until an operator allows it again.";
            case NUMBER_NOT_SELECTED -> "No sender number is selected: select one.";
            case NUMBER_UNUSABLE -> "The selected sender number cannot send: select another, or fix it at Meta.";
            case TEMPLATE_MISSING -> "No approved message template serves " + obstacle.purpose() + " yet.";
            case OTHER -> "A newer release of this system has found a reason: update this one to read it.";
        };
    }
}
