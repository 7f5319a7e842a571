package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One state of a definition. {@code next} is null where the execution ends. */
sealed interface State {

    /** The names of the states that may follow. */
    default List<String> successors() {
        return List.of();
    }

    /** {@code timeoutSeconds} is 0 if there is no limit. */
    record Task(
            String resource,
            TaskResource target,
            Expression parameters,
            ResultPath resultPath,
            Path outputPath,
            int timeoutSeconds,
            List<Retrier> retriers,
            List<Catcher> catchers,
            @Nullable String next)
            implements State {

        @Override
        public List<String> successors() {
            List<String> successors = new ArrayList<>(optional(next));
            catchers.forEach(catcher -> successors.add(catcher.next()));
            return successors;
        }
    }

    record Wait(Delay delay, @Nullable String next) implements State {

        @Override
        public List<String> successors() {
            return optional(next);
        }
    }

    record Choice(List<Rule> rules, String otherwise) implements State {

        @Override
        public List<String> successors() {
            return Stream.concat(rules.stream().map(Rule::next), Stream.of(otherwise))
                    .toList();
        }
    }

    /** Goes on with a result that the definition names. */
    record Pass(
            JsonNode result,
            ResultPath resultPath,
            @Nullable String next) implements State {

        @Override
        public List<String> successors() {
            return optional(next);
        }
    }

    record Succeed() implements State {}

    record Fail(Path error, Path cause) implements State {}

    /** A rule of a Choice state: {@code StringEquals}. */
    record Rule(Path variable, TextNode expected, String next) {}

    /** How long a Wait state still has to wait. */
    @FunctionalInterface
    interface Delay {
        Duration from(Instant now, Scope scope) throws StateError;
    }

    /** A fallback of a Task state. */
    record Catcher(Set<String> errorEquals, ResultPath resultPath, String next) {}

    private static List<String> optional(@Nullable String next) {
        return next == null ? List.of() : List.of(next);
    }
}
