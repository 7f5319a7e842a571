package org.mfasender.platform.dynamodb;

import java.util.function.Supplier;

/** Reads, decides and writes again when another write came between. */
public final class Optimistic {

    private static final int MOST_ATTEMPTS = 10;

    private Optimistic() {}

    /**
     * Does the work until no other write comes between.
     *
     * @param work throws a {@link StaleRevisionException} when it has to be done again
     * @throws StaleRevisionException when other writes came between too often
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
