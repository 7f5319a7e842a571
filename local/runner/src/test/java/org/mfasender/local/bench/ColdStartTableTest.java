package org.mfasender.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.mfasender.local.bench.ColdStart.Use;
import org.mfasender.local.bench.ColdStartTable.Row;

class ColdStartTableTest {

    @Test
    void ratiosAreThoseOfEachRound() {
        List<ColdStart> base = List.of(start(400, 100), start(800, 200), start(400, 100));
        List<ColdStart> function = List.of(start(600, 150), start(1_200, 300), start(900, 100));

        assertThat(printed(new ColdStartTable(List.of(new Row("send", "plain", function)), base, base)))
                .contains("| send | plain | 202 | 900 | 150 | 1,000 | 1.50 (1.50–2.00) |");
    }

    @Test
    void theSameHandlerBesideItselfIsTheNoise() {
        List<ColdStart> base = List.of(start(400, 100), start(400, 100), start(400, 100));
        List<ColdStart> again = List.of(start(450, 100), start(400, 50), start(400, 100));

        assertThat(printed(new ColdStartTable(List.of(), base, again)))
                .contains("Medians of 3 rounds")
                .contains("differs by 10 % (median), 10 % at most");
    }

    @Test
    void theModelGivesAShareOfOneProcessorByMemory() {
        ColdStart start = start(800, 200);

        assertThat(ColdStartTable.modelled(start, 1_769)).isEqualTo(Duration.ofSeconds(1));
        assertThat(ColdStartTable.modelled(start, 3_538))
                .as("there is one thread")
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(ColdStartTable.modelled(start, 1_024)).isBetween(Duration.ofMillis(1_727), Duration.ofMillis(1_728));
    }

    private static ColdStart start(int init, int first) {
        return new ColdStart(use(init), use(first), 100_000_000, 5_000, OptionalInt.of(202));
    }

    private static Use use(int milliseconds) {
        Duration time = Duration.ofMillis(milliseconds);
        return new Use(time, time);
    }

    private static String printed(ColdStartTable table) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
