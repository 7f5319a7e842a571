package org.mfasender.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.Refused;
import org.mfasender.platform.Actor;
import org.mfasender.platform.PlainTime;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.meta.CallCount;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.observe.Observation;
import org.mfasender.platform.secrets.SecretFullException;
import org.mfasender.platform.secrets.StoredCredentials;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.sender.run.WaitReason;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A step of the workflow: finds its run, marks itself as running, does its work, records the result, and answers
 * the state machine {@code {"environmentId", "generation", "status", "retryAt"?}}. A step of a run that a newer
 * one superseded does nothing and answers {@code OVERTAKEN}, the word that executions of the former release know. A step that runs
 * twice has the effect of one, and a step before the one that a run begins with does nothing.
 */
public abstract class StepFunction implements RequestStreamHandler {

    /** The state machine repeats a step that soon; from then on the step waits when Meta fails. */
    public static final int QUICK_RETRIES = 4;

    /** Seen in the field: an account that is blocked answers with temporary failures, for ever. */
    private static final String RESTRICTED =
            " If this lasts, the account may be restricted: see WhatsApp Manager > Overview.";

    private static final Map<String, Object> SUPERSEDED = Map.of("status", "OVERTAKEN");

    private final StepName name;
    private final StepTools tools;
    private final StepWork work;
    private final StepBeginning beginning;

    protected StepFunction(StepName name, StepTools tools, StepWork work) {
        Observation.prepare();
        this.name = name;
        this.tools = tools;
        this.work = work;
        this.beginning = new StepBeginning(name, tools);
    }

