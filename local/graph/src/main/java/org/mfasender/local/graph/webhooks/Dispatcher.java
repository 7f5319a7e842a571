package org.mfasender.local.graph.webhooks;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Delivers in the background; what is not answered with 200 comes again after growing pauses, which are shorter than Meta's, and not for ever. */
final class Dispatcher implements AutoCloseable {
    private static final int MOST_ATTEMPTS = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final WebhookClient client;
    private final AtomicInteger pending = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Dispatcher(WebhookClient client) {
        this.client = client;
    }

    /** How many deliveries are still to come, repeated ones included. */
    int pending() {
        return pending.get();
    }

    /** Delivers as often as a script says; zero times is a loss. */
    void deliver(Recipient recipient, byte[] body, Duration delay, int times) {
        for (int i = 0; i < times; i++) {
            pending.incrementAndGet();
            schedule(recipient, body, 1, delay);
        }
    }

    private void schedule(Recipient recipient, byte[] body, int attempt, Duration delay) {
        threads.execute(() -> {
            try {
                Thread.sleep(delay);
                attempt(recipient, body, attempt);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void attempt(Recipient recipient, byte[] body, int attempt) {
        boolean done =
                client.deliver(recipient.callback(), body, recipient.app().secret());
        if (done || attempt == MOST_ATTEMPTS || threads.isShutdown()) {
            pending.decrementAndGet();
        } else {
            schedule(recipient, body, attempt + 1, FIRST_PAUSE.multipliedBy(attempt));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
