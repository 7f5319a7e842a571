package org.mfasender.platform.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.mfasender.platform.TimeBudget;

/**
 * Does several things at once, each on a thread of its own, all within the {@link TimeBudget} and the {@link CallCount} of whoever begins
 * them. Closing waits for what was not fetched; what waits for Meta ends with the budget.
 */
public final class SideBySide implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Begins a piece of work.
     *
     * @return fetches what came out, or throws what the work threw
     */
    public <T> Supplier<T> start(Supplier<T> work) {
        Supplier<T> kept = CallCount.keeping(TimeBudget.keeping(work));
        Future<T> future = threads.submit((Callable<T>) kept::get);
        return () -> fetch(future);
    }

    /** Does several pieces of work; what came out is in their order. */
    public static <T> List<T> all(List<Supplier<T>> works) {
        try (SideBySide work = new SideBySide()) {
            List<Supplier<T>> started = new ArrayList<>();
            works.forEach(next -> started.add(work.start(next)));
            return started.stream().map(Supplier::get).toList();
        }
    }

    private static <T> T fetch(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while several things were done", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
