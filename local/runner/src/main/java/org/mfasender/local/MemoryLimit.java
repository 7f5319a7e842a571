package org.mfasender.local;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import javax.management.NotificationEmitter;

/**
 * Ends the local system with a message when its heap is nearly full. Without it, the JVM collects garbage for minutes before it reports
 * an {@link OutOfMemoryError}, and answers nothing meanwhile.
 */
final class MemoryLimit {
    private static final int PERCENT = 95;

    private MemoryLimit() {}

    static void watch(PrintStream err) {
        ((NotificationEmitter) ManagementFactory.getMemoryMXBean())
                .addNotificationListener((notification, handback) -> end(err), null, null);
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            // Of the heap's pools, only the one of long-lived objects has both thresholds.
            if (pool.getType() == MemoryType.HEAP
                    && pool.isUsageThresholdSupported()
                    && pool.isCollectionUsageThresholdSupported()) {
                pool.setCollectionUsageThreshold(pool.getUsage().getMax() / 100 * PERCENT);
            }
        }
    }

    private static void end(PrintStream err) {
        err.printf(
                "The local system has used up its memory (%d MB), which holds all that it stores.%n"
                        + "Start it again, or raise -Xmx in local/runner/jvm.options.%n",
                Runtime.getRuntime().maxMemory() >> 20);
        // An orderly end would need memory, and has nothing to save.
        Runtime.getRuntime().halt(1);
    }
}
