package org.mfasender.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.meta.CallCount;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.observe.Observation;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A step of the workflow: finds its run, marks itself as running, does its work, records the result, and answers
 * the state machine {@code {"environmentId", "generation", "status", "retryAt"?}}. A step of a run that a newer
 * one superseded does nothing and answers {@code OVERTAKEN}, the word that executions of the former release know. A step that runs
 * twice has the effect of one.
 */
public abstract class StepFunction implements RequestStreamHandler {

    private static final Map<String, Object> SUPERSEDED = Map.of("status", "OVERTAKEN");

    private final StepName name;
    private final StepTools tools;
    private final StepWork work;

    protected StepFunction(StepName name, StepTools tools, StepWork work) {
        Observation.prepare();
        this.name = name;
        this.tools = tools;
        this.work = work;
    }

    @Override
    public final void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        StepObservation observation = new StepObservation(name, Observation.begin(getClass(), context));
        try {
            StepInput input = StepInput.read(in);
            observation.begun(input);
            Optional<SenderAccount> account = work(input, observation.calls());
            Map<String, Object> answer =
                    new LinkedHashMap<>(account.map(current -> answer(current.generation(), current))
                            .orElse(SUPERSEDED));
            answer.put("environmentId", input.environmentId().toString());
            Json.MAPPER.writeValue(out, answer);
            observation.ended(account);
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
                    e, new IllegalStateException("Unexpected " + e.getClass().getName() + place(e)));
        }
    }

    /** The account with the step's result; empty when the run was superseded. */
    private Optional<SenderAccount> work(StepInput input, CallCount calls) {
        try {
            return begin(input).flatMap(account -> carryOut(account, calls));
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

    /** The account with this step marked as running; empty when the run was superseded. */
    private Optional<SenderAccount> begin(StepInput input) {
        Long generation = input.generation();
        if (generation != null) {
            return tools.store().update(input.environmentId(), generation, this::started);
        }
        SenderAccount account = tools.store()
                .findAccount(input.environmentId())
                .orElseThrow(() -> new InvalidExecutionInputException(
                        "No sender account is stored for this environment: configure one with PUT first"));
        boolean begun = account.provisioning().execution().equals(input.execution());
        Instant now = tools.clock().now();
        return tools.store()
                .update(
                        input.environmentId(),
                        account.generation(),
                        current -> started(
                                begun
                                        ? current
                                        : current.withProvisioning(
                                                Provisioning.requested(
                                                        current.generation() + 1, input.execution(), now),
                                                now)));
    }

    private SenderAccount started(SenderAccount account) {
        Instant now = tools.clock().now();
        Provisioning run = account.provisioning();
        return account.withProvisioning(run.with(run.step(name).started(now), now), now);
    }

    /** Does the work and records what came out, and how many calls it took. */
    private Optional<SenderAccount> carryOut(SenderAccount account, CallCount calls) {
        try {
            StepResult result = calls.of(() -> resultOf(account));
            return record(account, result, calls);
        } catch (TemporaryFailureException e) {
            change(account, current -> current, calls);
            throw e;
        }
    }

    private StepResult resultOf(SenderAccount account) {
        Step step = account.provisioning().step(name);
        Optional<Credentials> credentials = tools.vault()
                .read(account.environmentId(), account.credentials().version());
        if (credentials.isEmpty()) {
            return StepResult.failed(
                    step,
                    tools.clock().now(),
                    null,
                    List.of(Check.failed(CheckName.CREDENTIALS_STORED, Map.of(), null)));
        }
        try {
            return work.perform(account, credentials.get(), step);
        } catch (GraphException e) {
            GraphFailure failure = e.failure();
            return switch (failure.kind()) {
                case WAIT -> waitOutLimit(account, step, failure);
                case RETRY -> waitOutFault(account, step, failure);
                case FIX, BUG ->
                    StepResult.failed(
                            step,
                            tools.clock().now(),
                            null,
                            List.of(Check.failed(
                                    CheckName.META_CALL, Map.of("call", failure.call()), failure.error())));
            };
        }
    }

    private StepResult waitOutLimit(SenderAccount account, Step step, GraphFailure failure) {
        Duration wait = failure.regainAccess() == null ? tools.throttleWait() : failure.regainAccess();
        Instant until = tools.clock().now().plus(wait);
        if (until.isAfter(account.provisioning().deadline())) {
            return StepResult.failed(
                    step,
                    tools.clock().now(),
                    null,
                    List.of(Check.failed(CheckName.RATE_LIMIT, Map.of(), failure.error())));
        }
        return waiting(step, "Meta limits the rate of calls for this account", until);
    }

    /** At once the state machine tries again, a few times; a step that has waited before, such as for a review, waits on. */
    private StepResult waitOutFault(SenderAccount account, Step step, GraphFailure failure) {
        boolean hasWaited = step.message() != null;
        Instant until = tools.clock().now().plus(tools.throttleWait());
        if (!hasWaited || until.isAfter(account.provisioning().deadline())) {
            throw new TemporaryFailureException(failure.toString());
        }
        return waiting(step, "Meta does not answer properly", until);
    }

    private static StepResult waiting(Step step, String why, Instant until) {
        return StepResult.waiting(step, until, why + "; the next attempt is at " + until + ".", step.checks());
    }

    private Optional<SenderAccount> record(SenderAccount account, StepResult result, CallCount calls) {
        return change(
                account,
                current -> result.change()
                        .apply(current)
                        .withProvisioning(
                                current.provisioning()
                                        .with(result.step(), tools.clock().now()),
                                tools.clock().now()),
                calls);
    }

    private Optional<SenderAccount> change(
            SenderAccount account, UnaryOperator<SenderAccount> change, CallCount calls) {
        return tools.store().update(account.environmentId(), account.generation(), current -> {
            SenderAccount next = change.apply(current);
            return next.withProvisioning(
                    next.provisioning().counting(calls.value()), tools.clock().now());
        });
    }

    private Map<String, Object> answer(long generation, SenderAccount account) {
        Step step = account.provisioning().step(name);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("generation", generation);
        answer.put("status", step.status());
        if (step.retryAt() != null) {
            answer.put("retryAt", step.retryAt());
        }
        return answer;
    }
}
