package org.mfasender.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started, to be closed in reverse order whether or not the rest could be started. */
final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    /** Adds a part; one that comes too late is closed at once. */
    synchronized <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        if (closed) {
            close();
        }
        return part;
    }

    @Override
    public synchronized void close() {
        closed = true;
        RuntimeException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("A part did not stop", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
