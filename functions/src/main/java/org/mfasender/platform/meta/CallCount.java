package org.mfasender.platform.meta;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Counts the calls of the Graph API that a piece of work makes, failed ones included, and keeps the failures. */
public final class CallCount {

    private static final ScopedValue<CallCount> CURRENT = ScopedValue.newInstance();

    private final AtomicLong calls = new AtomicLong();
    private final List<GraphFailure> failures = new CopyOnWriteArrayList<>();

    /** Does a piece of work; its calls, made on this thread, are counted. */
    public <T> T of(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** How many calls were made so far. */
    public long value() {
        return calls.get();
    }

    /** The failures so far, oldest first, also those that the work handled. */
    public List<GraphFailure> failures() {
        return List.copyOf(failures);
    }

    /** The same work, whose calls count here on whatever thread they are made. */
    static <T> Supplier<T> keeping(Supplier<T> work) {
        if (!CURRENT.isBound()) {
            return work;
        }
        CallCount count = CURRENT.get();
        return () -> count.of(work);
    }

    static void failed(GraphFailure failure) {
        if (CURRENT.isBound()) {
            CURRENT.get().failures.add(failure);
        }
    }

    static void increment() {
        if (CURRENT.isBound()) {
            CURRENT.get().calls.incrementAndGet();
        }
    }
}
