package org.mfasender.local.aws.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes one execution from state to state. */
final class Interpreter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final StateMachine machine;
    private final Execution execution;
    private final Engine engine;

    /** What a state gives: its output and the next state, null at the end. */
    record Step(JsonNode output, @Nullable String next) {}

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
            // The execution already has its end: it was stopped or its time was over.
            return;
        } catch (Failed failed) {
            execution.fail(failed.error, failed.cause);
        } catch (RuntimeException defect) {
            execution.fail(StateError.RUNTIME, defect.getClass().getName());
        }
    }

    private Step visit(String name, JsonNode input) throws InterruptedException, Failed {
        State state = machine.definition().state(name);
        Instant entered = engine.clock().instant();
        String type = state.getClass().getSimpleName() + "State";
        long event = execution.append(
                type + "Entered",
                "stateEnteredEventDetails",
                Execution.data("input", input.toString()).put("name", name));
        engine.listener().stateEntered(execution.name(), name);
        try {
            if (state instanceof State.Fail fail) {
                Scope scope = new Scope(input, context(name, entered, 0));
                throw new Failed(text(fail.error(), scope), text(fail.cause(), scope));
            }
            TaskOutcome outcome = new TaskOutcome();
            Step step = step(state, name, input, entered, outcome);
            Json.limited(step.output(), name);
            execution.append(
                    type + "Exited",
                    "stateExitedEventDetails",
                    Execution.data("output", step.output().toString()).put("name", name));
            exited(name, entered, outcome.caught);
            return step;
        } catch (StateError failure) {
            exited(name, entered, failure.error());
            throw new Failed(failure.error(), explanation(failure, name, event));
        } catch (Failed failed) {
            exited(name, entered, failed.error);
            throw failed;
        }
    }

    private void exited(String state, Instant entered, @Nullable String error) {
        Duration duration = Duration.between(entered, engine.clock().instant());
        engine.listener().stateExited(execution.name(), state, duration, error);
    }

    private Step step(State state, String name, JsonNode input, Instant entered, TaskOutcome outcome)
            throws StateError, InterruptedException {
        Scope scope = new Scope(input, context(name, entered, 0));
        return switch (state) {
            case State.Task task ->
                new TaskRunner(engine, execution, name, task)
                        .run(input, retries -> context(name, entered, retries), outcome);
            case State.Pass pass -> pass(pass, scope);
            case State.Wait wait -> {
                Scope selected = scope.with(wait.dataflow().inputPath().evaluate(scope));
                engine.timer().sleep(wait.delay().from(engine.clock().instant(), selected));
                yield new Step(wait.dataflow().outputPath().evaluate(selected), wait.next());
            }
            case State.Choice choice -> choice(choice, scope);
            case State.Succeed succeed -> {
                Scope selected = scope.with(succeed.dataflow().inputPath().evaluate(scope));
                yield new Step(succeed.dataflow().outputPath().evaluate(selected), null);
            }
            case State.Fail fail -> throw new IllegalStateException(fail.toString());
        };
    }

    private static Step pass(State.Pass pass, Scope scope) throws StateError {
        JsonNode selected = pass.dataflow().inputPath().evaluate(scope);
        Expression parameters = pass.dataflow().parameters();
        JsonNode result = parameters == null ? selected : parameters.evaluate(scope.with(selected));
        return new Step(output(pass.dataflow(), scope, pass.result() == null ? result : pass.result()), pass.next());
    }

    private static Step choice(State.Choice choice, Scope scope) throws StateError {
        Scope selected = scope.with(choice.dataflow().inputPath().evaluate(scope));
        String next = choice.otherwise();
        for (State.Rule rule : choice.rules()) {
            if (rule.condition().test(selected)) {
                next = rule.next();
                break;
            }
        }
        return new Step(choice.dataflow().outputPath().evaluate(selected), next);
    }

    /** ResultPath puts the result into the state's raw input, OutputPath selects from that. */
    static JsonNode output(State.Dataflow dataflow, Scope scope, JsonNode result) throws StateError {
        ReferencePath place = dataflow.resultPath();
        JsonNode combined = place == null ? scope.data() : place.write(scope.data(), result);
        return dataflow.outputPath().evaluate(scope.with(combined));
    }

    private ObjectNode context(String state, Instant entered, int retries) {
        ObjectNode context = Json.MAPPER.createObjectNode();
        ObjectNode running = context.putObject("Execution")
                .put("Id", execution.arn())
                .put("Name", execution.name())
                .put("RoleArn", machine.roleArn())
                .put("StartTime", TIME.format(execution.startDate()));
        try {
            running.set("Input", Json.parse(execution.input()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        context.putObject("State")
                .put("Name", state)
                .put("EnteredTime", TIME.format(entered))
                .put("RetryCount", retries);
        context.putObject("StateMachine").put("Id", machine.arn()).put("Name", machine.name());
        return context;
    }

    private static @Nullable String text(@Nullable Expression expression, Scope scope) throws StateError {
        if (expression == null) {
            return null;
        }
        JsonNode value = expression.evaluate(scope);
        if (!value.isTextual()) {
            throw StateError.runtime("ErrorPath and CausePath must select a string.");
        }
        return value.textValue();
    }

    private static String explanation(StateError failure, String state, long event) {
        return failure.error().equals(StateError.RUNTIME)
                ? "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
                        .formatted(state, event, failure.cause())
                : failure.cause();
    }

    /** Tells whether a Catch took an error, for the listener. */
    static final class TaskOutcome {
        @Nullable
        String caught;
    }

    /** Ends the execution. */
    private static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        private final @Nullable String error;
        private final @Nullable String cause;

        Failed(@Nullable String error, @Nullable String cause) {
            super(error);
            this.error = error;
            this.cause = cause;
        }
    }
}
