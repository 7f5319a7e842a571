package org.mfasender.platform.meta;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.mfasender.platform.Clock;

/**
 * A client without connections that may be dead. A process that is frozen between two requests does not learn that Meta has closed its
 * connections; a message written to one of those would be neither sent nor certainly not sent.
 */
final class FreshConnections implements Supplier<HttpClient> {

    /** Shorter than servers keep an idle connection. The wall clock goes on while the process is frozen. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Supplier<HttpClient> make;
    private final Clock clock;
    private HttpClient current;
    private Instant lastUsed;

    /** Makes the first client, before anybody waits for it. */
    FreshConnections(Supplier<HttpClient> make, Clock clock) {
        this.make = make;
        this.clock = clock;
        this.current = make.get();
        this.lastUsed = clock.now();
    }

    /** The client of before, or a new one after a pause. */
    @Override
    public synchronized HttpClient get() {
        Instant now = clock.now();
        if (lastUsed.plus(LONGEST_PAUSE).isBefore(now)) {
            current.shutdown();
            current = make.get();
        }
        lastUsed = now;
        return current;
    }
}
