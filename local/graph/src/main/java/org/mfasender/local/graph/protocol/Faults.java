package org.mfasender.local.graph.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The faults to inject; the first one that matches a call is applied to it. */
public final class Faults {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String method, List<String> pattern, Fault fault) {
        Entry times(int count) {
            return new Entry(method, pattern, fault.times(count));
        }

        boolean matches(String calledMethod, List<String> segments) {
            if (!method.equals("*") && !method.equalsIgnoreCase(calledMethod)) {
                return false;
            }
            return pattern.size() == segments.size()
                    && IntStream.range(0, pattern.size()).allMatch(i -> matches(pattern.get(i), segments.get(i)));
        }

        private static boolean matches(String wanted, String segment) {
            return wanted.equals("*") || wanted.startsWith("{") || wanted.equals(segment);
        }
    }

    /**
     * Adds a fault.
     *
     * @param method such as {@code GET}, or {@code *} for all
     * @param path without version, such as {@code /217640915503381/phone_numbers}; a segment that is {@code *} or
     *     in braces matches any one
     */
    public synchronized Faults on(String method, String path, Fault fault) {
        entries.add(new Entry(method, segments(path), fault));
        return this;
    }

    /** Removes all. */
    public synchronized void clear() {
        entries.clear();
    }

    /** Whether any fault is still to be applied. */
    public synchronized boolean areWaiting() {
        return !entries.isEmpty();
    }

    /** The fault to apply to a call; uses it up once. */
    synchronized Optional<Fault> take(String method, List<String> segments) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.matches(method, segments)) {
                int left = entry.fault().times() - 1;
                if (left > 0) {
                    entries.set(i, entry.times(left));
                } else {
                    entries.remove(i);
                }
                return Optional.of(entry.fault());
            }
        }
        return Optional.empty();
    }

    static List<String> segments(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }
}
