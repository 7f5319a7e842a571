package org.mfasender.messages;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.observe.CanaryOutcome;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.templates.Purpose;

/** Sends a sample to a phone of the operator's own, and sees whether it arrives. At most one an hour, however often it is asked to. */
public final class Canary {

    /** No passcode of anybody's. */
    private static final Secret CODE = new Secret("000000");
    /** Meta's webhooks say within seconds that a message was delivered. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MessageSender sender;
    private final StatusWaiting waiting;
    private final Clock clock;

    public Canary(MessageSender sender, StatusWaiting waiting, Clock clock) {
        this.sender = sender;
        this.waiting = waiting;
        this.clock = clock;
    }

    /**
     * Sends a message, and waits up to a minute for its delivery.
     *
     * @param to the recipient, with a country code
     */
    public CanaryOutcome send(EnvironmentId environment, Secret to) {
        String hour = "canary " + clock.now().truncatedTo(ChronoUnit.HOURS);
        MessageRequest request = new MessageRequest(Purpose.STRONG_AUTHENTICATION, to, CODE, true, null, null, null, null, hour);
        return switch (SendReport.reported(sender.send(environment, request))) {
            case SendResult.Accepted accepted -> outcome(environment, accepted.message());
            case SendResult.Repeated repeated -> outcome(environment, repeated.message());
            case SendResult.Unknown unknown -> outcome(delivered(environment, unknown.messageId()), CanaryOutcome.UNKNOWN);
            default -> CanaryOutcome.REFUSED;
        };
    }

    private CanaryOutcome outcome(EnvironmentId environment, Message message) {
        return outcome(delivered(environment, message.id()), CanaryOutcome.ACCEPTED);
    }

    private static CanaryOutcome outcome(@Nullable Message reported, CanaryOutcome otherwise) {
        if (reported == null) {
            return otherwise;
        }
        return reported.state() == MessageState.FAILED ? CanaryOutcome.REFUSED : CanaryOutcome.DELIVERED;
    }

    /** The message when Meta has said how it ended; null when it does not in time. */
    private @Nullable Message delivered(EnvironmentId environment, UUID id) {
        return TimeBudget.of(PATIENCE)
                .limit(() -> waiting.until(environment, id, message -> switch (message.state()) {
                    case DELIVERED, READ, FAILED -> true;
                    default -> false;
                }))
                .orElse(null);
    }
}
