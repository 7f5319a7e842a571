package org.mfasender.platform.net;

import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections to a server that are kept for the next request, and how many are being opened. A handshake takes longer than most
 * requests: who finds no connection waits for one, while others are being opened.
 */
final class ServerConnections {

    private static final int MOST_KEPT = 32;

    private final int mostAtOnce;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private int opening;

    /** @param since when it was used */
    record Kept(HttpConnection connection, Instant since) {}

    /** @param mostAtOnce how many may be opened at the same time */
    ServerConnections(int mostAtOnce) {
        this.mostAtOnce = mostAtOnce;
    }

    /**
     * The connection that was used last; null when the caller is to open one, and to call {@link #opened} then.
     *
     * @throws SocketTimeoutException when neither has come about in time
     */
    synchronized @Nullable Kept take(Deadline end) throws SocketTimeoutException, InterruptedException {
        while (kept.isEmpty() && opening >= mostAtOnce) {
            wait(end.millis());
        }
        Kept next = kept.pollFirst();
        if (next == null) {
            opening++;
        }
        return next;
    }

    /** One was opened, or could not be. */
    synchronized void opened() {
        opening--;
        notifyAll();
    }

    /** Takes all that are kept. */
    synchronized List<Kept> takeAll() {
        List<Kept> all = List.copyOf(kept);
        kept.clear();
        return all;
    }

    /**
     * Keeps a connection.
     *
     * @return one that is to be closed, because there are too many; null when there are not
     */
    synchronized @Nullable Kept keep(Kept next) {
        kept.addFirst(next);
        notifyAll();
        return kept.size() > MOST_KEPT ? kept.pollLast() : null;
    }
}
