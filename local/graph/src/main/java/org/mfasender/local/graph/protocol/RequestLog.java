package org.mfasender.local.graph.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests. */
public final class RequestLog {
    private static final int CAPACITY = 20_000;

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();

    synchronized void add(RecordedRequest request) {
        if (requests.size() == CAPACITY) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    /** The latest requests, at most 20,000, oldest first. */
    public synchronized List<RecordedRequest> list() {
        return List.copyOf(requests);
    }

    /** Removes all. */
    public synchronized void clear() {
        requests.clear();
    }
}
