package org.mfasender.local.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What set-ups cost as accounts grow: the tables of docs/performance.md.
 *
 * @param rows the smallest first
 */
public record GrowthTable(List<Row> rows) {

    public GrowthTable {
        rows = List.copyOf(rows);
    }

    /**
     * One set-up.
     *
     * @param items bytes of each item that it left
     * @param setUp what each function consumed
     * @param selection what it took to select a number afterwards; nothing where there is only one
     * @param get what it takes to show the account with its templates
     * @param serving what it takes to ask which template serves a locale
     * @param plain bytes of the answer that shows the account
     * @param compressed the same, with gzip
     */
    public record Row(
            int numbers,
            int languages,
            List<Long> items,
            Map<String, Consumed> setUp,
            Consumed selection,
            Consumed get,
            Consumed serving,
            int graphCalls,
            int plain,
            int compressed,
            Duration time) {

        private Consumed total() {
            return setUp.values().stream().reduce(Consumed.NOTHING, Consumed::plus);
        }

        private Consumed of(String function) {
            return setUp.getOrDefault(function, Consumed.NOTHING);
        }
    }

    /** In Markdown: first what each set-up costs, then what of it each function consumes. */
    public void print(PrintStream out) {
        Row first = rows.getFirst();
        out.println("| numbers | languages | items | bytes | largest item | write units | read units | Graph calls"
                + " | `GET` bytes | with gzip | time |");
        out.println("|" + " --: |".repeat(11));
        rows.forEach(row -> out.printf(
                Locale.ROOT,
                "| %,d | %d | %d | %,d | %,d | %,.0f | %,.0f | %d | %,d | %,d | %.1f |%n",
                row.numbers,
                row.languages,
                row.items.size(),
                row.items.stream().mapToLong(Long::longValue).sum(),
                Collections.max(row.items),
                row.total().writeUnits(),
                row.total().readUnits(),
                row.graphCalls,
                row.plain,
                row.compressed,
                (double) row.time.toNanos() / first.time.toNanos()));
        out.println();
        out.println("Time 1.0 is " + Report.seconds(first.time) + ".");
        out.println();
        line(out, "write + read units", row -> String.format(Locale.ROOT, "%,d × %d", row.numbers, row.languages));
        out.println("| --- |" + " --: |".repeat(rows.size()));
        first.setUp.keySet().forEach(function -> line(out, function, row -> units(row.of(function))));
        line(out, "selecting a number", row -> units(row.selection));
        line(out, "`GET` of the account", row -> units(row.get));
        line(out, "`GET …/serving`", row -> units(row.serving));
    }

    private void line(PrintStream out, String what, Function<Row, String> value) {
        out.println(rows.stream().map(value).collect(Collectors.joining(" | ", "| " + what + " | ", " |")));
    }

    private static String units(Consumed consumed) {
        return consumed.equals(Consumed.NOTHING)
                ? "–"
                : String.format(Locale.ROOT, "%,.0f + %,.0f", consumed.writeUnits(), consumed.readUnits());
    }
}
