package org.mfasender.local;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * What is slow to start and used again by one test class after the other, while classes that run at the same time each have their own.
 * All end with the test run.
 */
public final class Pool<T extends Pool.Pooled> implements AutoCloseable {
    /** Closed without a checked exception. */
    public interface Pooled extends AutoCloseable {
        @Override
        void close();
    }

    private final Queue<T> idle = new ConcurrentLinkedQueue<>();

    private Pool() {}

    /** The one that the context's class has until its end. */
    public static <T extends Pooled> T lease(ExtensionContext context, Class<T> type, Supplier<T> start) {
        Namespace namespace = Namespace.create(Pool.class, type);
        @SuppressWarnings("unchecked") // the namespace is the type's own
        Pool<T> pool =
                context.getRoot().getStore(namespace).computeIfAbsent(Pool.class, any -> new Pool<T>(), Pool.class);
        @SuppressWarnings("unchecked")
        Lease<T> lease =
                classOf(context).getStore(namespace).computeIfAbsent(Lease.class, any -> pool.next(start), Lease.class);
        return lease.leased();
    }

    /** One that no class has had before, or gets later; it ends with the context's class. */
    public static <T extends Pooled> T own(ExtensionContext context, Class<T> type, Supplier<T> start) {
        return classOf(context)
                .getStore(Namespace.create(Pool.class, type))
                .computeIfAbsent(type, any -> start.get(), type);
    }

    private static ExtensionContext classOf(ExtensionContext context) {
        return context.getTestMethod().isPresent() ? context.getParent().orElseThrow() : context;
    }

    private Lease<T> next(Supplier<T> start) {
        T next = idle.poll();
        return new Lease<>(this, next == null ? start.get() : next);
    }

    /** Ends all; by then no class has one. */
    @Override
    public void close() {
        idle.forEach(Pooled::close);
    }

    private record Lease<T extends Pooled>(Pool<T> pool, T leased) implements AutoCloseable {
        @Override
        public void close() {
            pool.idle.add(leased);
        }
    }
}
