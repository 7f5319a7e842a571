package org.mfasender.platform;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Random numbers, other ones in each process. {@code ThreadLocalRandom} takes its seed once, so that processes that start from one snapshot
 * would all have the same.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html">Uniqueness with Lambda SnapStart</a>
 */
public final class RandomNumbers {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomNumbers() {}

    public static RandomGenerator generator() {
        return RANDOM;
    }
}
