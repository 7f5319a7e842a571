package org.mfasender.local.aws;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The client request tokens of transactions that are under way, and of the last ones that are done. */
final class TransactionTokens {

    private static final int MOST_DONE = 1000;

    private final Set<String> underWay = new HashSet<>();
    private final Map<String, Boolean> done = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_DONE;
        }
    };

    /** False when the transaction with this token is under way. */
    synchronized boolean begin(@Nullable String token) {
        return token == null || underWay.add(token);
    }

    synchronized void end(@Nullable String token) {
        underWay.remove(token);
    }

    synchronized void done(@Nullable String token) {
        if (token != null) {
            done.put(token, true);
        }
    }

    /** Whether the transaction with this token is done: its repetition has no effect, and meets no conflict. */
    synchronized boolean isDone(@Nullable String token) {
        return done.containsKey(token);
    }
}
