package org.mfasender.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.aws.LocalDynamoDb;
import org.mfasender.local.bench.CapacityMeter;

/**
 * What a set-up, the {@code PUT} and its run, writes to DynamoDB, by what AWS charges for it: nothing here is timed. Meta's webhooks, which
 * come at any time, are left out.
 */
class WriteUnitsIT {
    private static final Set<String> STEPS =
            Set.of("SubmitFunction", "ValidateFunction", "ListNumbersFunction", "ProvisionTemplatesFunction");

    private static LocalDynamoDb dynamoDb;
    private static CapacityMeter meter;
    private static SetUps setUps;

    @BeforeAll
    static void start() throws IOException {
        dynamoDb = LocalDynamoDb.start();
        meter = CapacityMeter.start(dynamoDb.endpoint());
        setUps = SetUps.startCold(
                LocalOptions.of(Path.of(System.getProperty("project.root", "../..")))
                        .withElsewhere(LocalService.DYNAMODB, dynamoDb.endpoint())
                        .withRewrite(LocalService.DYNAMODB, service -> meter.endpoint()),
                "/v1/environments/{environmentId}/notificationsSettings/instantMessagingDeliverySettings/whatsApp");
    }

    @AfterAll
    static void stop() {
        setUps.close();
        meter.close();
        dynamoDb.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 51", "10, 1, 54", "1, 10, 97", "1, 111, 758"})
    void aSetUpTakesFewWriteUnits(int numbers, int languages, double most) throws Exception {
        meter.takeWrites();

        setUps.setUp(numbers, languages);

        List<CapacityMeter.Write> writes = meter.takeWrites().stream()
                .filter(write -> STEPS.contains(write.caller()))
                .toList();
        assertThat(writes.stream().mapToDouble(CapacityMeter.Write::units).sum())
                .as(() -> "\n" + writes.stream().map(Object::toString).collect(Collectors.joining("\n")))
                .isLessThanOrEqualTo(most);
    }
}
