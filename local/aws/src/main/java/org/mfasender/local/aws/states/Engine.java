package org.mfasender.local.aws.states;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What executions run on. {@code random} decides the jitter. */
public record Engine(InstantSource clock, Timer timer, RandomGenerator random, ExecutionListener listener) {

    public static Engine realTime(ExecutionListener listener) {
        return new Engine(InstantSource.system(), Timer.realTime(), RandomGenerator.getDefault(), listener);
    }
}
