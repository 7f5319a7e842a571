package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One state as read from a definition. {@code next} is null where the execution ends. */
sealed interface State {

    /** The names this state may continue with. */
    List<String> successors();

    /** {@code resultPath} is null if the result is discarded. */
    record Dataflow(
            Expression inputPath,
            @Nullable Expression parameters,
            @Nullable Expression resultSelector,
            @Nullable ReferencePath resultPath,
            Expression outputPath) {}

    record Task(
            Dataflow dataflow,
            String resource,
            TaskResource target,
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

    record Pass(
            Dataflow dataflow,
            @Nullable JsonNode result,
            @Nullable String next) implements State {

        @Override
        public List<String> successors() {
            return optional(next);
        }
    }

    record Wait(Dataflow dataflow, Delay delay, @Nullable String next) implements State {

        @Override
        public List<String> successors() {
            return optional(next);
        }
    }

    record Choice(Dataflow dataflow, List<Rule> rules, String otherwise) implements State {

        @Override
        public List<String> successors() {
            List<String> successors = new ArrayList<>(List.of(otherwise));
            rules.forEach(rule -> successors.add(rule.next()));
            return successors;
        }
    }

    record Succeed(Dataflow dataflow) implements State {

        @Override
        public List<String> successors() {
            return List.of();
        }
    }

    record Fail(@Nullable Expression error, @Nullable Expression cause) implements State {

        @Override
        public List<String> successors() {
            return List.of();
        }
    }

    /** A rule of a Choice state. */
    record Rule(Condition condition, String next) {}

    /** A test of a Choice rule. */
    @FunctionalInterface
    interface Condition {
        boolean test(Scope scope) throws StateError;
    }

    /** How long a Wait state still has to wait. */
    @FunctionalInterface
    interface Delay {
        Duration from(Instant now, Scope scope) throws StateError;
    }

    /** A fallback of a Task state. */
    record Catcher(Set<String> errorEquals, @Nullable ReferencePath resultPath, String next) {}

    private static List<String> optional(@Nullable String next) {
        return next == null ? List.of() : List.of(next);
    }
}
