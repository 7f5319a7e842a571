package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One run of a state machine, on its own virtual thread. Thread-safe. */
public final class Execution {

    /** <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quota</a> of a history. */
    private static final int MOST_EVENTS = 25_000;

    private final StateMachine machine;
    private final String name;
    private final String input;
    private final Instant startDate;
    private final ArrayList<HistoryEvent> history = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private ExecutionStatus status = ExecutionStatus.RUNNING;
    private @Nullable Thread thread;
    private Timer.@Nullable Scheduled timeout;
    private @Nullable Instant stopDate;
    private @Nullable String output;
    private @Nullable String error;
    private @Nullable String cause;

    Execution(StateMachine machine, String name, String input) {
        this.machine = machine;
        this.name = name;
        this.input = input;
        this.startDate = machine.engine().clock().instant();
    }

    void begin(JsonNode parsedInput) {
        synchronized (this) {
            add("ExecutionStarted", "executionStartedEventDetails", data("input", input));
            int seconds = machine.definition().timeoutSeconds();
            if (seconds > 0) {
                timeout = machine.engine()
                        .timer()
                        .schedule(
                                Duration.ofSeconds(seconds),
                                () -> end(ExecutionStatus.TIMED_OUT, null, StateError.TIMEOUT, null));
            }
            Thread started = Thread.ofVirtual()
                    .name("execution-" + name)
                    .unstarted(() -> new Interpreter(machine, this).run(parsedInput));
            thread = started;
            started.start();
        }
    }

    public StateMachine stateMachine() {
        return machine;
    }

    public String arn() {
        return arn(machine, name);
    }

    /** The ARN of the machine's execution with a name. */
    public static String arn(StateMachine machine, String name) {
        return machine.arn().replace(":stateMachine:", ":execution:") + ":" + name;
    }

    public String name() {
        return name;
    }

    /** As JSON text. */
    public String input() {
        return input;
    }

    public Instant startDate() {
        return startDate;
    }

    public synchronized ExecutionStatus status() {
        return status;
    }

    public synchronized @Nullable Instant stopDate() {
        return stopDate;
    }

    /** JSON text, if it succeeded. */
    public synchronized @Nullable String output() {
        return output;
    }

    public synchronized @Nullable String error() {
        return error;
    }

    public synchronized @Nullable String cause() {
        return cause;
    }

    /** Empty after {@link #forgetHistory}. */
    public synchronized List<HistoryEvent> history() {
        return List.copyOf(history);
    }

    /** Releases most of the memory of an execution that has ended. */
    public synchronized void forgetHistory() {
        history.clear();
        history.trimToSize();
    }

    /** Ends it immediately as aborted, even if it waits; no effect if it has ended. */
    public void stop(@Nullable String reason, @Nullable String explanation) {
        end(ExecutionStatus.ABORTED, null, reason, explanation);
    }

    /** Returns when it has ended. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    void succeed(JsonNode result) {
        end(ExecutionStatus.SUCCEEDED, result.toString(), null, null);
    }

    void fail(@Nullable String reason, @Nullable String explanation) {
        end(ExecutionStatus.FAILED, null, reason, explanation);
    }

    /** Adds an event and returns its id; throws if the execution has ended, as it does when its history is full. */
    long append(String type, @Nullable String detailsName, @Nullable ObjectNode details) throws InterruptedException {
        synchronized (this) {
            if (status != ExecutionStatus.RUNNING) {
                throw new InterruptedException();
            }
            // The last one says how the execution ended.
            if (history.size() < MOST_EVENTS - 1) {
                return add(type, detailsName, details);
            }
        }
        fail(StateError.RUNTIME, "The execution reached the maximum number of history events (" + MOST_EVENTS + ").");
        throw new InterruptedException();
    }

    static ObjectNode data(String member, String json) {
        ObjectNode details = Json.MAPPER.createObjectNode().put(member, json);
        details.putObject(member + "Details").put("truncated", false);
        return details;
    }

    static ObjectNode problem(@Nullable String error, @Nullable String cause) {
        ObjectNode details = Json.MAPPER.createObjectNode();
        if (error != null) {
            details.put("error", error);
        }
        if (cause != null && !cause.isEmpty()) {
            details.put("cause", cause);
        }
        return details;
    }

    private long add(String type, @Nullable String detailsName, @Nullable ObjectNode details) {
        long id = history.size() + 1L;
        // The first state's event has no predecessor either.
        long previous = id <= 2 ? 0 : id - 1;
        history.add(new HistoryEvent(id, previous, machine.engine().clock().instant(), type, detailsName, details));
        return id;
    }

    private void end(
            ExecutionStatus how, @Nullable String result, @Nullable String reason, @Nullable String explanation) {
        Instant now = machine.engine().clock().instant();
        synchronized (this) {
            if (status != ExecutionStatus.RUNNING) {
                return;
            }
            status = how;
            stopDate = now;
            output = result;
            error = reason;
            cause = explanation;
            ObjectNode details = result == null ? problem(reason, explanation) : data("output", result);
            switch (how) {
                case SUCCEEDED -> add("ExecutionSucceeded", "executionSucceededEventDetails", details);
                case TIMED_OUT -> add("ExecutionTimedOut", "executionTimedOutEventDetails", details);
                case ABORTED -> add("ExecutionAborted", "executionAbortedEventDetails", details);
                default -> add("ExecutionFailed", "executionFailedEventDetails", details);
            }
            if (timeout != null && how != ExecutionStatus.TIMED_OUT) {
                timeout.close();
            }
            if (thread != null && thread != Thread.currentThread()) {
                thread.interrupt();
            }
            // An execution that ended is kept, its threads need not be.
            timeout = null;
            thread = null;
        }
        try {
            machine.engine().listener().executionEnded(name, how, Duration.between(startDate, now), reason);
        } finally {
            ended.countDown();
        }
    }
}
