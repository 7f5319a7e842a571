package org.mfasender.messages;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.Preferences;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.observe.Observation;

/** {@code Prefer: wait=N}: waits for the first status that Meta reports of a message, for N seconds from the request on. */
public final class StatusWaiting {

    private static final int LONGEST_SECONDS = 10;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final MessageStore store;
    private final Clock clock;

    public StatusWaiting(MessageStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What came of waiting.
     *
     * @param applied as {@code Preference-Applied} says it; null when the caller prefers nothing
     */
    record Awaited(SendResult result, @Nullable String applied) {}

    /**
     * The result of sending a passcode, after the time that its caller prefers to wait.
     *
     * @param prefer the header
     * @param received when the gateway received the request
     */
    Awaited await(EnvironmentId environment, SendResult result, Optional<String> prefer, Instant received) {
        OptionalInt preferred = Preferences.of(prefer).waitSeconds();
        if (preferred.isEmpty()) {
            return new Awaited(result, null);
        }
        int seconds = Math.min(preferred.getAsInt(), LONGEST_SECONDS);
        Duration waited = Duration.between(received, clock.now());
        Duration left = Duration.ofSeconds(seconds).minus(waited.isNegative() ? Duration.ZERO : waited);
        return new Awaited(await(environment, result, left), "wait=" + seconds);
    }

    /**
     * The result of sending a passcode, after this time at most.
     *
     * @return {@code Undelivered} when Meta reports that it could not deliver the message; without a report, the result itself
     */
    public SendResult await(EnvironmentId environment, SendResult result, Duration time) {
        return TimeBudget.of(time).limit(() -> awaited(environment, result));
    }

    private SendResult awaited(EnvironmentId environment, SendResult result) {
        UUID id = switch (result) {
            case SendResult.Accepted accepted -> accepted.message().id();
            case SendResult.Repeated repeated -> repeated.message().id();
            case SendResult.Unknown unknown -> unknown.messageId();
            default -> null;
        };
        return id == null
                ? result
                : reported(environment, id)
                        .map(message -> with(result, message))
                        .orElse(result);
    }

    /** The message as soon as Meta has reported something of it; empty when it does not in time. */
    private Optional<Message> reported(EnvironmentId environment, UUID id) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            Optional<Message> known =
                    found(environment, id).filter(message -> message.state().isReported());
            Duration left = TimeBudget.left(pause);
            if (known.isPresent() || !left.isPositive() || !paused(left)) {
                return known;
            }
            Duration next = pause.multipliedBy(3).dividedBy(2);
            pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
        }
    }

    /** The message has left: that it cannot be read is no reason to say that it was not sent. */
    private Optional<Message> found(EnvironmentId environment, UUID id) {
        try {
            return store.find(environment, id, clock.now());
        } catch (RuntimeException e) {
            Observation.current().ifPresent(observation -> observation.failed("AWS", e));
            return Optional.empty();
        }
    }

    private static SendResult with(SendResult result, Message message) {
        Refusal refusal = message.refusal();
        if (message.state() == MessageState.FAILED && refusal != null) {
            return new SendResult.Undelivered(message.id(), refusal);
        }
        return result instanceof SendResult.Accepted accepted
                ? new SendResult.Accepted(message, accepted.wamid())
                : new SendResult.Repeated(message);
    }

    private static boolean paused(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
