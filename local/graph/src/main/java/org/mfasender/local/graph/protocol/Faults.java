package org.mfasender.local.graph.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The faults that wait for calls; the first one that fits a call strikes it. */
public final class Faults {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String method, List<String> pattern, Fault fault) {}

    /**
     * Lets a fault wait.
     *
     * @param method such as {@code GET}, or {@code *} for all
     * @param path without version, such as {@code /217640915503381/phone_numbers}; a segment that is {@code *} or
     *     stands in braces fits any one
     */
    public synchronized Faults on(String method, String path, Fault fault) {
        entries.add(new Entry(method, segments(path), fault));
        return this;
    }

    /** Takes all away. */
    public synchronized void clear() {
        entries.clear();
    }

    /** Whether any fault still waits. */
    public synchronized boolean areWaiting() {
        return !entries.isEmpty();
    }

    /** The fault that strikes a call, which it uses up once. */
    synchronized Optional<Fault> strike(String method, List<String> segments) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (fits(entry, method, segments)) {
                int left = entry.fault().times() - 1;
                if (left > 0) {
                    entries.set(
                            i,
                            new Entry(
                                    entry.method(),
                                    entry.pattern(),
                                    entry.fault().times(left)));
                } else {
                    entries.remove(i);
                }
                return Optional.of(entry.fault());
            }
        }
        return Optional.empty();
    }

    private static boolean fits(Entry entry, String method, List<String> segments) {
        if (!entry.method().equals("*") && !entry.method().equalsIgnoreCase(method)) {
            return false;
        }
        if (entry.pattern().size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            String wanted = entry.pattern().get(i);
            if (!wanted.equals("*") && !wanted.startsWith("{") && !wanted.equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    static List<String> segments(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }
}
