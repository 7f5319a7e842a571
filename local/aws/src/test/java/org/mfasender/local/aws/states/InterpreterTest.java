package org.mfasender.local.aws.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.local.aws.states.Machines.single;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpreterTest {

    private static final String TASK = "\"Type\": \"Task\", \"Resource\": \"" + Machines.TASK + "\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Parameters\": {\"r\": 1}|{\"r\":1}",
                "\"Parameters\": {\"r\": 1}, \"ResultPath\": \"$.x\"|{\"a\":{\"b\":[1,2]},\"c\":\"d\",\"x\":{\"r\":1}}",
                "\"Parameters\": {\"r\": 1}, \"ResultPath\": \"$.a\"|{\"a\":{\"r\":1},\"c\":\"d\"}",
                "\"Parameters\": {\"r\": 1}, \"ResultPath\": null|{\"a\":{\"b\":[1,2]},\"c\":\"d\"}",
                "\"OutputPath\": \"$.a.b\"|[1,2]",
                "\"OutputPath\": \"$\"|{\"a\":{\"b\":[1,2]},\"c\":\"d\"}",
                "\"Parameters\": {\"k.$\": \"$.a.b\", \"s\": \"$.b\"}, \"ResultPath\": \"$.p\", \"OutputPath\": \"$.p\"|{\"k\":[1,2],\"s\":\"$.b\"}",
                "\"Parameters\": {\"n.$\": \"$$.Execution.Name\", \"t.$\": \"$$.State.EnteredTime\"}|{\"n\":\"run-1\",\"t\":\"2026-01-01T00:00:00.000Z\"}",
            })
    void pathsSelectAndCombine(String members, String expected) throws Exception {
        assertThat(Machines.run(Machines.echo(members), "{\"a\": {\"b\": [1, 2]}, \"c\": \"d\"}")
                        .output())
                .isEqualTo(expected);
    }

    @Test
    void aResultIsAddedOnlyToAnObject() throws Exception {
        Execution execution = Machines.run(Machines.echo("\"ResultPath\": \"$.x\""), "[1]");

        assertThat(execution.error()).isEqualTo("States.ResultPathMatchFailure");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"ResultPath\": \"$.x\"|{\"a\":1,\"x\":{\"k\":\"v\"}}",
                "\"ResultPath\": null|{\"a\":1}",
                "\"Comment\": \"\"|{\"k\":\"v\"}",
            })
    void aPassGoesOnWithItsResult(String members, String expected) throws Exception {
        Execution execution =
                Machines.run(single("\"Type\": \"Pass\", \"Result\": {\"k\": \"v\"}, " + members), "{\"a\": 1}");

        assertThat(execution.output()).isEqualTo(expected);
        assertThat(execution.history()).extracting(HistoryEvent::type).contains("PassStateEntered", "PassStateExited");
    }

    @Test
    void retriesBackOffUpToTheLimitAndThenTheCatchApplies() throws Exception {
        ManualTimer timer = new ManualTimer();
        AtomicInteger calls = new AtomicInteger();
        Recorder recorder = new Recorder();
        String definition = """
                {"StartAt": "call", "States": {
                  "call": {"Type": "Task", "Resource": "arn:aws:states:::test:call",
                    "Retry": [{"ErrorEquals": ["Other"]},
                      {"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxAttempts": 4, "BackoffRate": 3,
                        "MaxDelaySeconds": 20}],
                    "Catch": [{"ErrorEquals": ["States.TaskFailed"], "ResultPath": "$.error", "Next": "failed"}],
                    "End": true},
                  "failed": {"Type": "Fail", "ErrorPath": "$.error.Error", "CausePath": "$.error.Cause"}}}
                """;
        Execution execution = Machines.run(
                definition,
                "{\"kept\": 1}",
                arguments -> {
                    calls.incrementAndGet();
                    throw new TaskFailure("Busy", "try later");
                },
                timer,
                recorder);

        assertThat(timer.slept)
                .containsExactly(
                        Duration.ofSeconds(2), Duration.ofSeconds(6), Duration.ofSeconds(18), Duration.ofSeconds(20));
        assertThat(calls).hasValue(5);
        assertThat(execution.error()).isEqualTo("Busy");
        assertThat(execution.cause()).isEqualTo("try later");
        assertThat(recorder.lines)
                .containsExactly(
                        "enter call",
                        "retry call Busy 1 PT2S",
                        "retry call Busy 2 PT6S",
                        "retry call Busy 3 PT18S",
                        "retry call Busy 4 PT20S",
                        "exit call Busy",
                        "enter failed",
                        "exit failed Busy",
                        "end FAILED Busy");
        assertThat(execution.history())
                .extracting(HistoryEvent::type)
                .startsWith("ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted", "TaskFailed")
                .endsWith("TaskFailed", "TaskStateExited", "FailStateEntered", "ExecutionFailed");
    }

    @Test
    void aHistoryHas25000EventsAtMost() throws Exception {
        String definition = """
                {"StartAt": "again", "States": {
                  "again": {"Type": "Wait", "Seconds": 1, "Next": "choose"},
                  "choose": {"Type": "Choice", "Choices": [{"Variable": "$.never", "StringEquals": "yes", "Next": "done"}],
                    "Default": "again"},
                  "done": {"Type": "Succeed"}}}
                """;

        Execution execution = Machines.run(
                definition, "{\"never\": \"no\"}", arguments -> arguments, new ManualTimer(), ExecutionListener.NONE);

        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).isEqualTo("States.Runtime");
        assertThat(execution.cause()).contains("maximum number of history events (25000)");
        assertThat(execution.history())
                .hasSize(25_000)
                .last()
                .satisfies(event -> assertThat(event.type()).isEqualTo("ExecutionFailed"));
    }

    @Test
    void everyRetrierHasItsOwnCount() throws Exception {
        ManualTimer timer = new ManualTimer();
        Deque<String> errors = new ArrayDeque<>(List.of("A", "B", "A"));
        Execution execution = Machines.run(
                single(
                        TASK
                                + ", \"Retry\": [{\"ErrorEquals\": [\"A\"], \"MaxAttempts\": 2}, {\"ErrorEquals\": [\"States.ALL\"], \"IntervalSeconds\": 5, \"MaxAttempts\": 1}]"),
                arguments -> {
                    String error = errors.poll();
                    if (error != null) {
                        throw new TaskFailure(error, "");
                    }
                    return arguments;
                },
                timer);

        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(timer.slept).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({
        "Custom,States.ALL,true",
        "Custom,States.TaskFailed,true",
        "Custom,Custom,true",
        "Custom,Another,false",
        "States.Timeout,States.ALL,true",
        "States.Timeout,States.TaskFailed,false",
        "States.Timeout,States.Timeout,true",
        "States.Runtime,States.ALL,false",
        "States.Runtime,States.Runtime,false",
        "States.DataLimitExceeded,States.ALL,false",
        "States.DataLimitExceeded,States.TaskFailed,false",
        "States.DataLimitExceeded,States.DataLimitExceeded,true",
    })
    void wildcardsCatchWhatAwsDocuments(String error, String errorEquals, boolean caught) throws Exception {
        Execution execution = Machines.run(
                """
                {"StartAt": "call", "States": {
                  "call": {"Type": "Task", "Resource": "arn:aws:states:::test:call",
                    "Catch": [{"ErrorEquals": ["%s"], "Next": "caught"}], "End": true},
                  "caught": {"Type": "Succeed"}}}
                """.formatted(errorEquals),
                arguments -> {
                    throw new TaskFailure(error, "why");
                },
                new ManualTimer());

        assertThat(execution.status()).isEqualTo(caught ? ExecutionStatus.SUCCEEDED : ExecutionStatus.FAILED);
        if (caught) {
            assertThat(execution.output()).isEqualTo("{\"Error\":\"" + error + "\",\"Cause\":\"why\"}");
        } else {
            assertThat(execution.error()).isEqualTo(error);
        }
    }

    @Test
    void aTaskIsAbandonedWhenItTimesOut() throws Exception {
        ManualTimer timer = ManualTimer.overdue();
        CountDownLatch interrupted = new CountDownLatch(1);
        Execution execution = Machines.run(
                single(TASK + ", \"TimeoutSeconds\": 7"),
                arguments -> {
                    try {
                        new CountDownLatch(1).await();
                        return arguments;
                    } finally {
                        interrupted.countDown();
                    }
                },
                timer);

        interrupted.await();
        assertThat(timer.scheduled).containsExactly(Duration.ofSeconds(7));
        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).isEqualTo("States.Timeout");
        assertThat(execution.history())
                .extracting(HistoryEvent::type)
                .endsWith("TaskStarted", "TaskTimedOut", "ExecutionFailed");
    }

    @Test
    void anExecutionEndsWhenItTimesOut() throws Exception {
        String definition = single(TASK).replaceFirst("\\{", "{\"TimeoutSeconds\": 9, ");
        Execution execution = Machines.run(
                definition,
                arguments -> {
                    new CountDownLatch(1).await();
                    return arguments;
                },
                ManualTimer.overdue());

        assertThat(execution.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(execution.history().getLast().type()).isEqualTo("ExecutionTimedOut");
    }

    @Test
    void aWildcardDoesNotCatchAResultThatIsTooLarge() throws Exception {
        Execution execution = Machines.run(
                single(TASK + ", \"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}], \"ResultPath\": null"),
                arguments -> Json.MAPPER.getNodeFactory().textNode("ä".repeat(131_072)),
                new ManualTimer());

        assertThat(execution.error()).isEqualTo("States.DataLimitExceeded");
        assertThat(execution.history()).extracting(HistoryEvent::type).containsOnlyOnce("TaskScheduled");
    }

    @Test
    void aMissingPathEndsTheExecutionWithoutShowingTheData() throws Exception {
        Execution execution = Machines.run(
                single(TASK
                        + ", \"Parameters\": {\"a.$\": \"$.none\"}, \"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}]"),
                "{\"a\": \"private\"}");

        assertThat(execution.error()).isEqualTo("States.Runtime");
        assertThat(execution.cause()).contains("'only'").contains("'$.none'").doesNotContain("private");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Seconds\": 30|PT30S",
                "\"TimestampPath\": \"$.at\"|PT2M",
                "\"TimestampPath\": \"$.past\"|PT-1M",
            })
    void waitsLastAsLongAsTheDefinitionSays(String members, Duration expected) throws Exception {
        ManualTimer timer = new ManualTimer();
        Machines.run(
                single("\"Type\": \"Wait\", " + members),
                "{\"at\": \"2026-01-01T00:02:00Z\", \"past\": \"2025-12-31T23:59:00Z\"}",
                arguments -> arguments,
                timer,
                ExecutionListener.NONE);

        assertThat(timer.slept).containsExactly(expected);
    }

    @Test
    void stoppingInterruptsTheTaskAndKeepsTheReason() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Execution execution = Machines.start(
                single(TASK),
                "{}",
                arguments -> {
                    inside.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return arguments;
                    } finally {
                        interrupted.countDown();
                    }
                },
                new ManualTimer(),
                ExecutionListener.NONE);
        inside.await();
        execution.stop("Superseded", "newer");
        interrupted.await();

        assertThat(execution.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(execution.error()).isEqualTo("Superseded");
        assertThat(execution.history()).extracting(HistoryEvent::type).endsWith("TaskStarted", "ExecutionAborted");
    }

    @Test
    void aStoppedRealWaitEndsImmediately() throws Exception {
        Execution execution = Machines.start(
                single("\"Type\": \"Wait\", \"Seconds\": 99999"),
                "{}",
                arguments -> arguments,
                Timer.realTime(),
                ExecutionListener.NONE);
        execution.stop(null, null);
        execution.awaitEnd();

        assertThat(execution.status()).isEqualTo(ExecutionStatus.ABORTED);
    }

    @Test
    void anExceptionInATaskFailsItWithoutItsMessage() throws Exception {
        Execution execution = Machines.run(
                single(TASK),
                arguments -> {
                    throw new IllegalStateException("private");
                },
                new ManualTimer());

        assertThat(execution.error()).isEqualTo("States.TaskFailed");
        assertThat(execution.cause()).isEqualTo("java.lang.IllegalStateException");
    }

    private static final class Recorder implements ExecutionListener {

        final List<String> lines = new ArrayList<>();

        @Override
        public void stateEntered(String execution, String state) {
            lines.add("enter " + state);
        }

        @Override
        public void stateExited(String execution, String state, Duration duration, @Nullable String error) {
            lines.add("exit " + state + " " + error);
        }

        @Override
        public void retryScheduled(String execution, String state, String error, int attempt, Duration delay) {
            lines.add("retry " + state + " " + error + " " + attempt + " " + delay);
        }

        @Override
        public void executionEnded(
                String execution, ExecutionStatus status, Duration duration, @Nullable String error) {
            lines.add("end " + status + " " + error);
        }
    }
}
