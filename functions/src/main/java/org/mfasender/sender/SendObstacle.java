package org.mfasender.sender;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.CheckName;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.Coverage;

/**
 * Why passcodes cannot be sent.
 *
 * @param purpose of which they cannot; null when none can
 * @param until when that ends by itself; null when it does not, or that is not known
 */
public record SendObstacle(
        Code code, @Nullable Purpose purpose, @Nullable Instant until) {

    public SendObstacle(Code code, @Nullable Purpose purpose) {
        this(code, purpose, null);
    }

    /** Whether it has ended by itself. */
    boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /** What is missing. */
    public enum Code {
        /** No credentials were verified yet. */
        NOT_CONNECTED,
        /** The access token was accepted although it expires, and has expired. */
        TOKEN_EXPIRED,
        /** Meta does not accept the access token any more. */
        TOKEN_REFUSED,
        /** Meta has rejected the WhatsApp Business Account. */
        ACCOUNT_REJECTED,
        /** Meta has disabled, locked or blocked the WhatsApp Business Account. */
        ACCOUNT_BLOCKED,
        /** Meta charges every passcode, and delivers none without a payment method. */
        PAYMENT_METHOD_MISSING,
        /** An operator has stopped sending. */
        SENDING_STOPPED,
        NUMBER_NOT_SELECTED,
        /** The selected number cannot send. */
        NUMBER_UNUSABLE,
        /** The purpose has no template that serves whoever no other fits. */
        TEMPLATE_MISSING,
        /** One that another release knows: nothing is sent, because that release would not. */
        OTHER;

        /** The name of the check that finds it; its own where no check does. */
        String cause() {
            return switch (this) {
                case TOKEN_EXPIRED, TOKEN_REFUSED -> CheckName.TOKEN_VALID.toString();
                case ACCOUNT_REJECTED -> CheckName.ACCOUNT_REVIEWED.toString();
                case ACCOUNT_BLOCKED -> CheckName.ACCOUNT_HEALTHY.toString();
                case PAYMENT_METHOD_MISSING -> CheckName.PAYMENT_METHOD.toString();
                case NUMBER_NOT_SELECTED, NUMBER_UNUSABLE -> CheckName.SENDER_NUMBER.toString();
                case TEMPLATE_MISSING -> CheckName.TEMPLATES_USABLE.toString();
                case NOT_CONNECTED, SENDING_STOPPED, OTHER -> name();
            };
        }

        static Code of(String word) {
            return Stream.of(values())
                    .filter(code -> code.name().equals(word))
                    .findFirst()
                    .orElse(OTHER);
        }
    }

    /** What keeps a connection from sending; null when there is none. */
    static List<SendObstacle> of(@Nullable Connection connection) {
        if (connection == null) {
            return List.of(new SendObstacle(Code.NOT_CONNECTED, null));
        }
        List<SendObstacle> obstacles = new ArrayList<>();
        connection
                .blocksInForce()
                .codes()
                .map(code -> new SendObstacle(code, null, connection.reports().until(code, connection.blocks())))
                .forEach(obstacles::add);
        if (connection.numbers().selected() == null) {
            obstacles.add(new SendObstacle(Code.NUMBER_NOT_SELECTED, null));
        } else if (!connection.numbers().canSend()) {
            obstacles.add(new SendObstacle(Code.NUMBER_UNUSABLE, null));
        }
        connection.templates().keySet().stream()
                .filter(purpose -> connection.coverage().get(purpose) != Coverage.SERVED)
                .map(purpose -> new SendObstacle(Code.TEMPLATE_MISSING, purpose))
                .forEach(obstacles::add);
        return List.copyOf(obstacles);
    }
}
