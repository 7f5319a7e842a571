package org.mfasender.local.bursts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import org.mfasender.local.aws.states.Timer;

/** Time that moves on when nobody has anything to do before the next moment that somebody waits for. */
final class VirtualTime implements Timer, InstantSource {

    private final PriorityQueue<Moment> moments = new PriorityQueue<>(
            Comparator.comparing((Moment moment) -> moment.at).thenComparingLong(moment -> moment.number));
    private Instant now;
    private long number;
    /** How many have something to do now. */
    private int awake;

    private static final class Moment {
        private final Instant at;
        private final long number;
        private final Runnable action;
        private boolean canceled;

        Moment(Instant at, long number, Runnable action) {
            this.at = at;
            this.number = number;
            this.action = action;
        }
    }

    VirtualTime(Instant begin) {
        this.now = begin;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** One more has something to do. */
    synchronized void wake() {
        awake++;
    }

    /** One less has. */
    synchronized void rest() {
        awake--;
        while (awake == 0 && !moments.isEmpty()) {
            Moment next = moments.remove();
            if (!next.canceled) {
                now = next.at;
                awake++;
                next.action.run();
            }
        }
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Moment end = at(duration, over::countDown);
        rest();
        try {
            over.await();
        } catch (InterruptedException e) {
            // Whoever interrupts is awake in this one's place.
            synchronized (this) {
                end.canceled = true;
            }
            throw e;
        }
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable action) {
        Moment moment = at(delay, () -> Thread.ofVirtual().start(action));
        return () -> {
            synchronized (this) {
                moment.canceled = true;
            }
        };
    }

    private synchronized Moment at(Duration delay, Runnable action) {
        Moment moment = new Moment(delay.isNegative() ? now : now.plus(delay), number++, action);
        moments.add(moment);
        return moment;
    }
}
