package org.mfasender.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mfasender.platform.Clock;
import org.mfasender.sender.run.Provisioning;

/** {@code Prefer: wait=N} (RFC 7240): the answer waits up to N seconds for the numbers, as PingOne's own does. */
public final class Waiting {

    /** HTTP APIs give up after 30 seconds; some are needed for the request itself. */
    private static final int LONGEST_SECONDS = 25;

    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})\"?(?:$|[,;\\s])", Pattern.CASE_INSENSITIVE);

    private final SenderStore store;
    private final Clock clock;

    public Waiting(SenderStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** How long to wait for the caller: as long as it prefers, at most 25 seconds, and not at all when it does not say. */
    public static Duration patience(Optional<String> prefer) {
        Matcher wait = WAIT.matcher(prefer.orElse(""));
        return wait.find()
                ? Duration.ofSeconds(Math.min(Integer.parseInt(wait.group(1)), LONGEST_SECONDS))
                : Duration.ZERO;
    }

    /** Whether the newest run has listed the numbers, or has ended. */
    public static boolean isOver(SenderAccount account, Instant now) {
        Provisioning run = account.newest().run().asSeenAt(now);
        return run.status().isFinal() || run.hasListedNumbers();
    }

    /** The account as soon as its newest run has listed the numbers or ended, and at the latest after {@code patience}. */
    public SenderAccount forNumbers(SenderAccount submitted, Duration patience) {
        Instant end = clock.now().plus(patience);
        SenderAccount account = submitted;
        while (!isOver(account, clock.now()) && clock.now().isBefore(end)) {
            if (!pause()) {
                return account;
            }
            account = store.findAccount(submitted.environmentId()).orElse(account);
        }
        return account;
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
