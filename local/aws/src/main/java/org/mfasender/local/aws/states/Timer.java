package org.mfasender.local.aws.states;

import java.time.Duration;

/** How time passes for waits, retries and timeouts; tests have their own. */
public interface Timer {

    /** Returns after the duration, immediately if it is negative. */
    void sleep(Duration duration) throws InterruptedException;

    /** Runs the action once after the delay, unless the returned handle is closed first. */
    Scheduled schedule(Duration delay, Runnable action);

    /** A scheduled action; closing it cancels the action. */
    interface Scheduled extends AutoCloseable {
        @Override
        void close();
    }

    static Timer realTime() {
        return new Timer() {
            @Override
            public void sleep(Duration duration) throws InterruptedException {
                if (duration.isPositive()) {
                    Thread.sleep(duration);
                }
            }

            @Override
            public Scheduled schedule(Duration delay, Runnable action) {
                Thread thread = Thread.ofVirtual().start(() -> {
                    try {
                        Thread.sleep(delay);
                    } catch (InterruptedException closed) {
                        return;
                    }
                    action.run();
                });
                return thread::interrupt;
            }
        };
    }
}
