package org.mfasender.local.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.mfasender.local.functions.FunctionLog;

/** Counts what AWS charges for functions by use: how often they are invoked, and what they log. */
public final class UsageMeter implements FunctionLog {
    /** CloudWatch charges 26 bytes more for each line. */
    private static final int LINE = 26;

    private final Map<String, Usage> byFunction = new TreeMap<>();

    /** What one function used. */
    private static final class Usage {
        private final Set<String> invocations = new HashSet<>();
        private long lines;
        private long bytes;
    }

    @Override
    public synchronized void write(String function, String requestId, String message) {
        Usage usage = byFunction.computeIfAbsent(function, name -> new Usage());
        usage.invocations.add(requestId);
        usage.lines++;
        usage.bytes += message.getBytes(StandardCharsets.UTF_8).length + LINE;
    }

    /** Forgets what was counted. */
    public synchronized void clear() {
        byFunction.clear();
    }

    /** How many lines were counted. */
    public synchronized long lines() {
        return byFunction.values().stream().mapToLong(usage -> usage.lines).sum();
    }

    /**
     * Prints what was counted, as means of so many times.
     *
     * @param what was done
     * @param units what each function consumed of DynamoDB in all of them
     */
    public synchronized void print(PrintStream out, String what, int times, Map<String, Consumed> units) {
        out.println("| " + what + " | invocations | lines | bytes of log | write units | read units |");
        out.println("| --- | --: | --: | --: | --: | --: |");
        byFunction.forEach((function, usage) -> {
            Consumed consumed = units.getOrDefault(function, Consumed.NOTHING);
            out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %,.0f | %.1f | %.1f |%n",
                    function,
                    (double) usage.invocations.size() / times,
                    (double) usage.lines / times,
                    (double) usage.bytes / times,
                    consumed.writeUnits() / times,
                    consumed.readUnits() / times);
        });
    }
}
