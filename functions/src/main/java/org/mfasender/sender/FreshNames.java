package org.mfasender.sender;

import java.util.UUID;
import java.util.function.Supplier;
import org.mfasender.platform.EnvironmentId;

/**
 * Names that nothing has yet. Each has a random part and is stored before it is used: a repeat finds it there, and none comes again after
 * a table was restored, or a stack was made again under its former name.
 */
record FreshNames(EnvironmentId environment, Supplier<UUID> random) {

    UUID account() {
        return random.get();
    }

    /** Of the one secret that an account has, without the stack's prefix. */
    String secret() {
        return environment + "/" + part();
    }

    String secretVersion() {
        return random.get().toString();
    }

    /** The generation is there for people. */
    String execution(long generation) {
        return environment + "-" + generation + "-" + part();
    }

    private String part() {
        return random.get().toString().substring(0, 8);
    }
}
