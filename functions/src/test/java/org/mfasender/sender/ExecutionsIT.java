package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.local.aws.LocalStepFunctions;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.aws.states.ExecutionListener;
import org.mfasender.local.aws.states.ExecutionStatus;
import org.mfasender.platform.json.Json;
import org.mfasender.sender.run.Provisioning;

class ExecutionsIT {

    private static final String WAITING = """
            {"StartAt": "wait", "States": {"wait": {"Type": "Wait", "Seconds": 99999, "End": true}}}
            """;
    private static final String ENDING = """
            {"StartAt": "end", "States": {"end": {"Type": "Succeed"}}}
            """;

    private static final Provisioning RUN = Fixtures.tried(1).run();

    private LocalStepFunctions service;

    @BeforeEach
    void start() throws Exception {
        service = LocalStepFunctions.start(Map.of(), ExecutionListener.NONE);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void anExecutionIsStartedUnderItsNameWithEnvironmentAndGeneration() throws Exception {
        executions(WAITING).start(Fixtures.ENVIRONMENT, RUN);

        assertThat(service.executions()).singleElement().satisfies(execution -> {
            assertThat(execution.name()).isEqualTo(RUN.execution());
            assertThat(Json.MAPPER.readTree(execution.input()))
                    .isEqualTo(Json.MAPPER.readTree(
                            "{\"environmentId\": \"" + Fixtures.ENVIRONMENT + "\", \"generation\": 1}"));
        });
    }

    @Test
    void startingWhatRunsIsASuccess() throws Exception {
        Executions executions = executions(WAITING);
        executions.start(Fixtures.ENVIRONMENT, RUN);
        executions.start(Fixtures.ENVIRONMENT, RUN);

        assertThat(service.executions()).hasSize(1);
    }

    @Test
    void startingWhatHasEndedIsASuccessAndRunsNothing() throws Exception {
        Executions executions = executions(ENDING);
        executions.start(Fixtures.ENVIRONMENT, RUN);
        service.executions().getFirst().awaitEnd();
        executions.start(Fixtures.ENVIRONMENT, RUN);

        assertThat(service.executions()).hasSize(1);
    }

    @Test
    void aRunningExecutionIsStopped() throws Exception {
        Executions executions = executions(WAITING);
        executions.start(Fixtures.ENVIRONMENT, RUN);
        executions.stop(RUN.execution(), "Deleted", "Simulated.");

        Execution execution = service.executions().getFirst();
        execution.awaitEnd();
        assertThat(execution.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(execution.error()).isEqualTo("Deleted");
        assertThat(execution.cause()).isEqualTo("Simulated.");
    }

    @Test
    void stoppingWhatHasEndedOrWasNeverStartedIsASuccess() throws Exception {
        Executions executions = executions(ENDING);
        executions.start(Fixtures.ENVIRONMENT, RUN);
        service.executions().getFirst().awaitEnd();

        assertThatCode(() -> executions.stop(RUN.execution(), "Deleted", "Simulated."))
                .doesNotThrowAnyException();
        assertThatCode(() -> executions.stop("unknown", "Deleted", "Simulated."))
                .doesNotThrowAnyException();
        assertThat(service.executions().getFirst().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    private Executions executions(String definition) throws Exception {
        return new Executions(
                AwsServices.clients(Map.of("AWS_ENDPOINT_URL_SFN", service.endpoint()))
                        .stepFunctions(),
                service.register("configure-sender", definition));
    }
}
