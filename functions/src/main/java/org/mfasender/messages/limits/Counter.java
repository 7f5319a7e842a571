package org.mfasender.messages.limits;

import java.time.Duration;
import java.time.Instant;

/**
 * A limit of messages in fixed windows of time.
 *
 * @param scope whom it is about; empty for the environment
 * @param most 0 for no limit
 * @param window divides a day
 */
record Counter(Limit limit, String scope, int most, Duration window) {

    /** DynamoDB writes an item a thousand times a second at most. An environment that sends faster has several items. */
    private static final int MOST_SHARDS = 8;
    /** Fewer are not worth an item: a message that finds one full tries the others. */
    private static final int MESSAGES_OF_SHARD = 250;

    int shards() {
        return Math.clamp(most / MESSAGES_OF_SHARD, 1, MOST_SHARDS);
    }

    /** How many of the messages a shard counts. */
    int most(int shard) {
        return most / shards() + (shard < most % shards() ? 1 : 0);
    }

    /** The name of a shard in the window of that time. */
    String name(int shard, Instant now) {
        return limit + "#" + scope + "#" + now.getEpochSecond() / window.toSeconds() + "#" + shard;
    }

    /** When the window of that time ends. */
    Instant end(Instant now) {
        return Instant.ofEpochSecond((now.getEpochSecond() / window.toSeconds() + 1) * window.toSeconds());
    }
}
