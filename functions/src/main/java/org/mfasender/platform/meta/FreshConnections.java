package org.mfasender.platform.meta;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
    private @Nullable HttpClient current;
    private Instant lastUsed = Instant.MIN;

    FreshConnections(Supplier<HttpClient> make, Clock clock) {
        this.make = make;
        this.clock = clock;
    }

    /** The client of the last request, or a new one after a pause. */
    @Override
    public synchronized HttpClient get() {
        Instant now = clock.now();
        HttpClient client = current;
        if (client == null || lastUsed.plus(LONGEST_PAUSE).isBefore(now)) {
            if (client != null) {
                client.shutdown();
            }
            client = make.get();
            current = client;
        }
        lastUsed = now;
        return client;
    }
}
