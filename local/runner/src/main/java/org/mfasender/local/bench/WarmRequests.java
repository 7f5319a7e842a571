package org.mfasender.local.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.mfasender.local.bench.ColdStart.Subject;
import org.mfasender.local.runtime.FunctionProcess;
import org.mfasender.local.runtime.ManagedRuntime;
import org.mfasender.local.runtime.RuntimeApi;

/**
 * What a function that is running takes of the processor for one request: the time of its process, with that of the runtime and of the
 * compiler. The kernel counts hundredths of a second, so requests are measured in blocks.
 *
 * @param blocks the time of one request in each block, in ascending order
 */
public record WarmRequests(List<Duration> blocks) {
    private static final int BLOCKS = 11;
    private static final int REQUESTS_OF_A_BLOCK = 100;

    /** Copies the list. */
    public WarmRequests {
        blocks = List.copyOf(blocks);
    }

    /** The median. */
    public Duration median() {
        return Report.median(blocks);
    }

    /**
     * Starts a function, lets it answer until it is warm, and measures what it takes then.
     *
     * @param events the event of each request
     * @param expected what each answer contains
     * @param warmUps requests before those that are measured
     * @throws IOException when one does not
     */
    public static WarmRequests measure(
            Subject subject, IntFunction<byte[]> events, String expected, int warmUps, ManagedRuntime runtime, Path log)
            throws IOException, InterruptedException {
        List<Duration> blocks = new ArrayList<>();
        try (RuntimeApi api = new RuntimeApi(subject.function(), call -> {});
                FunctionProcess running = FunctionProcess.start(
                        subject.function(), runtime, subject.taskRoot(), subject.environment(), api, log)) {
            for (int i = 0; i < warmUps; i++) {
                answer(running, events.apply(i), expected);
            }
            for (int block = 0; block < BLOCKS; block++) {
                Duration before = ProcessUse.cpu(running.handle());
                for (int i = 0; i < REQUESTS_OF_A_BLOCK; i++) {
                    answer(running, events.apply(warmUps + block * REQUESTS_OF_A_BLOCK + i), expected);
                }
                blocks.add(ProcessUse.cpu(running.handle()).minus(before).dividedBy(REQUESTS_OF_A_BLOCK));
            }
        }
        Collections.sort(blocks);
        return new WarmRequests(blocks);
    }

    private static void answer(FunctionProcess running, byte[] event, String expected)
            throws IOException, InterruptedException {
        RuntimeApi.Report report = running.invoke(event);
        if (!report.isAnswer() || !report.body().contains(expected)) {
            throw new IOException("Expected " + expected + ", but was " + report + running.log());
        }
    }
}
