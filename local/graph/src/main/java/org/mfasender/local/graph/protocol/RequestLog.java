package org.mfasender.local.graph.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The latest requests, and who is to know of each. */
public final class RequestLog {
    private static final int CAPACITY = 20_000;

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private final List<Consumer<RecordedRequest>> listeners = new CopyOnWriteArrayList<>();

    /** Calls a listener with each request that comes from now on, in the thread that answers it. */
    public void listen(Consumer<RecordedRequest> listener) {
        listeners.add(listener);
    }

    void add(RecordedRequest request) {
        synchronized (this) {
            if (requests.size() == CAPACITY) {
                requests.removeFirst();
            }
            requests.addLast(request);
        }
        listeners.forEach(listener -> listener.accept(request));
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
