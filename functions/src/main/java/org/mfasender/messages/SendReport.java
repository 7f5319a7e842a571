package org.mfasender.messages;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.Message.Sending;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.platform.observe.Field;
import org.mfasender.platform.observe.MessageOutcome;
import org.mfasender.platform.observe.Observation;

/** Reports how a request to send a passcode ended, in the log and in metrics. */
public final class SendReport {

    private final Observation observation;
    private final @Nullable String acceptedCountry;

    private SendReport(Observation observation, SendResult sent) {
        this.observation = observation;
        this.acceptedCountry = acceptedCountry(sent);
    }

    /**
     * Reports a request, when it is served by an invocation that is observed.
     *
     * @param sent the result of sending
     * @param answered what is answered, after the time that the caller prefers to wait
     */
    public static void report(SendResult sent, SendResult answered) {
        Observation.current().ifPresent(observation -> new SendReport(observation, sent).write(answered));
    }

    private static @Nullable String acceptedCountry(SendResult sent) {
        Sending sending = sent instanceof SendResult.Accepted accepted
                ? accepted.message().sending()
                : null;
        return sending == null ? null : sending.addressee().country();
    }

    private void write(SendResult answered) {
        switch (answered) {
            case SendResult.Accepted accepted ->
                ended(MessageOutcome.ACCEPTED, accepted.message().id(), null);
            case SendResult.Refused refused -> {
                RefusalCause cause = refused.refusal().cause();
                ended(outcome(cause), refused.messageId(), cause.name());
            }
            case SendResult.Undelivered undelivered ->
                ended(
                        MessageOutcome.UNDELIVERED,
                        undelivered.messageId(),
                        undelivered.refusal().cause().name());
            case SendResult.Unknown unknown -> ended(MessageOutcome.UNKNOWN, unknown.messageId(), null);
            case SendResult.LimitReached reached ->
                ended(MessageOutcome.LIMITED, null, reached.limit().name());
            case SendResult.Repeated repeated ->
                ended(MessageOutcome.REPEATED, repeated.message().id(), null);
            case SendResult.InProgress inProgress -> ended(MessageOutcome.REPEATED, inProgress.messageId(), null);
            default -> ended(MessageOutcome.INVALID, null, null);
        }
    }

    private static MessageOutcome outcome(RefusalCause cause) {
        return switch (cause) {
            case RECIPIENT_LIMITED, RATE_LIMITED -> MessageOutcome.LIMITED;
            case META_UNAVAILABLE, TOO_SLOW -> MessageOutcome.UNAVAILABLE;
            default -> MessageOutcome.REFUSED;
        };
    }

    private void ended(MessageOutcome outcome, @Nullable UUID id, @Nullable String cause) {
        observation.with(Field.MESSAGE_ID, id);
        observation.messageEnded(outcome, cause, acceptedCountry);
    }
}
