package org.mfasender.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.local.aws.states.Engine;
import org.mfasender.local.aws.states.ExecutionListener;
import org.mfasender.local.aws.states.Timer;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * A name belongs to one execution of a state machine, which may have ended.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">StartExecution</a>
 */
class ExecutionNamesIT {

    private static final String WAITING = """
            {"StartAt": "wait", "States": {"wait": {"Type": "Wait", "Seconds": 99999, "End": true}}}
            """;

    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private LocalStepFunctions service;
    private SfnClient client;

    @BeforeEach
    void start() throws Exception {
        service = LocalStepFunctions.start(
                Map.of(),
                new Engine(() -> now, Timer.realTime(), RandomGenerator.getDefault(), ExecutionListener.NONE),
                new LocalKeys());
        client = Clients.build(SfnClient.builder(), service.endpoint());
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void theSameNameIsTheSameExecutionOnlyWithTheSameInputWhileItRuns() throws Exception {
        String machine = service.register("waiting", WAITING);
        String arn = start(machine, "environment-1", "{\"n\":1}");

        assertThat(start(machine, "environment-1", "{\"n\":1}")).isEqualTo(arn);
        assertThatThrownBy(() -> start(machine, "environment-1", "{\"n\":2}"))
                .isInstanceOf(ExecutionAlreadyExistsException.class);
        client.stopExecution(request -> request.executionArn(arn));
        assertThatThrownBy(() -> start(machine, "environment-1", "{\"n\":1}"))
                .isInstanceOf(ExecutionAlreadyExistsException.class);
    }

    @Test
    void aStateMachineOfTheSameNameFindsTheNamesTaken() throws Exception {
        String machine = service.register("waiting", WAITING);
        String running = start(machine, "running", "{}");
        client.stopExecution(request -> request.executionArn(start(machine, "ended", "{}")));

        assertThat(service.register("waiting", WAITING)).isEqualTo(machine);

        assertThat(start(machine, "running", "{}")).isEqualTo(running);
        assertThatThrownBy(() -> start(machine, "running", "{\"n\":1}"))
                .isInstanceOf(ExecutionAlreadyExistsException.class);
        assertThatThrownBy(() -> start(machine, "ended", "{}")).isInstanceOf(ExecutionAlreadyExistsException.class);
        assertThat(client.listExecutions(request -> request.stateMachineArn(machine))
                        .executions())
                .extracting(ExecutionListItem::name)
                .containsExactly("ended", "running");
        assertThat(start(service.register("another", WAITING), "ended", "{}")).contains(":another:");
    }

    @Test
    void aNameIsFree90DaysAfterItsExecutionHasEnded() throws Exception {
        String machine = service.register("waiting", WAITING);
        String running = start(machine, "running", "{}");
        String ended = start(machine, "ended", "{}");
        now = now.plus(Duration.ofDays(1));
        client.stopExecution(request -> request.executionArn(ended));
        now = now.plus(Duration.ofDays(90)).minusSeconds(1);
        assertThatThrownBy(() -> start(machine, "ended", "{}")).isInstanceOf(ExecutionAlreadyExistsException.class);

        now = now.plusSeconds(1);

        assertThatThrownBy(() -> client.describeExecution(request -> request.executionArn(ended)))
                .isInstanceOf(ExecutionDoesNotExistException.class);
        assertThat(start(machine, "ended", "{}")).isEqualTo(ended);
        assertThat(client.describeExecution(request -> request.executionArn(ended))
                        .status())
                .isEqualTo(ExecutionStatus.RUNNING);
        assertThat(start(machine, "running", "{}"))
                .as("its execution has not ended")
                .isEqualTo(running);
    }

    private String start(String machine, String name, String input) {
        return client.startExecution(
                        request -> request.stateMachineArn(machine).name(name).input(input))
                .executionArn();
    }
}
