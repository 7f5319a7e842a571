package org.mfasender.workflow;

import java.time.Instant;
import java.util.Optional;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.run.Provisioning;

/**
 * What a step works on.
 *
 * @param connection the account's connection, or its candidate, whose run the step belongs to
 */
public record Job(SenderAccount account, Connection connection) {

    /** The job of a run; empty when it was superseded. */
    static Optional<Job> of(SenderAccount account, long generation) {
        return account.ofRun(generation).map(connection -> new Job(account, connection));
    }

    EnvironmentId environmentId() {
        return account.environmentId();
    }

    Provisioning run() {
        return connection.run();
    }

    /** After which the run waits no more. */
    public Instant deadline() {
        return run().deadline();
    }
}
