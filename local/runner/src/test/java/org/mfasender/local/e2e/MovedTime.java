package org.mfasender.local.e2e;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import org.mfasender.local.LocalTime;
import org.mfasender.local.aws.states.Timer;

/** Time that passes only when a test moves it on. */
final class MovedTime implements InstantSource, Timer {

    private final PriorityQueue<Moment> moments = new PriorityQueue<>(Comparator.comparing(Moment::at));
    private Instant now;
    private int asleep;

    private record Moment(Instant at, Runnable action) {}

    MovedTime(Instant begin) {
        this.now = begin;
    }

    /** For the local system. */
    LocalTime local() {
        return new LocalTime(this, this);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** How many wait for a later time. */
    synchronized int asleep() {
        return asleep;
    }

    /** Moves on; who waits for a time until then goes on. */
    synchronized void advance(Duration span) {
        now = now.plus(span);
        while (!moments.isEmpty() && !moments.element().at().isAfter(now)) {
            moments.remove().action().run();
        }
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Moment end;
        synchronized (this) {
            if (!duration.isPositive()) {
                return;
            }
            end = new Moment(now.plus(duration), () -> {
                asleep--;
                over.countDown();
            });
            moments.add(end);
            asleep++;
        }
        try {
            over.await();
        } catch (InterruptedException e) {
            wake(end);
            throw e;
        }
    }

    private synchronized void wake(Moment end) {
        if (moments.remove(end)) {
            asleep--;
        }
    }

    @Override
    public synchronized Scheduled schedule(Duration delay, Runnable action) {
        Moment moment = new Moment(now.plus(delay), () -> Thread.ofVirtual().start(action));
        moments.add(moment);
        return () -> {
            synchronized (this) {
                moments.remove(moment);
            }
        };
    }
}
