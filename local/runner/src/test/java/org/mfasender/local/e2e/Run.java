package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** One execution of the state machine, read again by each call, through whatever answers as Step Functions. */
record Run(SfnClient stepFunctions, String arn) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** All executions of an environment, oldest first. */
    static List<Run> of(SfnClient stepFunctions, String stateMachineArn, UUID environment) {
        return stepFunctions.listExecutionsPaginator(request -> request.stateMachineArn(stateMachineArn)).stream()
                .flatMap(page -> page.executions().stream())
                .sorted(Comparator.comparing(ExecutionListItem::startDate))
                .map(item -> new Run(stepFunctions, item.executionArn()))
                .filter(run -> run.concerns(environment.toString()))
                .toList();
    }

    /** Those that submit starts are named after their environment; only of the others the input needs to be asked for. */
    private boolean concerns(String environment) {
        boolean named = name().matches("[0-9a-f-]{36}-\\d+(-[0-9a-f]{8})?");
        return named ? name().startsWith(environment) : input().contains(environment);
    }

    String name() {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** Its name without the environment and the random part: the generation of an execution that submit started. */
    String shortName() {
        return name().replaceFirst("^[0-9a-f-]{36}-(\\d+)-[0-9a-f]{8}$", "$1");
    }

    String input() {
        return describe().input();
    }

    ExecutionStatus status() {
        return describe().status();
    }

    /** The error's name; null when it did not fail. */
    String error() {
        return describe().error();
    }

    /** The error's cause; null when it did not fail. */
    String cause() {
        return describe().cause();
    }

    /** Polls until it has ended. */
    void awaitEnd() {
        Instant end = Instant.now().plus(PATIENCE);
        while (status() == ExecutionStatus.RUNNING) {
            assertThat(Instant.now()).as("%s still runs", name()).isBefore(end);
            SenderApi.pause();
        }
    }

    private DescribeExecutionResponse describe() {
        return stepFunctions.describeExecution(request -> request.executionArn(arn));
    }
}
