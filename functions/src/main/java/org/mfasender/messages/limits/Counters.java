package org.mfasender.messages.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.RandomNumbers;
import org.mfasender.platform.dynamodb.CounterStore;

/** Counts messages up to a limit. Exactly as many pass, however many are counted at once. */
final class Counters {

    /** How long a full shard is not tried again: an excess is answered without a call. It may get a message back meanwhile. */
    private static final Duration MEMORY = Duration.ofSeconds(5);

    private static final int MOST_REMEMBERED = 10_000;

    private final CounterStore store;
    private final Map<String, Instant> full = new ConcurrentHashMap<>();

    Counters(CounterStore store) {
        this.store = store;
    }

    /** Counts a message, unless the counter is full. */
    Claim claim(EnvironmentId environment, Counter counter, Instant now) {
        if (counter.most() == 0) {
            return Claim.NOTHING;
        }
        Instant end = counter.end(now);
        int first = RandomNumbers.generator().nextInt(counter.shards());
        for (int i = 0; i < counter.shards(); i++) {
            int shard = (first + i) % counter.shards();
            String name = environment + "#" + counter.name(shard, now);
            if (isFull(name, now)) {
                continue;
            }
            if (store.add(name, counter.most(shard), end)) {
                return new Claim.Counted(() -> store.subtract(name), null);
            }
            remember(name, now);
        }
        return Claim.refused(counter.limit(), now, end);
    }

    private boolean isFull(String name, Instant now) {
        Instant until = full.get(name);
        return until != null && now.isBefore(until);
    }

    private void remember(String name, Instant now) {
        if (full.size() >= MOST_REMEMBERED) {
            full.clear();
        }
        full.put(name, now.plus(MEMORY));
    }
}
