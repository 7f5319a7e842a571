package org.mfasender.workflow;

import java.time.Instant;
import java.util.Optional;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.sender.run.WaitReason;

/** Finds the run that a step belongs to, and marks the step as running where the end of the step before has not. */
final class StepBeginning {

    private final StepName name;
    private final StepTools tools;

    StepBeginning(StepName name, StepTools tools) {
        this.name = name;
        this.tools = tools;
    }

    /** The job with the step marked as running; empty when the run was superseded. */
    Optional<Job> of(StepInput input) {
        Long generation = input.generation();
        if (generation != null) {
            return of(input.environmentId(), generation, input.execution());
        }
        SenderAccount account = tools.store()
                .findAccount(input.environmentId())
                .orElseThrow(() -> new InvalidExecutionInputException(
                        "No sender account is stored for this environment: configure one with PUT first"));
        return account.connections()
                .filter(connection -> connection.run().execution().equals(input.execution()))
                .findFirst()
                .map(begun -> of(input.environmentId(), begun.run().generation(), input.execution()))
                .orElseGet(() -> rerunning(account, input.execution()));
    }

    /** Numbers of runs come again when an older table is restored; names of executions do not. */
    private Optional<Job> of(EnvironmentId environment, long generation, String execution) {
        Optional<Job> begun = tools.store()
                .findAccount(environment)
                .flatMap(account -> Job.of(account, generation))
                .filter(job -> isOf(execution, job.run()) && (hasBegun(job.run()) || awaitsConfirmation(job)));
        return begun.isPresent() ? begun : mark(environment, generation, execution);
    }

    private Optional<Job> mark(EnvironmentId environment, long generation, String execution) {
        Instant now = tools.clock().now();
        return tools.store()
                .update(
                        environment,
                        account -> account.ofRun(generation)
                                .filter(connection -> isOf(execution, connection.run()))
                                .map(connection -> account.changing(generation, this::started, now)))
                .flatMap(account -> Job.of(account, generation));
    }

    private static boolean isOf(String execution, Provisioning run) {
        return run.execution().equals(execution) && !run.isCancelled();
    }

    /** A run that begins with a later step has the result of this one already. */
    private boolean hasBegun(Provisioning run) {
        return run.isTaken(name)
                || (run.status() == ProgressStatus.RUNNING && run.step(name).status() == ProgressStatus.RUNNING);
    }

    /** A repeated invocation is no second look at what Meta refused. */
    boolean awaitsConfirmation(Job job) {
        Step step = job.run().step(name);
        return step.waitsFor() == WaitReason.CONFIRMATION
                && step.retryAt() != null
                && step.retryAt().isAfter(tools.clock().now());
    }

    /** A person started the execution: a run of its own, of what was last submitted. */
    private Optional<Job> rerunning(SenderAccount account, String execution) {
        long former = account.newest().run().generation();
        Instant now = tools.clock().now();
        return tools.store()
                .update(
                        account.environmentId(),
                        current -> current.ofRun(former)
                                .map(connection -> current.rerunning(connection, execution, now))
                                .map(next -> next.changing(next.generation(), this::started, now)))
                .flatMap(next -> Job.of(next, next.generation()));
    }

    private Connection started(Connection connection) {
        Instant now = tools.clock().now();
        return connection.run().isTaken(name)
                ? connection
                : connection.with(connection.run().step(name).started(now), now);
    }
}
