package org.mfasender.platform.observe;

import java.util.Optional;

/** The AOT cache that {@code aot/start} gives the JVM, if there is one that it can use. */
final class AotCache {

    /** What {@code aot/start} says where it has given one; any other word says why not. */
    private static final String GIVEN = "GIVEN";

    private AotCache() {}

    /**
     * Why a function that was to start with the cache has started without: {@code MISSING}, {@code OTHER_JDK}, {@code OTHER_LIBRARIES},
     * or {@code REJECTED} by the JVM, which then has no archive of classes at all.
     *
     * @param found what {@code aot/start} has found; empty where it was not called
     * @param jvm the property {@code java.vm.info}, in which HotSpot says {@code sharing} when it has mapped an archive
     */
    static Optional<String> unused(Optional<String> found, String jvm) {
        return found.map(word -> word.equals(GIVEN) ? "REJECTED" : word)
                .filter(cause -> !cause.equals("REJECTED") || !jvm.contains("sharing"));
    }
}
