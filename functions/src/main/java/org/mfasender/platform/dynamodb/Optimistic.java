package org.mfasender.platform.dynamodb;

import java.util.function.Supplier;

/** Reads, decides and writes again when another write interfered. */
public final class Optimistic {

    private static final int MOST_ATTEMPTS = 10;

    private Optimistic() {}

    /**
     * Repeats the work until no other write interferes.
     *
     * @param work throws a {@link StaleRevisionException} when it must be repeated
     * @throws StaleRevisionException when other writes interfered too often
     */
    public static <T> T retry(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (StaleRevisionException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
