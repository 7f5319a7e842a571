package org.mfasender.local.aws.states;

import java.time.Duration;

/** How time passes for waits, retries and timeouts; tests give their own. */
public interface Timer {

    /** Returns when the duration is over; negative means at once. */
    void sleep(Duration duration) throws InterruptedException;

    /** Runs the action once, later, unless the returned handle is closed before. */
    Scheduled schedule(Duration delay, Runnable action);

    /** Something that will happen unless closed. */
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
