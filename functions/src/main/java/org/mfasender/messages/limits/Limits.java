package org.mfasender.messages.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mfasender.messages.limits.Admission.Admitted;
import org.mfasender.messages.limits.Admission.LimitReached;
import org.mfasender.messages.limits.Claim.Counted;
import org.mfasender.messages.limits.Claim.Refused;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.config.LimitParameters;
import org.mfasender.platform.dynamodb.CounterStore;
import org.mfasender.platform.observe.Observation;
import org.mfasender.templates.Purpose;

/**
 * How many messages are sent. All limits are asked side by side, since a person waits; what one counts for a message that another refuses
 * is taken back. When that fails, or the process dies, a message too many is counted until the window ends: never one too few.
 */
public final class Limits {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final LimitParameters parameters;
    private final Counters counters;
    private final UniqueRecipients recipients;
    private final Conversions conversions;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Limits(
            LimitParameters parameters,
            CounterStore counters,
            UniqueRecipientStore recipients,
            Conversions conversions) {
        this.parameters = parameters;
        this.counters = new Counters(counters);
        this.recipients = new UniqueRecipients(recipients, parameters.strongAuthenticationPercent());
        this.conversions = conversions;
    }

    /**
     * Counts a message, unless a limit is reached.
     *
     * @param messagingLimit as Meta last said
     */
    public Admission admit(
            EnvironmentId environment,
            Purpose purpose,
            KnownRecipient recipient,
            MessagingLimit messagingLimit,
            Instant now) {
        String country = recipient.recipient().country();
        List<Future<Claim>> asked = sideBySide(List.of(
                () -> counted(environment, Limit.ENVIRONMENT, "", parameters.perMinute(), MINUTE, now),
                () -> counted(environment, Limit.DAILY_CAP, "", parameters.perDay(), DAY, now),
                () -> counted(
                        environment, Limit.RECIPIENT, recipient.hash(), parameters.perRecipientAndHour(), HOUR, now),
                () -> counted(environment, Limit.COUNTRY, country, parameters.perCountryAndHour(), HOUR, now),
                () -> range(environment, purpose, recipient, now),
                () -> recipients.claim(environment, purpose, recipient, messagingLimit, now)));
        List<Claim> claims = asked.stream()
                .filter(claim -> claim.state() == Future.State.SUCCESS)
                .map(Future::resultNow)
                .toList();
        List<LimitReached> reached = claims.stream()
                .flatMap(claim -> claim instanceof Refused refused ? Stream.of(refused.reached()) : Stream.empty())
                .toList();
        if (claims.size() == asked.size() && reached.isEmpty()) {
            return admitted(claims);
        }
        undo(claims);
        return reached.stream()
                .max(Comparator.comparing(LimitReached::retryAfter))
                .map(Admission.class::cast)
                .orElseThrow(() -> failure(asked));
    }

    private Claim range(EnvironmentId environment, Purpose purpose, KnownRecipient recipient, Instant now) {
        // By purpose, so that an attack on one leaves the other its messages.
        return conversions.areLow(recipient)
                ? counted(
                        environment,
                        Limit.LOW_CONVERSION,
                        purpose + "#" + recipient.range(),
                        parameters.perLowConversionRangeAndHour(),
                        HOUR,
                        now)
                : counted(environment, Limit.RANGE, recipient.range(), parameters.perRangeAndHour(), HOUR, now);
    }

    private Claim counted(
            EnvironmentId environment, Limit limit, String scope, int most, Duration window, Instant now) {
        return counters.claim(environment, new Counter(limit, scope, most, window), now);
    }

    private static Admission admitted(List<Claim> claims) {
        for (Claim claim : claims) {
            Integer used = claim instanceof Counted counted ? counted.messagingLimitUsed() : null;
            if (used != null) {
                Observation.current().ifPresent(observation -> observation.messagingLimitUsed(used));
            }
        }
        return new Admitted();
    }

    private void undo(List<Claim> claims) {
        List<Supplier<Claim>> undoing = new ArrayList<>();
        for (Claim claim : claims) {
            if (claim instanceof Counted counted) {
                undoing.add(() -> {
                    counted.undo().run();
                    return counted;
                });
            }
        }
        sideBySide(undoing);
    }

    private <T> List<Future<T>> sideBySide(List<Supplier<T>> work) {
        try {
            return threads.invokeAll(work.stream()
                    .map(TimeBudget::<T>keeping)
                    .map(kept -> (Callable<T>) kept::get)
                    .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while limits were asked", e);
        }
    }

    private static RuntimeException failure(List<Future<Claim>> asked) {
        Throwable cause = asked.stream()
                .filter(claim -> claim.state() == Future.State.FAILED)
                .map(Future::exceptionNow)
                .findFirst()
                .orElseThrow();
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }
}
