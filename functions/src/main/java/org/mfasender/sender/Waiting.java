package org.mfasender.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Clock;
import org.mfasender.platform.Preferences;
import org.mfasender.sender.run.Provisioning;

/**
 * Waiting for the numbers before the answer, as PingOne's own does: {@code Prefer: wait=N} for up to N seconds, {@code respond-async} not
 * at all (RFC 7240), and otherwise for a while. Only the request that began the run waits, and it ends with the run: a newer one has a
 * request that waits for it. So an environment holds one instance, however often it sends the same.
 */
public final class Waiting {

    /** HTTP APIs give up 30 seconds after they received a request; some are needed for the answer. */
    private static final Duration OF_THE_GATEWAY = Duration.ofSeconds(26);

    private static final int LONGEST_SECONDS = 25;
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

    /**
     * What a caller prefers.
     *
     * @param longest how long to wait at most
     * @param applied as {@code Preference-Applied} says it; null when the caller prefers nothing
     */
    public record Patience(Duration longest, @Nullable String applied) {}

    private final SenderStore store;
    private final Clock clock;

    public Waiting(SenderStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * How long to wait for the caller.
     *
     * @param prefer the header
     * @param began whether its request began the run
     */
    public static Patience patience(Optional<String> prefer, boolean began) {
        Preferences preferences = Preferences.of(prefer);
        OptionalInt wait = preferences.waitSeconds();
        if (wait.isPresent()) {
            int seconds = began ? Math.min(wait.getAsInt(), LONGEST_SECONDS) : 0;
            return new Patience(Duration.ofSeconds(seconds), "wait=" + seconds);
        }
        return preferences.respondAsync()
                ? new Patience(Duration.ZERO, "respond-async")
                : new Patience(began ? USUAL : Duration.ZERO, null);
    }

    /** Whether the newest run has listed the numbers, or has ended. */
    public static boolean isOver(SenderAccount account, Instant now) {
        Provisioning run = account.newest().run().asSeenAt(now);
        return run.status().isFinal() || run.hasListedNumbers();
    }

    /**
     * The account as soon as its newest run has listed the numbers, has ended or was superseded, and at the latest after {@code longest}
     * or when the gateway is about to give up.
     *
     * @param received when the gateway received the request
     */
    public SenderAccount forNumbers(SenderAccount submitted, Duration longest, Instant received) {
        Instant end = earlier(clock.now().plus(longest), received.plus(OF_THE_GATEWAY));
        SenderAccount account = submitted;
        while (isNewest(account, submitted)
                && !isOver(account, clock.now())
                && clock.now().isBefore(end)) {
            if (!pause()) {
                return account;
            }
            account = store.findAccount(submitted.environmentId()).orElse(account);
        }
        return account;
    }

    private static boolean isNewest(SenderAccount account, SenderAccount submitted) {
        return account.id().equals(submitted.id()) && account.generation() == submitted.generation();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static boolean pause() {
        try {
            Thread.sleep(POLL_INTERVAL);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
