package org.mfasender.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.health.CheckSchedule;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.sender.Executions;
import org.mfasender.sender.SenderIndexStore;
import org.mfasender.sender.SenderStatus;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** Which checks are started when, with a clock that the test moves. */
class DueChecksIT {

    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");
    private static final CheckSchedule DAILY = new CheckSchedule(Duration.ofDays(1));

    private static AwsServices aws;

    private final Map<String, Integer> started = new HashMap<>();
    private boolean refusing;
    private SenderIndexStore index;
    private DueChecks checks;

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    @BeforeEach
    void clear() {
        aws.clearTable();
        index = new SenderIndexStore(aws.dynamoDb(), AwsServices.TABLE);
        checks = new DueChecks(index, new Executions(stepFunctions(), "arn:simulated:stateMachine:check"), DAILY);
    }

    /** Step Functions, which starts an execution of a name once. */
    private SfnClient stepFunctions() {
        return (SfnClient) Proxy.newProxyInstance(
                SfnClient.class.getClassLoader(), new Class<?>[] {SfnClient.class}, (proxy, method, given) -> {
                    StartExecutionRequest.Builder request = StartExecutionRequest.builder();
                    @SuppressWarnings("unchecked")
                    Consumer<StartExecutionRequest.Builder> builder =
                            (Consumer<StartExecutionRequest.Builder>) given[0];
                    builder.accept(request);
                    String name = request.build().name();
                    if (refusing) {
                        throw SfnException.builder().message("simulated").build();
                    }
                    if (started.merge(name, 1, Integer::sum) > 1) {
                        throw ExecutionAlreadyExistsException.builder().build();
                    }
                    return StartExecutionResponse.builder().build();
                });
    }

    @Test
    void tenThousandEnvironmentsAreCheckedOnceADayEvenlySpread() {
        List<EnvironmentId> environments = environments(10_000);
        put(environments, NOW);
        int[] perHour = new int[24];
        Duration tick = Duration.ofMinutes(10);

        for (Instant now = NOW.plus(tick); !now.isAfter(NOW.plus(Duration.ofDays(1))); now = now.plus(tick)) {
            DueChecks.Result result = checks.start(now);
            assertThat(result.failures()).isEmpty();
            assertThat(result.started()).isLessThanOrEqualTo(DueChecks.MOST);
            perHour[(int) Duration.between(NOW, now.minusMillis(1)).toHours()] += result.started();
        }

        assertThat(Arrays.stream(perHour).boxed()).allMatch(count -> count > 300 && count < 550);
        assertThat(started).hasSizeBetween(9_900, 10_000);
        assertThat(started.values()).containsOnly(1);
        assertThat(started.keySet().stream().map(name -> name.substring(0, 36)).distinct())
                .hasSameSizeAs(started.keySet());
        assertThat(index.count(SenderStatus.READY)).isEqualTo(10_000);
    }

    @Test
    void afterAnOutageTheMissedChecksAreMadeUpForAFewAtOnce() {
        put(environments(250), NOW);
        Instant later = NOW.plus(Duration.ofDays(3));

        assertThat(checks.start(later).started()).isEqualTo(DueChecks.MOST);
        assertThat(checks.start(later.plusSeconds(60)).started()).isEqualTo(DueChecks.MOST);
        assertThat(checks.start(later.plusSeconds(120)).started()).isBetween(50, 52);
        assertThat(checks.start(later.plusSeconds(120)).started()).isZero();
    }

    @Test
    void whatCouldNotBeStartedIsStillDue() {
        put(environments(3), NOW);
        Instant later = NOW.plus(Duration.ofDays(1));
        refusing = true;
        assertThat(checks.start(later).failures()).hasSize(3);

        refusing = false;

        assertThat(checks.start(later.plusSeconds(60)).started()).isEqualTo(3);
        assertThat(started).hasSize(3);
    }

    /** A process that died between the start and the note of it leaves the check due: it is not started twice. */
    @Test
    void aCheckThatWasStartedAndNotNotedIsNotStartedAgain() {
        List<EnvironmentId> environments = environments(1);
        put(environments, NOW);
        Instant later = NOW.plus(Duration.ofDays(1));
        checks.start(later);
        put(environments, NOW);

        assertThat(checks.start(later).failures()).isEmpty();

        assertThat(started).hasSize(1);
        assertThat(index.due(SenderStatus.READY, later, 10)).isEmpty();
    }

    @Test
    void whatHasNoStatusOrNoDateIsNotFound() {
        aws.dynamoDb()
                .putItem(request -> request.tableName(AwsServices.TABLE)
                        .item(Table.key(environments(1).getFirst(), Table.SENDER)));

        assertThat(checks.start(NOW.plus(Duration.ofDays(9))).started()).isZero();
    }

    private static List<EnvironmentId> environments(int count) {
        Random random = new Random(19);
        List<EnvironmentId> environments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            environments.add(new EnvironmentId(new UUID(random.nextLong(), random.nextLong())));
        }
        return environments;
    }

    private static void put(List<EnvironmentId> environments, Instant now) {
        for (int i = 0; i < environments.size(); i += 25) {
            List<WriteRequest> writes = environments.subList(i, Math.min(i + 25, environments.size())).stream()
                    .map(environment -> WriteRequest.builder()
                            .putRequest(PutRequest.builder()
                                    .item(item(environment, DAILY.next(environment, now)))
                                    .build())
                            .build())
                    .toList();
            aws.dynamoDb().batchWriteItem(request -> request.requestItems(Map.of(AwsServices.TABLE, writes)));
        }
    }

    private static Map<String, AttributeValue> item(EnvironmentId environment, Instant due) {
        Map<String, AttributeValue> item = new HashMap<>(Table.key(environment, Table.SENDER));
        item.put("status", Table.text("READY"));
        item.put("checkDue", Table.text(due.toString()));
        item.put("revision", Table.number(1));
        return item;
    }
}
