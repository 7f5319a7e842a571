package org.mfasender.platform.http;

import java.time.Duration;
import java.time.Instant;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.dynamodb.CounterStore;
import org.mfasender.platform.observe.Observation;

/**
 * How many requests of an environment may ask Meta in a minute while their caller waits, on all routes and in all functions together.
 * A request is counted before it is read, and stays counted whatever becomes of it.
 */
public final class RequestLimit {

    private static final long WINDOW = Duration.ofMinutes(1).toSeconds();
    /** Nobody waits longer to be counted. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final CounterStore counters;
    private final int perMinute;
    private final Clock clock;
    private final Duration longest;

    /** @param perMinute 0 for no limit */
    public RequestLimit(CounterStore counters, int perMinute, Clock clock) {
        this(counters, perMinute, clock, LONGEST);
    }

    RequestLimit(CounterStore counters, int perMinute, Clock clock, Duration longest) {
        this.counters = counters;
        this.perMinute = perMinute;
        this.clock = clock;
        this.longest = longest;
    }

    /** The same endpoint, for no more requests of an environment than the limit; others get 429 with {@code Retry-After}. */
    public Endpoint of(Endpoint endpoint) {
        return perMinute == 0
                ? endpoint
                : request -> {
                    count(request.environmentId());
                    return endpoint.answer(request);
                };
    }

    private void count(EnvironmentId environment) {
        Instant now = clock.now();
        long window = now.getEpochSecond() / WINDOW;
        Instant end = Instant.ofEpochSecond((window + 1) * WINDOW);
        if (!admits(environment + "#" + window, end)) {
            throw ApiException.tooManyRequests(Duration.between(now, end));
        }
    }

    /** A limit that cannot be asked limits nothing: it is there to share what works, and not to add a way to fail. */
    private boolean admits(String name, Instant end) {
        try {
            return TimeBudget.of(longest).limit(() -> counters.add(name, perMinute, end));
        } catch (RuntimeException e) {
            Observation.current().ifPresent(observation -> observation.failed("AWS", e));
            return true;
        }
    }
}
