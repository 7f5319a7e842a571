package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/** Takes one execution from state to state. */
final class Interpreter {

    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final StateMachine machine;
    private final Execution execution;
    private final Engine engine;

    /**
     * How a state ended.
     *
     * @param next null at the end of the execution
     * @param caught the error that a Catch handled
     */
    record Step(
            JsonNode output,
            @Nullable String next,
            @Nullable String caught) {

        Step(JsonNode output, @Nullable String next) {
            this(output, next, null);
        }
    }

    Interpreter(StateMachine machine, Execution execution) {
        this.machine = machine;
        this.execution = execution;
        this.engine = machine.engine();
    }

    void run(JsonNode input) {
        String name = machine.definition().startAt();
        JsonNode data = input;
        try {
            while (name != null) {
                Step step = visit(name, data);
                data = step.output();
                name = step.next();
            }
            execution.succeed(data);
        } catch (InterruptedException stopped) {
            // The execution was stopped or timed out, and has recorded that.
            return;
        } catch (StateError failure) {
            execution.fail(failure.error(), failure.cause());
        } catch (RuntimeException defect) {
            execution.fail(StateError.RUNTIME, defect.getClass().getName());
        }
    }

    private Step visit(String name, JsonNode input) throws InterruptedException, StateError {
        if (machine.isDeleted()) {
            throw StateError.runtime("State machine " + machine.name() + " has been deleted.");
        }
        State state = machine.definition().state(name);
        String type = state.getClass().getSimpleName() + "State";
        Instant entered = engine.clock().instant();
        long event = execution.append(
                type + "Entered",
                "stateEnteredEventDetails",
                Execution.data("input", input.toString()).put("name", name));
        engine.listener().stateEntered(execution.name(), name);
        try {
            Step step = step(state, name, scope(input, entered));
            Json.limited(step.output(), name);
            execution.append(
                    type + "Exited",
                    "stateExitedEventDetails",
                    Execution.data("output", step.output().toString()).put("name", name));
            exited(name, entered, step.caught());
            return step;
        } catch (StateError failure) {
            exited(name, entered, failure.error());
            throw failure.in(name, event);
        }
    }

    private void exited(String state, Instant entered, @Nullable String error) {
        Duration duration = Duration.between(entered, engine.clock().instant());
        engine.listener().stateExited(execution.name(), state, duration, error);
    }

    private Step step(State state, String name, Scope scope) throws StateError, InterruptedException {
        return switch (state) {
            case State.Task task -> new TaskRunner(engine, execution, name, task).run(scope);
            case State.Choice choice -> new Step(scope.data(), choose(choice, scope));
            case State.Pass pass -> new Step(pass.resultPath().combine(scope.data(), pass.result()), pass.next());
            case State.Succeed succeed -> new Step(scope.data(), null);
            case State.Fail fail ->
                throw new StateError(fail.error().text(scope), fail.cause().text(scope));
            case State.Wait wait -> {
                engine.timer().sleep(wait.delay().from(engine.clock().instant(), scope));
                yield new Step(scope.data(), wait.next());
            }
        };
    }

    private static String choose(State.Choice choice, Scope scope) throws StateError {
        for (State.Rule rule : choice.rules()) {
            if (rule.variable().evaluate(scope).equals(rule.expected())) {
                return rule.next();
            }
        }
        return choice.otherwise();
    }

    private Scope scope(JsonNode input, Instant entered) {
        ObjectNode context = Json.MAPPER.createObjectNode();
        context.putObject("Execution").put("Name", execution.name());
        context.putObject("State")
                .put("EnteredTime", MILLISECONDS.format(entered))
                .put("RetryCount", 0);
        return new Scope(input, context);
    }
}