    @Override
    public final void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        StepObservation observation = new StepObservation(name, Observation.begin(getClass(), context));
        try {
            StepInput input = StepInput.read(in);
            observation.begun(input);
            Optional<Job> done = Actor.system(name.toString()).doing(() -> work(input, observation));
            Map<String, Object> answer =
                    new LinkedHashMap<>(done.map(this::answer).orElse(SUPERSEDED));
            answer.put("environmentId", input.environmentId().toString());
            Json.MAPPER.writeValue(out, answer);
            observation.ended(done.map(Job::connection));
        } catch (StaleRevisionException e) {
            throw observation.failedForNow(e, new TemporaryFailureException("Other writes came between too often"));
        } catch (SdkException e) {
            throw observation.failedForNow(
                    e,
                    new TemporaryFailureException(
                            "A service of AWS failed: " + e.getClass().getSimpleName()));
        } catch (TemporaryFailureException e) {
            throw observation.failedForNow(null, e);
        } catch (InvalidExecutionInputException e) {
            throw observation.failed(e, e);
        } catch (RuntimeException e) {
            // Its message would stand in the log and in the execution's history, and is not ours to vouch for.
            throw observation.failed(
                    e, new UnexpectedFailureException(e.getClass().getName() + place(e)));
        }
    }

    /** The job with the step's result; empty when the run was superseded. */
    private Optional<Job> work(StepInput input, StepObservation observation) {
        try {
            Optional<Job> begun = beginning.of(input);
            return begun.filter(job -> job.run().isTaken(name) || beginning.awaitsConfirmation(job))
                    .or(() -> begun.flatMap(job -> carryOut(job, input.retries(), observation)));
        } catch (SupersededException e) {
            return Optional.empty();
        }
    }

    private static String place(RuntimeException e) {
        return Stream.of(e.getStackTrace())
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }

    /** Does the work and records what came out, and how many calls it took. */
    private Optional<Job> carryOut(Job job, int retries, StepObservation observation) {
        CallCount calls = observation.calls();
        JobCredentials credentials = new JobCredentials(tools);
        Optional<StoredCredentials> stored = credentials.read(job);
        try {
            StepResult result = calls.of(() -> resultOf(job, stored, retries));
            Optional<Job> recorded = record(job, result, calls);
            if (!stored.map(StoredCredentials::current).orElse(true)) {
                recorded.filter(done -> done.connection().isVerified())
                        .ifPresent(done -> makeCurrent(credentials, done, observation));
            }
            return recorded;
        } catch (TemporaryFailureException e) {
            count(job, calls);
            throw e;
        }
    }

    private static void makeCurrent(JobCredentials credentials, Job done, StepObservation observation) {
        try {
            credentials.makeCurrent(done);
        } catch (SdkException e) {
            observation.labelFailed(e);
        }
    }

    private StepResult resultOf(Job job, Optional<StoredCredentials> stored, int retries) {
        Step step = job.run().step(name);
        if (stored.isEmpty()) {
            return StepResult.withoutCredentials(step, tools.clock().now());
        }
        try {
            return work.perform(job, stored.get().credentials(), step);
        } catch (SecretFullException e) {
            throw new TemporaryFailureException("The secret takes no further version for now");
        } catch (GraphException e) {
            GraphFailure failure = e.failure();
            return switch (failure.kind()) {
                case WAIT -> waitOutLimit(job, step, failure);
                case RETRY -> waitOutFault(job, step, failure, retries);
                case FIX, BUG ->
                    StepResult.failed(
                            step,
                            tools.clock().now(),
                            null,
                            List.of(Refused.later(
                                    CheckName.META_CALL,
                                    failure,
                                    job.connection().whatsAppAccountBusinessId())));
            };
        }
    }

    private StepResult waitOutLimit(Job job, Step step, GraphFailure failure) {
        Instant until = failure.regainAccess() == null
                ? nextAttempt(step)
                : tools.clock().now().plus(failure.regainAccess());
        if (until.isAfter(job.deadline())) {
            return StepResult.failed(
                    step,
                    tools.clock().now(),
                    null,
                    List.of(Check.failed(CheckName.RATE_LIMIT, Map.of(), failure.error())));
        }
        return waiting(step, WaitReason.CALL_LIMIT, "Meta limits the rate of calls for this account", until, "");
    }

    /** The state machine tries again soon, a few times; then, and when a step has waited before, it waits. */
    private StepResult waitOutFault(Job job, Step step, GraphFailure failure, int retries) {
        boolean waits = retries >= QUICK_RETRIES || step.message() != null;
        Instant until = nextAttempt(step);
        if (!waits || until.isAfter(job.deadline())) {
            throw new TemporaryFailureException(failure.toString());
        }
        return waiting(step, WaitReason.META_FAILURE, "Meta does not answer properly", until, RESTRICTED);
    }

    private Instant nextAttempt(Step step) {
        Instant now = tools.clock().now();
        return tools.pause().end(step.startedAt() == null ? now : step.startedAt(), now);
    }

    private static StepResult waiting(Step step, WaitReason reason, String why, Instant until, String further) {
        return StepResult.waiting(
                step,
                until,
                reason,
                why + "; the next attempt is on " + PlainTime.minute(until) + "." + further,
                step.checks());
    }

    private Optional<Job> record(Job job, StepResult result, CallCount calls) {
        long generation = job.run().generation();
        BiFunction<SenderAccount, Connection, Connection> change = counting(
                (account, connection) -> result.change()
                        .apply(account, connection)
                        .with(result.step(), tools.clock().now()),
                calls);
        UnaryOperator<SenderAccount> end = account -> result.ofAccount()
                .apply(account.changing(
                        generation,
                        connection -> change.apply(account, connection),
                        tools.clock().now()));
        return (result.recording() == null
                        ? tools.store().update(job.environmentId(), generation, end)
                        : result.recording().record(end))
                .flatMap(account -> Job.of(account, generation));
    }

    private static BiFunction<SenderAccount, Connection, Connection> counting(
            BiFunction<SenderAccount, Connection, Connection> change, CallCount calls) {
        return (account, connection) -> {
            Connection next = change.apply(account, connection);
            return next.withRun(next.run().counting(calls.value()));
        };
    }

    private void count(Job job, CallCount calls) {
        tools.store()
                .update(
                        job.environmentId(),
                        job.run().generation(),
                        counting((account, connection) -> connection, calls),
                        tools.clock().now());
    }

    private Map<String, Object> answer(Job done) {
        Step step = done.run().step(name);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("generation", done.run().generation());
        answer.put("status", step.status());
        if (step.retryAt() != null) {
            answer.put("retryAt", step.retryAt());
        }
        return answer;
    }
}
