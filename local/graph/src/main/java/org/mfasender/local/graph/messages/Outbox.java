package org.mfasender.local.graph.messages;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The latest accepted messages, and who is to know of each. */
public final class Outbox {
    private static final int CAPACITY = 10_000;

    private final Deque<SentMessage> messages = new ArrayDeque<>();
    private final List<Consumer<SentMessage>> listeners = new CopyOnWriteArrayList<>();

    /** Calls a listener with each message that is accepted from now on, in the thread that sends it. */
    public void listen(Consumer<SentMessage> listener) {
        listeners.add(listener);
    }

    void add(SentMessage message) {
        synchronized (messages) {
            if (messages.size() == CAPACITY) {
                messages.removeFirst();
            }
            messages.addLast(message);
        }
        listeners.forEach(listener -> listener.accept(message));
    }

    /** The latest messages of an account, at most 10,000 of all accounts, oldest first. */
    public List<SentMessage> list(String wabaId) {
        synchronized (messages) {
            return messages.stream()
                    .filter(message -> message.wabaId().equals(wabaId))
                    .toList();
        }
    }

    void clear() {
        synchronized (messages) {
            messages.clear();
        }
    }
}
