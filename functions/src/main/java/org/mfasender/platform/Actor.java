package org.mfasender.platform;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who changes something, for the history: a caller of the HTTP API, or this system by itself.
 *
 * @param caller nobody when the system acts by itself
 * @param function by the name that its log lines have, e.g. {@code list-numbers}; null when it is not known
 */
public record Actor(Caller caller, @Nullable String function) {

    private static final Actor UNKNOWN = new Actor(Caller.UNKNOWN, null);
    private static final ScopedValue<Actor> CURRENT = ScopedValue.newInstance();

    /** The system, in one of its functions. */
    public static Actor system(String function) {
        return new Actor(Caller.UNKNOWN, function);
    }

    /** Does work of which this is the actor. */
    public <T> T doing(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /** Of the work that is being done: bound by each function, so that no write can forget it. */
    public static Actor current() {
        return CURRENT.orElse(UNKNOWN);
    }
}
