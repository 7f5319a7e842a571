package org.mfasender.platform.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.platform.TimeBudget;

/** Calls side by side are counted once each, end with the budget, and have one pool of connections. */
class SideBySideIT {

    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");
    private static final int CALLS = 200;

    private SimulatedGraph graph;
    private GraphClient client;
    private AccessToken token;

    @BeforeEach
    void start() {
        graph = SimulatedGraph.start(0, () -> NOW, Duration.ZERO);
        client = GraphClient.connect(graph.uri(), "v26.0");
        token = AccessToken.unsigned(graph.accounts().named("good-one-number").userAccessToken());
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @Test
    void everyCallIsCountedAndEveryFailureKept() {
        CallCount count = new CallCount();
        AccessToken wrong = AccessToken.unsigned("EAAsimulatedTokenThatNeverWas");
        List<Supplier<String>> works = IntStream.range(0, CALLS)
                .<Supplier<String>>mapToObj(i -> () -> i % 2 == 0 ? client.userId(token) : refused(wrong))
                .toList();

        List<String> answers = count.of(() -> SideBySide.all(works));

        assertThat(answers).hasSize(CALLS);
        for (int i = 0; i < CALLS; i++) {
            assertThat(answers.get(i).equals("refused")).as("in their order").isEqualTo(i % 2 == 1);
        }
        // A token without a subcode is asked about once more.
        assertThat(count.value()).isEqualTo(CALLS / 2 + CALLS);
        assertThat(count.failures()).hasSize(CALLS);
        assertThat(graph.requests()).hasSize(CALLS / 2 + CALLS);
    }

    @Test
    void whatDoesNotAnswerEndsWithTheBudgetAndTheOthersAreKept() {
        graph.faults().on("GET", "/me", Fault.slow(Duration.ofSeconds(20)));
        List<String> answers = Collections.synchronizedList(new ArrayList<>());
        long begin = System.nanoTime();

        GraphCause cause = TimeBudget.of(Duration.ofSeconds(5)).limit(() -> {
            try (SideBySide work = new SideBySide()) {
                Supplier<GraphCause> slow = work.start(this::cause);
                Supplier<Boolean> fast =
                        work.start(() -> client.inspectToken(token, token).valid());
                answers.add(fast.get().toString());
                return slow.get();
            }
        });

        assertThat(answers).containsExactly("true");
        assertThat(cause).isEqualTo(GraphCause.UNANSWERED);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(11));
    }

    @Test
    void whenTheBudgetIsOverNoCallIsMade() {
        CallCount count = new CallCount();

        GraphCause cause = TimeBudget.of(Duration.ZERO).limit(() -> count.of(this::cause));

        assertThat(cause).isEqualTo(GraphCause.UNANSWERED);
        assertThat(count.value()).isZero();
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void whatTheWorkThrowsIsThrown() {
        List<Supplier<String>> works = List.of(() -> "fine", () -> {
            throw new IllegalArgumentException("simulated");
        });

        assertThatThrownBy(() -> SideBySide.all(works))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("simulated");
    }

    private String refused(AccessToken wrong) {
        try {
            return client.userId(wrong);
        } catch (GraphException e) {
            return "refused";
        }
    }

    private GraphCause cause() {
        try {
            client.userId(token);
            return GraphCause.UNKNOWN;
        } catch (GraphException e) {
            return e.failure().cause();
        }
    }
}
