package org.mfasender.local.graph.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final List<Integer> ROWS =
            IntStream.rangeClosed(1, 250).boxed().toList();

    private static Page<Integer> cut(Map<String, String> arguments) {
        return Page.cut(ROWS, "1/rows", arguments, Page.Shape.PLAIN);
    }

    @Test
    void holdsTwentyFiveRowsByDefaultAndAHundredAtMost() {
        assertThat(cut(Map.of()).rows()).hasSize(25);
        assertThat(cut(Map.of("limit", "500")).rows()).hasSize(100);
    }

    @Test
    void continuesAfterTheAfterCursor() {
        Page<Integer> first = cut(Map.of("limit", "100"));
        Page<Integer> second = cut(Map.of("limit", "100", "after", first.after()));
        Page<Integer> third = cut(Map.of("limit", "100", "after", second.after()));
        assertThat(second.rows()).startsWith(101).endsWith(200);
        assertThat(third.rows()).startsWith(201).endsWith(250);
        assertThat(List.of(first.hasNext(), second.hasNext(), third.hasNext())).containsExactly(true, true, false);
        assertThat(List.of(first.hasPrevious(), second.hasPrevious())).containsExactly(false, true);
    }

    @Test
    void hasNoNextWhenTheLastPageIsFull() {
        assertThat(Page.cut(ROWS.subList(0, 25), "e", Map.of(), Page.Shape.PLAIN)
                        .hasNext())
                .isFalse();
    }

    @Test
    void endsBeforeTheBeforeCursor() {
        Page<Integer> second =
                cut(Map.of("limit", "10", "after", cut(Map.of("limit", "10")).after()));
        assertThat(cut(Map.of("limit", "4", "before", second.before())).rows()).containsExactly(7, 8, 9, 10);
    }

    @Test
    void isEmptyAfterTheEnd() {
        Page<Integer> all = Page.cut(ROWS.subList(0, 3), "e", Map.of(), Page.Shape.PLAIN);
        Page<Integer> beyond = Page.cut(ROWS.subList(0, 2), "e", Map.of("after", all.after()), Page.Shape.PLAIN);
        assertThat(beyond.rows()).isEmpty();
        assertThat(beyond.hasNext()).isFalse();
    }

    @Test
    void rejectsCursorsOfOtherEdgesAndLimitsBelowOne() {
        String foreign = Page.cut(ROWS, "2/rows", Map.of(), Page.Shape.PLAIN).after();
        assertThatThrownBy(() -> cut(Map.of("after", foreign))).isInstanceOf(GraphException.class);
        assertThatThrownBy(() -> cut(Map.of("limit", "0"))).isInstanceOf(GraphException.class);
    }
}
