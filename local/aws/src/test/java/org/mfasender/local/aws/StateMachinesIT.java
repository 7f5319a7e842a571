package org.mfasender.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.local.aws.states.Engine;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.aws.states.ExecutionListener;
import org.mfasender.local.aws.states.Timer;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.KmsInvalidStateException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/** What becomes of executions when their state machine, or its key, changes or goes. */
class StateMachinesIT {

    private static final String FORMER = "arn:aws:kms:us-east-1:000000000000:key/former";
    private static final String CURRENT = "arn:aws:kms:us-east-1:000000000000:key/current";

    private final LocalKeys keys = new LocalKeys();
    private final CountDownLatch asleep = new CountDownLatch(1);
    private final CountDownLatch waited = new CountDownLatch(1);
    private LocalStepFunctions service;
    private SfnClient client;

    @BeforeEach
    void start() throws Exception {
        service = LocalStepFunctions.start(
                Map.of(),
                new Engine(Instant::now, untilWaited(), RandomGenerator.getDefault(), ExecutionListener.NONE),
                keys);
        client = Clients.build(SfnClient.builder(), service.endpoint());
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void anExecutionKeepsTheKeyThatItStartedWith() throws Exception {
        String machine = service.register("waiting", waiting(9999), FORMER);
        String former = start(machine, "former");
        assertThat(service.register("waiting", waiting(9999), CURRENT)).isEqualTo(machine);
        String current = start(machine, "current");
        keys.disable(FORMER);

        assertThatThrownBy(() -> describe(former)).isInstanceOf(KmsInvalidStateException.class);
        assertThatThrownBy(() -> client.getExecutionHistory(request -> request.executionArn(former)))
                .isInstanceOf(KmsInvalidStateException.class);
        assertThat(describe(current)).isEqualTo("RUNNING");
        keys.disable(CURRENT);
        assertThatThrownBy(() -> start(machine, "another")).isInstanceOf(KmsInvalidStateException.class);
        assertThatThrownBy(() -> client.describeStateMachine(request -> request.stateMachineArn(machine)))
                .isInstanceOf(KmsInvalidStateException.class);
        keys.enable(FORMER);
        assertThat(describe(former)).isEqualTo("RUNNING");
    }

    @Test
    void anExecutionOfADeletedStateMachineEndsWithItsNextStep() throws Exception {
        String machine = service.register("waiting", waiting(9999));
        String arn = start(machine, "one");
        asleep.await();
        client.deleteStateMachine(request -> request.stateMachineArn(machine));

        assertThat(describe(arn)).isEqualTo("RUNNING");
        assertThatThrownBy(() -> start(machine, "two")).isInstanceOf(StateMachineDoesNotExistException.class);
        assertThatThrownBy(() -> service.register("waiting", waiting(9999)))
                .as("the name is free when nothing runs any more")
                .hasMessageContaining("StateMachineDeleting");
        Execution execution = service.executions().getFirst();
        waited.countDown();
        execution.awaitEnd();
        assertThat(execution.error()).isEqualTo("States.Runtime");
        assertThat(Objects.requireNonNull(execution.cause())).contains("has been deleted");
        assertThat(service.register("waiting", waiting(9999))).isEqualTo(machine);
    }

    @Test
    void aStoppedExecutionDoesNotHoldUpTheDeletion() throws Exception {
        String machine = service.register("waiting", waiting(9999));
        String arn = start(machine, "one");
        client.deleteStateMachine(request -> request.stateMachineArn(machine));
        client.stopExecution(request -> request.executionArn(arn));

        assertThat(service.register("waiting", waiting(9999))).isEqualTo(machine);
    }

    /** Executions wait as long as the test wants. */
    private Timer untilWaited() {
        return new Timer() {
            @Override
            public void sleep(Duration duration) throws InterruptedException {
                asleep.countDown();
                waited.await();
            }

            @Override
            public Scheduled schedule(Duration delay, Runnable action) {
                return Timer.realTime().schedule(delay, action);
            }
        };
    }

    private String start(String machine, String name) {
        return client.startExecution(request -> request.stateMachineArn(machine).name(name))
                .executionArn();
    }

    private String describe(String arn) {
        return client.describeExecution(request -> request.executionArn(arn)).statusAsString();
    }

    private static String waiting(int seconds) {
        return """
                {"StartAt": "wait", "States": {"wait": {"Type": "Wait", "Seconds": %d, "Next": "end"}, "end": {"Type": "Succeed"}}}
                """.formatted(seconds);
    }
}
