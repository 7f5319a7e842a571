package org.mfasender.local.graph.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Calls of one app to one account within the last hour. */
final class CallCounter {
    private final Deque<Instant> calls = new ArrayDeque<>();

    /** Calls within the hour before {@code now}, this one included. */
    synchronized int count(Instant now) {
        Instant start = now.minus(Duration.ofHours(1));
        while (!calls.isEmpty() && !calls.getFirst().isAfter(start)) {
            calls.removeFirst();
        }
        calls.addLast(now);
        return calls.size();
    }
}
