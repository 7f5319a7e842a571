package org.mfasender.messages;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.Message.Sending;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.platform.observe.Field;
import org.mfasender.platform.observe.MessageOutcome;
import org.mfasender.platform.observe.Observation;

/** Reports how a request to send a passcode ended, in the log and in metrics. */
final class SendReport {

    private final Observation observation;

    private SendReport(Observation observation) {
        this.observation = observation;
    }

    /** Reports a result, and returns it. */
    static SendResult reported(SendResult result) {
        Observation.current().map(SendReport::new).ifPresent(report -> report.write(result));
        return result;
    }

    private void write(SendResult result) {
        switch (result) {
            case SendResult.Accepted accepted -> {
                Message message = accepted.message();
                Sending sending = message.sending();
                ended(
                        MessageOutcome.ACCEPTED,
                        message.id(),
                        null,
                        sending == null ? null : sending.addressee().country());
            }
            case SendResult.Refused refused -> {
                RefusalCause cause = refused.refusal().cause();
                ended(outcome(cause), refused.messageId(), cause.name(), null);
            }
            case SendResult.Unknown unknown -> ended(MessageOutcome.UNKNOWN, unknown.messageId(), null, null);
            case SendResult.LimitReached reached ->
                ended(MessageOutcome.LIMITED, null, reached.limit().name(), null);
            case SendResult.Repeated repeated ->
                ended(MessageOutcome.REPEATED, repeated.message().id(), null, null);
            case SendResult.Undelivered undelivered ->
                ended(MessageOutcome.REPEATED, undelivered.messageId(), null, null);
            case SendResult.InProgress inProgress -> ended(MessageOutcome.REPEATED, inProgress.messageId(), null, null);
            default -> ended(MessageOutcome.INVALID, null, null, null);
        }
    }

    private static MessageOutcome outcome(RefusalCause cause) {
        return switch (cause) {
            case RECIPIENT_LIMITED, RATE_LIMITED -> MessageOutcome.LIMITED;
            case META_UNAVAILABLE, TOO_SLOW -> MessageOutcome.UNAVAILABLE;
            default -> MessageOutcome.REFUSED;
        };
    }

    private void ended(MessageOutcome outcome, @Nullable UUID id, @Nullable String cause, @Nullable String country) {
        observation.with(Field.MESSAGE_ID, id);
        observation.messageEnded(outcome, cause, country);
    }
}
