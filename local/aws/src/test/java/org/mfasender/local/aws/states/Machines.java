package org.mfasender.local.aws.states;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;

/** Runs definitions without HTTP and without waiting. */
final class Machines {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final String TASK = "arn:aws:states:::test:call";

    private Machines() {}

    static Execution run(String definition, String input, TaskResource task, Timer timer, ExecutionListener listener)
            throws Exception {
        Execution execution = start(definition, input, task, timer, listener);
        execution.awaitEnd();
        return execution;
    }

    static Execution start(String definition, String input, TaskResource task, Timer timer, ExecutionListener listener)
            throws Exception {
        StateMachineDefinition parsed = StateMachineDefinition.parse(definition, Map.of(TASK, task));
        Engine engine = new Engine(InstantSource.fixed(NOW), timer, new Random(1), listener);
        return new StateMachine("arn:aws:states:us-east-1:000000000000:stateMachine:test", parsed, engine)
                .start("run-1", input);
    }

    static Execution run(String definition, TaskResource task, Timer timer) throws Exception {
        return run(definition, "{}", task, timer, ExecutionListener.NONE);
    }

    static Execution run(String definition, String input) throws Exception {
        return run(definition, input, arguments -> arguments, new ManualTimer(), ExecutionListener.NONE);
    }

    /** The output of a task that returns these parameters. */
    static String parameters(String parameters, String input) throws Exception {
        Execution execution = run(echo("\"Parameters\": " + parameters), input);
        return execution.status() == ExecutionStatus.SUCCEEDED
                ? String.valueOf(execution.output())
                : execution.error() + ": " + execution.cause();
    }

    /** A machine of one task, whose result is its input. */
    static String echo(String members) {
        return single("\"Type\": \"Task\", \"Resource\": \"" + TASK + "\", " + members);
    }

    /** A machine of one state, which ends the execution. */
    static String single(String members) {
        return "{\"StartAt\": \"only\", \"States\": {\"only\": {" + members + ", \"End\": true}}}";
    }
}
