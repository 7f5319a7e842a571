package org.mfasender.local;

import java.util.UUID;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.bench.SetUpClient;

/** Waits for the end of an environment's first run without polling, which would be most of the work. */
record EndOfRun(LocalSystem system) implements SetUpClient.Waiting {

    @Override
    public void await(UUID environment) throws InterruptedException {
        Execution execution = system.stepFunctions().executions().stream()
                .filter(candidate -> candidate.name().startsWith(environment + "-"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No execution was started for " + environment));
        execution.awaitEnd();
    }
}
