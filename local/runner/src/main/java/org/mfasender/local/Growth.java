package org.mfasender.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.mfasender.local.aws.LocalDynamoDb;
import org.mfasender.local.bench.CapacityMeter;
import org.mfasender.local.bench.Consumed;
import org.mfasender.local.bench.GrowthTable;
import org.mfasender.local.bench.Report;
import org.mfasender.local.bench.SetUpClient;
import org.mfasender.local.bench.StoredItems;
import org.mfasender.templates.Locales;

/** Measures set-ups of larger and larger accounts: what they store, and what DynamoDB and Meta are asked for. */
final class Growth {
    private static final int TIMES = 3;
    private static final List<Integer> NUMBERS = List.of(1, 10, 100, 1_000, 5_000);
    private static final List<Integer> LANGUAGES = List.of(10, 50, Locales.META_LANGUAGES.size());
    private static final String READER = "ReadFunction";
    private static final String SERVING = "/v1/environments/{environmentId}/templates/device_pairing/serving?locale=en";

    private final Path root;
    private final String path;

    /**
     * A measurement.
     *
     * @param path of the sender's resource
     */
    Growth(Path root, String path) {
        this.root = root;
        this.path = path;
    }

    /** Numbers grow with one language, then languages with one number. */
    GrowthTable measure() throws IOException, InterruptedException {
        List<GrowthTable.Row> rows = new ArrayList<>();
        try (LocalDynamoDb dynamoDb = LocalDynamoDb.start();
                CapacityMeter meter = CapacityMeter.start(dynamoDb.endpoint());
                StoredItems stored = new StoredItems(dynamoDb.endpoint());
                SetUps timed = SetUps.start(LocalOptions.of(root), path);
                // Not the same one, since counting takes time.
                SetUps metered = SetUps.start(
                        LocalOptions.of(root)
                                .withElsewhere(LocalService.DYNAMODB, dynamoDb.endpoint())
                                .withRewrite(LocalService.DYNAMODB, service -> meter.endpoint()),
                        path)) {
            for (int numbers : NUMBERS) {
                rows.add(row(numbers, 1, time(timed, numbers, 1), metered, meter, stored));
            }
            for (int languages : LANGUAGES) {
                rows.add(row(1, languages, time(timed, 1, languages), metered, meter, stored));
            }
        }
        return new GrowthTable(rows);
    }

    private static Duration time(SetUps timed, int numbers, int languages) throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            times.add(timed.setUp(numbers, languages).time());
        }
        return Report.median(times);
    }

    private static GrowthTable.Row row(
            int numbers, int languages, Duration time, SetUps metered, CapacityMeter meter, StoredItems stored)
            throws IOException, InterruptedException {
        SetUpClient client = metered.client();
        meter.take();
        SetUps.Done done = metered.setUp(numbers, languages);
        UUID environment = done.environment();
        Map<String, Consumed> setUp = withoutReads(meter);
        List<Long> items = stored.sizes(table(metered.system()), environment);
        int plain = client.accountBytes(environment, "identity");
        meter.take();
        int compressed = client.accountBytes(environment, "gzip");
        Consumed get = reads(meter);
        if (numbers > 1) {
            metered.selectNumber(done);
        }
        Consumed selection = withoutReads(meter).values().stream().reduce(Consumed.NOTHING, Consumed::plus);
        client.get(environment, SERVING);
        return new GrowthTable.Row(
                numbers,
                languages,
                items,
                setUp,
                selection,
                get,
                reads(meter),
                done.graphCalls(),
                plain,
                compressed,
                time);
    }

    private static String table(LocalSystem system) {
        return system.template().tables().getFirst().name();
    }

    private static Map<String, Consumed> withoutReads(CapacityMeter meter) {
        Map<String, Consumed> consumed = new TreeMap<>(meter.take());
        consumed.remove(READER);
        return consumed;
    }

    private static Consumed reads(CapacityMeter meter) {
        return meter.take().getOrDefault(READER, Consumed.NOTHING);
    }
}
