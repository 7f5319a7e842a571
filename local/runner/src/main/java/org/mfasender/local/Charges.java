package org.mfasender.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.mfasender.local.aws.LocalDynamoDb;
import org.mfasender.local.bench.CapacityMeter;
import org.mfasender.local.bench.SendClient;
import org.mfasender.local.bench.UsageMeter;

/** Counts what AWS charges for one set-up, and for one passcode with what Meta reports of it. docs/cost.md multiplies it by prices. */
final class Charges {
    private static final int SET_UPS = 10;
    private static final int PASSCODES = 100;
    /** After this time without a line, nothing more comes. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private Charges() {}

    /** Measures, and prints the tables. */
    static void print(Path root, String path, PrintStream out) throws IOException, InterruptedException {
        UsageMeter usage = new UsageMeter();
        try (LocalDynamoDb dynamoDb = LocalDynamoDb.start();
                CapacityMeter units = CapacityMeter.start(dynamoDb.endpoint());
                SetUps setUps = SetUps.start(
                        LocalOptions.of(root)
                                .withLog(usage)
                                .withElsewhere(LocalService.DYNAMODB, dynamoDb.endpoint())
                                .withRewrite(LocalService.DYNAMODB, service -> units.endpoint()),
                        path)) {
            begin(usage, units);
            SetUps.Done sender = setUps.setUp(1, 1);
            for (int i = 1; i < SET_UPS; i++) {
                setUps.setUp(1, 1);
            }
            awaitQuiet(usage);
            usage.print(out, "one set-up", SET_UPS, units.take());
            out.println();
            begin(usage, units);
            try (SendClient client = new SendClient(
                    setUps.system().httpUri(), setUps.system().graph().uri())) {
                for (int i = 0; i < PASSCODES; i++) {
                    int status = client.send(sender.environment(), "+43660555" + (1000 + i), "493027");
                    if (status / 100 != 2) {
                        throw new IOException("A passcode was answered with " + status);
                    }
                }
            }
            awaitQuiet(usage);
            usage.print(out, "one passcode", PASSCODES, units.take());
        }
    }

    private static void begin(UsageMeter usage, CapacityMeter units) throws InterruptedException {
        awaitQuiet(usage);
        usage.clear();
        units.take();
    }

    private static void awaitQuiet(UsageMeter usage) throws InterruptedException {
        long before;
        do {
            before = usage.lines();
            Thread.sleep(QUIET);
        } while (usage.lines() != before);
    }
}
