package org.mfasender.local.aws;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps one request under way, after its items are reserved and before it has its effect, until it is closed. */
public final class HeldRequest implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    HeldRequest() {}

    /** Waits until the request is under way. */
    public void awaitBegun() throws InterruptedException {
        await(begun);
    }

    /** Lets the request go on. */
    @Override
    public void close() {
        released.countDown();
    }

    void hold() {
        begun.countDown();
        try {
            await(released);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Nothing happened for " + PATIENCE_SECONDS + " seconds");
        }
    }
}
