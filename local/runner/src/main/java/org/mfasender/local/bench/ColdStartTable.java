package org.mfasender.local.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Cold starts beside each other: the table of docs/performance.md. Each line is the median of all rounds; a ratio is the median of the
 * rounds' ratios, since the machine may be busier in one round than in another.
 *
 * @param rows in the order of the table
 * @param base starts of a handler, one a round, that ratios refer to
 * @param again the same handler measured once more in each round: what it differs by is noise
 */
public record ColdStartTable(List<Row> rows, List<ColdStart> base, List<ColdStart> again) {

    /** What a function with 1,769 MB has of a processor. See {@link #modelled}. */
    private static final double MEGABYTES_OF_A_PROCESSOR = 1_769;

    private static final double NANOS_OF_A_MILLISECOND = 1e6;

    /** Copies the lists. */
    public ColdStartTable {
        rows = List.copyOf(rows);
        base = List.copyOf(base);
        again = List.copyOf(again);
    }

    /**
     * One handler, started in one way.
     *
     * @param starts one a round
     */
    public record Row(String handler, String variant, List<ColdStart> starts) {
        /** Copies the list. */
        public Row {
            starts = List.copyOf(starts);
        }

        private String answer() {
            OptionalInt status = starts.getFirst().status();
            return status.isPresent() ? Integer.toString(status.getAsInt()) : "–";
        }
    }

    /**
     * A model of the time on Lambda, not a measurement: the processor time, divided by the share of a processor that Lambda gives by
     * memory. The code runs in one thread for the most part, so that more than one processor is no use to it. Whether a start gets more than
     * its share is not documented, so the model gives it no more.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">One vCPU at 1,769 MB</a>
     */
    static Duration modelled(ColdStart start, int megabytes) {
        double share = Math.min(1, megabytes / MEGABYTES_OF_A_PROCESSOR);
        return Duration.ofNanos((long) (start.cpu().toNanos() / share));
    }

    /** In Markdown. */
    public void print(PrintStream out) {
        out.println(
                "| handler | variant | answer | init | first | both | × `GetItem` | clock: init | first | classes | peak MB | model: 1,024 MB | 2,048 MB |");
        out.println("| --- | --- |" + " --: |".repeat(11));
        rows.forEach(row -> out.println(line(row)));
        out.println();
        List<Double> noise =
                ratios(again).map(ratio -> Math.abs(ratio - 1)).sorted().boxed().toList();
        out.printf(
                Locale.ROOT,
                "Medians of %d rounds; milliseconds of the processor, where not of the clock. Noise: the same handler beside itself"
                        + " differs by %.0f %% (median), %.0f %% at most.%n",
                base.size(),
                100 * noise.get(noise.size() / 2),
                100 * noise.getLast());
    }

    private String line(Row row) {
        double[] ratios = ratios(row.starts).sorted().toArray();
        return "| %s | %s | %s | %s | %s | %s | %.2f (%.2f–%.2f) | %s | %s | %,.0f | %.0f | %s | %s |"
                .formatted(
                        row.handler,
                        row.variant,
                        row.answer(),
                        time(row, start -> start.init().cpu()),
                        time(row, start -> start.first().cpu()),
                        time(row, ColdStart::cpu),
                        ratios[ratios.length / 2],
                        ratios[0],
                        ratios[ratios.length - 1],
                        time(row, start -> start.init().wall()),
                        time(row, start -> start.first().wall()),
                        median(row, ColdStart::classes),
                        median(row, start -> start.peakBytes() / 1e6),
                        time(row, start -> modelled(start, 1_024)),
                        time(row, start -> modelled(start, 2_048)));
    }

    private DoubleStream ratios(List<ColdStart> starts) {
        return IntStream.range(0, starts.size())
                .mapToDouble(round -> (double) starts.get(round).cpu().toNanos()
                        / base.get(round).cpu().toNanos());
    }

    private static String time(Row row, Function<ColdStart, Duration> part) {
        return String.format(
                Locale.ROOT, "%,.0f", median(row, start -> part.apply(start).toNanos() / NANOS_OF_A_MILLISECOND));
    }

    private static double median(Row row, ToDoubleFunction<ColdStart> part) {
        double[] sorted = row.starts.stream().mapToDouble(part).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
