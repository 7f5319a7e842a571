package org.mfasender.workflow;

import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.run.Step;

/** What one step does. */
@FunctionalInterface
public interface StepWork {

    /**
     * The work of the step, which is recorded as running.
     *
     * @throws SupersededException when a newer run has the account
     * @throws GraphException when Meta refuses or fails; the step then fails, waits or is retried as that asks for
     */
    StepResult perform(Job job, Credentials credentials, Step step);
}
