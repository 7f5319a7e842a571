package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs one Task state: attempts, timeout, Retry and Catch. */
final class TaskRunner {

    private final Engine engine;
    private final Execution execution;
    private final String state;
    private final State.Task task;
    private final int[] attempts;

    TaskRunner(Engine engine, Execution execution, String state, State.Task task) {
        this.engine = engine;
        this.execution = execution;
        this.state = state;
        this.task = task;
        this.attempts = new int[task.retriers().size()];
    }

    Interpreter.Step run(Scope scope) throws StateError, InterruptedException {
        for (int retry = 1; ; retry++) {
            try {
                return new Interpreter.Step(attempt(scope.retried(retry - 1)), task.next());
            } catch (StateError failure) {
                Duration delay = retryDelay(failure);
                if (delay == null) {
                    return caught(scope, failure);
                }
                engine.listener().retryScheduled(execution.name(), state, failure.error(), retry, delay);
                engine.timer().sleep(delay);
            }
        }
    }

    private @Nullable Duration retryDelay(StateError failure) {
        for (int i = 0; i < attempts.length; i++) {
            Retrier retrier = task.retriers().get(i);
            if (failure.matches(retrier.errorEquals())) {
                if (attempts[i] == retrier.maxAttempts()) {
                    return null;
                }
                attempts[i]++;
                return retrier.delay(attempts[i], engine.random());
            }
        }
        return null;
    }

    private Interpreter.Step caught(Scope scope, StateError failure) throws StateError {
        for (State.Catcher catcher : task.catchers()) {
            if (failure.matches(catcher.errorEquals())) {
                ObjectNode error = Json.MAPPER
                        .createObjectNode()
                        .put("Error", failure.error())
                        .put("Cause", failure.cause());
                return new Interpreter.Step(
                        catcher.resultPath().combine(scope.data(), error), catcher.next(), failure.error());
            }
        }
        throw failure;
    }

    private JsonNode attempt(Scope scope) throws StateError, InterruptedException {
        JsonNode arguments = Json.limited(task.parameters().evaluate(scope), state);
        JsonNode combined = task.resultPath().combine(scope.data(), call(arguments));
        return Json.limited(task.outputPath().evaluate(scope.with(combined)), state);
    }

    private JsonNode call(JsonNode arguments) throws StateError, InterruptedException {
        ObjectNode scheduled =
                details().put("region", execution.arn().split(":", -1)[3]).put("parameters", arguments.toString());
        if (task.timeoutSeconds() > 0) {
            scheduled.put("timeoutInSeconds", task.timeoutSeconds());
        }
        execution.append("TaskScheduled", "taskScheduledEventDetails", scheduled);
        execution.append("TaskStarted", "taskStartedEventDetails", details());
        try {
            JsonNode result = Json.limited(invoke(arguments), state);
            ObjectNode succeeded = details();
            succeeded.setAll(Execution.data("output", result.toString()));
            execution.append("TaskSucceeded", "taskSucceededEventDetails", succeeded);
            return result;
        } catch (StateError failure) {
            boolean timeout = failure.error().equals(StateError.TIMEOUT);
            ObjectNode failed = details();
            failed.setAll(Execution.problem(failure.error(), failure.cause()));
            execution.append(
                    timeout ? "TaskTimedOut" : "TaskFailed",
                    timeout ? "taskTimedOutEventDetails" : "taskFailedEventDetails",
                    failed);
            throw failure;
        }
    }

    /** On its own thread, so that a call that ignores an interrupt can be abandoned. */
    private JsonNode invoke(JsonNode arguments) throws StateError, InterruptedException {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        Thread call = Thread.ofVirtual().name("task-" + state).start(() -> complete(answer, arguments));
        Timer.Scheduled limit = task.timeoutSeconds() == 0
                ? () -> {}
                : engine.timer()
                        .schedule(
                                Duration.ofSeconds(task.timeoutSeconds()),
                                () -> answer.completeExceptionally(new StateError(StateError.TIMEOUT, "")));
        try (limit) {
            return answer.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof StateError error) {
                throw error;
            }
            throw new StateError(StateError.TASK_FAILED, String.valueOf(failure.getCause()));
        } finally {
            call.interrupt();
        }
    }

    private void complete(CompletableFuture<JsonNode> answer, JsonNode arguments) {
        try {
            answer.complete(task.target().invoke(arguments));
        } catch (TaskFailure failure) {
            answer.completeExceptionally(new StateError(failure.error(), failure.cause()));
        } catch (InterruptedException abandoned) {
            answer.completeExceptionally(new StateError(StateError.TIMEOUT, ""));
        } catch (RuntimeException | Error defect) {
            // Only the type: the message could quote the arguments.
            answer.completeExceptionally(
                    new StateError(StateError.TASK_FAILED, defect.getClass().getName()));
        }
    }

    private ObjectNode details() {
        String[] parts = task.resource().split(":", -1);
        return Json.MAPPER
                .createObjectNode()
                .put("resourceType", parts[parts.length - 2])
                .put("resource", parts[parts.length - 1]);
    }
}
