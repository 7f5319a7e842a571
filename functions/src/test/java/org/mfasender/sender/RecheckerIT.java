package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.local.aws.LocalStepFunctions;
import org.mfasender.local.aws.states.ExecutionListener;
import org.mfasender.platform.Clock;
import org.mfasender.sender.run.StepName;

class RecheckerIT {

    private static final String WAITING = """
            {"StartAt": "wait", "States": {"wait": {"Type": "Wait", "Seconds": 99999, "End": true}}}
            """;
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(5));

    private static AwsServices services;

    private LocalStepFunctions stepFunctions;
    private StoredAccount stored;
    private Executions executions;

    @BeforeAll
    static void startServices() throws Exception {
        services = AwsServices.start();
    }

    @AfterAll
    static void stopServices() {
        services.close();
    }

    @BeforeEach
    void start() throws Exception {
        services.clearTable();
        stored = new StoredAccount(services.dynamoDb());
        stepFunctions = LocalStepFunctions.start(Map.of(), ExecutionListener.NONE);
        executions = new Executions(
                AwsServices.clients(Map.of("AWS_ENDPOINT_URL_SFN", stepFunctions.endpoint()))
                        .stepFunctions(),
                stepFunctions.register("configure-sender", WAITING));
    }

    @AfterEach
    void stop() {
        stepFunctions.close();
    }

    @Test
    void whatWorksRunsOnceMoreHoweverOftenItIsAsked() {
        stored.ready();
        stored.succeed(1, StepName.PROVISION_TEMPLATES);

        assertThat(recheck(LATER, LATER.plusSeconds(1))).isTrue();
        recheck(LATER, LATER.plusSeconds(2));
        recheck(LATER, LATER.plusSeconds(3));

        assertThat(connection().run().generation()).isEqualTo(2);
        assertThat(connection().run().startedAt()).isEqualTo(LATER.plusSeconds(1));
        assertThat(connection().isVerified()).isTrue();
        assertThat(started()).containsExactly(connection().run().execution());
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void aRunThatWasRecordedAndNotStartedIsStarted() {
        stored.ready();
        stored.succeed(1, StepName.PROVISION_TEMPLATES);
        stored.store.put(stored.account().rerunning(connection(), "left", LATER));

        assertThat(recheck(LATER, LATER.plusSeconds(9))).isTrue();

        assertThat(started()).containsExactly("left");
    }

    @Test
    void aRunThatIsUnderWayIsNotDisturbed() {
        stored.ready();

        assertThat(recheck(LATER, LATER)).isFalse();

        assertThat(connection().run().generation()).isEqualTo(1);
        assertThat(started()).isEmpty();
    }

    @Test
    void aRunThatBeganSinceIsEnough() {
        stored.ready();
        stored.succeed(1, StepName.PROVISION_TEMPLATES);

        assertThat(recheck(NOW, LATER)).isFalse();

        assertThat(started()).isEmpty();
    }

    @Test
    void aCandidateIsVerifiedFirst() {
        stored.ready();
        stored.succeed(1, StepName.PROVISION_TEMPLATES);
        stored.store.put(stored.account().trying(StoredAccount.tried(2, StoredAccount.OTHER_WABA), NOW));

        assertThat(recheck(LATER, LATER)).isFalse();

        assertThat(started()).isEmpty();
    }

    @Test
    void aCandidateThatWasRefusedStaysBesideTheRun() {
        stored.ready();
        stored.succeed(1, StepName.PROVISION_TEMPLATES);
        stored.store.put(stored.account().trying(StoredAccount.tried(2, StoredAccount.OTHER_WABA), NOW));
        stored.store.update(
                ENVIRONMENT,
                2,
                (account, found) ->
                        found.with(found.run().step(StepName.VALIDATE).failed(NOW, null, List.of()), NOW),
                NOW);

        assertThat(recheck(LATER, LATER)).isTrue();

        assertThat(connection().run().generation()).isEqualTo(3);
        assertThat(Objects.requireNonNull(stored.account().candidate()).run().generation())
                .isEqualTo(2);
    }

    @Test
    void nothingIsCheckedThatWasNeverVerifiedOrIsDeleted() {
        assertThat(recheck(LATER, LATER)).isFalse();
        stored.store.put(Fixtures.failed());
        assertThat(recheck(LATER, LATER)).isFalse();
        stored.store.delete(ENVIRONMENT, NOW);
        assertThat(recheck(LATER, LATER)).isFalse();

        assertThat(started()).isEmpty();
    }

    private boolean recheck(Instant since, Instant now) {
        return new Rechecker(stored.store, executions, new Clock(InstantSource.fixed(now))).recheck(ENVIRONMENT, since);
    }

    private Connection connection() {
        return Objects.requireNonNull(stored.account().connection());
    }

    private List<String> started() {
        return stepFunctions.executions().stream()
                .map(execution -> execution.name())
                .toList();
    }
}
