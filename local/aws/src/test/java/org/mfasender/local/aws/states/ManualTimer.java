package org.mfasender.local.aws.states;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time that passes immediately: sleeps are recorded; scheduled actions run only in an {@link #overdue} timer. */
final class ManualTimer implements Timer {

    final List<Duration> slept = new CopyOnWriteArrayList<>();
    final List<Duration> scheduled = new CopyOnWriteArrayList<>();
    private final boolean overdue;

    ManualTimer() {
        this(false);
    }

    private ManualTimer(boolean overdue) {
        this.overdue = overdue;
    }

    /** Every timeout expires as soon as it is set. */
    static ManualTimer overdue() {
        return new ManualTimer(true);
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        slept.add(duration);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable action) {
        scheduled.add(delay);
        if (overdue) {
            Thread.ofVirtual().start(action);
        }
        return () -> {};
    }
}
