package org.mfasender.local.bursts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.aws.states.Engine;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.aws.states.ExecutionListener;
import org.mfasender.local.aws.states.ExecutionStatus;
import org.mfasender.local.aws.states.FunctionError;
import org.mfasender.local.aws.states.LambdaInvoker;
import org.mfasender.local.aws.states.LambdaTask;
import org.mfasender.local.aws.states.StateMachine;
import org.mfasender.local.aws.states.StateMachineDefinition;
import org.mfasender.workflow.Pause;
import org.mfasender.workflow.StepFunction;

/**
 * Many runs at once, and outages of Meta, over the real state machine and AWS's retry rules, in simulated time: no run is lost, and after an
 * outage they do not call Meta all at once.
 */
class BurstsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final Path FILE = ROOT.resolve("statemachine/configure-sender.asl.json");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration THROTTLE_WAIT = Duration.ofMinutes(15);
    /** How long a step waits for Meta. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(28);

    private static final int STEPS = 3;
    /** Source: AWS, Step Functions quotas. */
    private static final int MOST_EVENTS = 25_000;

    /** The default quota of an AWS account. */
    private static final int ACCOUNT = 1_000;

    private final VirtualTime time = new VirtualTime(BEGIN);
    private final Random random = new Random(1);
    private final List<ExecutionStatus> ended = new ArrayList<>();
    private final Map<String, Execution> executions = new ConcurrentHashMap<>();
    /** Of each execution, without those that it still has: all of them would not fit into memory. */
    private final Map<String, Integer> events = new ConcurrentHashMap<>();

    /** Runs, in how many seconds they begin, seconds of a step, and how many may be in the same step at once. */
    @ParameterizedTest
    @CsvSource({
        "500,   10, 2,  10",
        "10000, 0,  2,  10",
        "10000, 0,  30, 10",
        "10000, 0,  30, 1000",
    })
    void aBurstQueues(int runs, int within, int seconds, int concurrency) throws Exception {
        Functions functions = new Functions(seconds, concurrency, Duration.ZERO);

        run(runs, Duration.ofSeconds(within), functions);

        assertThat(ended).hasSize(runs).containsOnly(ExecutionStatus.SUCCEEDED);
        assertThat(functions.done).isEqualTo(runs * STEPS);
    }

    /** Runs, seconds of a step, and how many minutes Meta is out. */
    @ParameterizedTest
    @CsvSource({
        "1000,  2,  1",
        "10000, 2,  10",
        "10000, 2,  60",
        "10000, 30, 60",
        "10000, 2,  360",
    })
    void anOutageIsWaitedFor(int runs, int seconds, int minutes) throws Exception {
        Functions functions = new Functions(seconds, ACCOUNT, Duration.ofMinutes(minutes));

        run(runs, Duration.ZERO, functions);

        assertThat(ended).hasSize(runs).containsOnly(ExecutionStatus.SUCCEEDED);
        assertThat(functions.done).isEqualTo(runs * STEPS);
        assertThat(functions.firstAfterTheOutage.values())
                .as("runs that come back in the same minute")
                .allMatch(inAMinute -> inAMinute <= runs / 5);
    }

    /** Each of the three steps waits as long as it may, at the lowest value of the parameter and as briefly as chance allows. */
    @Test
    void theShortestPausesFitIntoTheHistory() throws Exception {
        Duration shortest = Duration.ofSeconds(lowest("ThrottleWaitSeconds"));
        Functions functions = new Functions(0, ACCOUNT, LONGEST_WAIT, new Pause(shortest, () -> 0));

        run(1, Duration.ZERO, functions);

        assertThat(ended).containsExactly(ExecutionStatus.SUCCEEDED);
        int most = events.values().iterator().next();
        assertThat(most).as("the step was repeated").isGreaterThan(1_000);
        assertThat(STEPS * most).isLessThan(MOST_EVENTS);
    }

    /** What the template permits at least. */
    private static int lowest(String parameter) throws IOException {
        String template = Files.readString(ROOT.resolve("template.yaml"));
        Matcher found = Pattern.compile("\\n  " + parameter
                        + ":\\n(?:    .*\\n)*?    ConstraintDescription: A whole number from (\\d+) ")
                .matcher(template);
        assertThat(found.find()).as(parameter).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private void run(int runs, Duration within, Functions functions) throws Exception {
        ExecutionListener listener = new ExecutionListener() {
            @Override
            public void retryScheduled(String execution, String state, String error, int retry, Duration delay) {
                forget(execution);
            }

            @Override
            public void executionEnded(
                    String execution, ExecutionStatus status, Duration duration, @Nullable String error) {
                synchronized (ended) {
                    ended.add(status);
                }
                forget(execution);
                time.rest();
            }
        };
        StateMachine machine = new StateMachine(
                "arn:aws:states:us-east-1:000000000000:stateMachine:bursts",
                definition(functions),
                new Engine(time, time, random, listener));
        time.wake();
        for (int i = 0; i < runs; i++) {
            time.wake();
            String name = "run-" + i;
            executions.put(name, machine.start(name, "{\"environmentId\":\"" + i + "\"}"));
            if (within.isPositive()) {
                time.sleep(within.dividedBy(runs));
            }
        }
        time.rest();
        for (Execution execution : executions.values()) {
            execution.awaitEnd();
        }
        assertThat(events.values()).allMatch(count -> count < MOST_EVENTS);
    }

    private void forget(String name) {
        Execution execution = executions.get(name);
        if (execution != null) {
            events.merge(name, execution.history().size(), Integer::sum);
            execution.forgetHistory();
        }
    }

    private static StateMachineDefinition definition(Functions functions) throws Exception {
        String source = Files.readString(FILE).replaceAll("\\$\\{(\\w+)}", "$1");
        return StateMachineDefinition.parse(
                source,
                Map.of(LambdaTask.ARN, new LambdaTask(functions), "arn:aws:states:::dynamodb:updateItem", arguments -> {
                    throw new AssertionError("A failure is recorded");
                }));
    }

    /** The steps: each takes its time, and does what {@link StepFunction} does when Meta is out. */
    private final class Functions implements LambdaInvoker {

        private final Duration duration;
        private final int concurrency;
        private final Instant outageEnd;
        private final Pause pause;
        private final Map<String, Integer> running = new HashMap<>();
        private final Map<String, Instant> begun = new HashMap<>();
        private final Map<Long, Long> firstAfterTheOutage = new HashMap<>();
        private final Map<String, Boolean> back = new HashMap<>();
        private int done;

        Functions(int seconds, int concurrency, Duration outage) {
            this(seconds, concurrency, outage, new Pause(THROTTLE_WAIT, random));
        }

        Functions(int seconds, int concurrency, Duration outage, Pause pause) {
            this.pause = pause;
            this.duration = Duration.ofSeconds(seconds);
            this.concurrency = concurrency;
            this.outageEnd = BEGIN.plus(outage);
        }

        @Override
        public byte[] invoke(String function, byte[] payload) throws FunctionError, InterruptedException {
            synchronized (this) {
                if (running.getOrDefault(function, 0) >= concurrency) {
                    throw FunctionError.ofService("Lambda.TooManyRequestsException", "Rate Exceeded.");
                }
                running.merge(function, 1, Integer::sum);
            }
            try {
                return step(function, read(payload)).toString().getBytes(StandardCharsets.UTF_8);
            } finally {
                synchronized (this) {
                    running.merge(function, -1, Integer::sum);
                }
            }
        }

        private JsonNode step(String function, JsonNode payload) throws FunctionError, InterruptedException {
            String run = payload.path("execution").asText();
            String step = run + function;
            synchronized (this) {
                begun.putIfAbsent(step, time.instant());
            }
            time.sleep(duration);
            Instant now = time.instant();
            ObjectNode answer = JSON.createObjectNode()
                    .put("environmentId", payload.at("/input/environmentId").asText());
            synchronized (this) {
                if (!now.isBefore(outageEnd)) {
                    if (outageEnd.isAfter(BEGIN) && back.putIfAbsent(run, true) == null) {
                        firstAfterTheOutage.merge(Duration.between(BEGIN, now).toMinutes(), 1L, Long::sum);
                    }
                    done++;
                    return answer.put("status", "SUCCEEDED");
                }
                if (payload.path("retries").asInt() < StepFunction.QUICK_RETRIES) {
                    throw FunctionError.ofFunction(
                            "{\"errorType\":\"org.mfasender.workflow.TemporaryFailureException\"}"
                                    .getBytes(StandardCharsets.UTF_8));
                }
                return answer.put("status", "WAITING")
                        .put(
                                "retryAt",
                                pause.end(begun.getOrDefault(step, now), now).toString());
            }
        }

        private static JsonNode read(byte[] payload) {
            try {
                return JSON.readTree(payload);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
