package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mfasender.AwsServices;
import org.mfasender.local.aws.LocalStepFunctions;
import org.mfasender.local.aws.states.ExecutionListener;

/** An empty table for each test, and executions that only wait, so that no step does anything. A static extension of its class. */
@SuppressWarnings("NullAway.Init") // JUnit calls it before each test
final class WaitingExecutions implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final String WAITING = """
            {"StartAt": "wait", "States": {"wait": {"Type": "Wait", "Seconds": 99999, "End": true}}}
            """;

    private AwsServices services;
    private StoredAccount stored;
    private LocalStepFunctions stepFunctions;
    private Executions executions;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        services = AwsServices.start();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        services.clearTable();
        stored = new StoredAccount(services.dynamoDb());
        stepFunctions = LocalStepFunctions.start(Map.of(), ExecutionListener.NONE);
        executions = new Executions(
                AwsServices.clients(Map.of("AWS_ENDPOINT_URL_SFN", stepFunctions.endpoint()))
                        .stepFunctions(),
                stepFunctions.register("configure-sender", WAITING));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stepFunctions.close();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        services.close();
    }

    AwsServices services() {
        return services;
    }

    StoredAccount stored() {
        return stored;
    }

    Executions executions() {
        return executions;
    }

    /** The names of all that were started. */
    List<String> started() {
        return stepFunctions.executions().stream()
                .map(execution -> execution.name())
                .toList();
    }

    void assertAllStopped() {
        assertThat(stepFunctions.executions())
                .allSatisfy(execution -> assertThat(execution.status()).hasToString("ABORTED"));
    }
}
