package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.aws.LocalStepFunctions;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.aws.states.ExecutionStatus;
import org.mfasender.local.e2e.WithTwoProcesses.Accounts;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.graph.world.SimulatedAccount;

/**
 * One process that works on an environment: it sends requests, and carries out executions as the state machine would.
 *
 * @param executions which wait until somebody carries them out
 * @param statuses what its requests were answered with
 */
record Actor(
        LocalSystem system, SenderApi api, Accounts accounts, LocalStepFunctions executions, List<Integer> statuses) {

    private static final List<String> STEPS =
            List.of("ValidateFunction", "ListNumbersFunction", "ProvisionTemplatesFunction");
    private static final String TEMPORARY = "org.mfasender.workflow.TemporaryFailureException";
    private static final int MOST_ATTEMPTS = 5;

    static Actor of(LocalSystem system, SenderApi api, Accounts accounts, LocalStepFunctions executions) {
        return new Actor(system, api, accounts, executions, new CopyOnWriteArrayList<>());
    }

    UUID environment() {
        return api.environment();
    }

    void put(SimulatedAccount account) {
        statuses.add(api.put(account).status());
    }

    /** Without one of the secrets. */
    void put(SimulatedAccount account, String leftOut) {
        ObjectNode body = SenderApi.body(account);
        body.remove(leftOut);
        statuses.add(api.put(body).status());
    }

    void delete() {
        statuses.add(api.delete().status());
    }

    /** Deletes the candidate. */
    void discard() {
        statuses.add(api.send("DELETE", api.path() + "/candidate", null).status());
    }

    /** Whether a request had no effect, as its answer says. */
    boolean wasRefused() {
        return statuses.stream().anyMatch(status -> status >= 400);
    }

    void run() {
        running().forEach(this::run);
    }

    /** Completes what was left half done: of everything, young or old. */
    void sweep() {
        JsonNode answer =
                invoke("SweepFunction", SenderApi.JSON.createObjectNode().put("olderThanSeconds", 0));
        assertThat(answer).as("answer of the sweep").noneMatch(JsonNode::isTextual);
    }

    /** Executions of the environment that have not ended, oldest first. */
    List<Execution> running() {
        return executions.executions().stream()
                .filter(execution -> execution.name().startsWith(environment().toString()))
                .filter(execution -> execution.status() == ExecutionStatus.RUNNING)
                .toList();
    }

    /**
     * Carries an execution out until it ends.
     *
     * @return whether it had an effect: none when its run was superseded
     */
    boolean run(Execution execution) {
        String status = "SUCCEEDED";
        for (int step = 0; step < STEPS.size() && status.equals("SUCCEEDED"); step++) {
            status = run(execution, STEPS.get(step));
        }
        execution.stop(null, null);
        return status.equals("SUCCEEDED") || status.equals("FAILED");
    }

    private String run(Execution execution, String step) {
        String status = "WAITING";
        for (int attempt = 1; status.equals("WAITING"); attempt++) {
            JsonNode answer = invoke(execution, step);
            String error = answer.path("errorType").asText();
            assertThat(error).as("error of %s: %s", step, answer).isIn("", TEMPORARY);
            assertThat(attempt).as("attempts of %s: %s", step, answer).isLessThan(MOST_ATTEMPTS);
            status = error.isEmpty() ? answer.path("status").asText() : "WAITING";
        }
        return status;
    }

    private JsonNode invoke(Execution execution, String step) {
        ObjectNode payload = SenderApi.JSON.createObjectNode().put("execution", execution.name());
        payload.set("input", json(execution.input().getBytes(StandardCharsets.UTF_8)));
        return invoke(step, payload);
    }

    private JsonNode invoke(String function, JsonNode payload) {
        try {
            FunctionResult result = system.invoke(function, payload.toString().getBytes(StandardCharsets.UTF_8));
            return json(result.payload());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(byte[] text) {
        try {
            return SenderApi.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
