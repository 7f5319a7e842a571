package org.mfasender.local.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plain table of what was measured, each with its aim where it has one. */
public final class Report {
    private static final String LINE = "%-52s %-30s %-10s %s%n";

    private final List<Row> rows = new ArrayList<>();

    private record Row(String what, String value, String aim, String verdict) {}

    /** A value that is reported, but has no aim. */
    public void add(String what, String value) {
        rows.add(new Row(what, value, "", ""));
    }

    /** A value with an aim, which is met or missed. */
    public void add(String what, String value, String aim, boolean met) {
        rows.add(new Row(what, value, aim, met ? "met" : "missed"));
    }

    /** Prints all rows in their order. */
    public void print(PrintStream out) {
        out.printf(Locale.ROOT, LINE, "Measured", "Value", "Aim", "");
        rows.forEach(row -> out.printf(Locale.ROOT, LINE, row.what, row.value, row.aim, row.verdict));
    }

    /** The middle one of the times; of an even number, the later of the two. */
    public static Duration median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    /** Median, and shortest and longest time, in seconds. */
    public static String spread(List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return seconds(median(times)) + " (" + seconds(sorted.getFirst()) + " to " + seconds(sorted.getLast()) + ")";
    }

    /** Such as {@code 0.123 s}. */
    public static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
    }

    /** Such as {@code 12.3 MB}; a megabyte is a million bytes. */
    public static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** Such as {@code 12.3 GB}; a gigabyte is a billion bytes. */
    public static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
