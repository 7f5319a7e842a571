package org.mfasender.local.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.template.StreamMapping;

/**
 * Delivers records of a stream to a function, in their order, again when they fail, and no further ones before: as Lambda does.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring partial batch response
 *     with DynamoDB and Lambda</a>
 */
final class Batches {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** DynamoDB Local rounds the time of a record down to the minute: none is given up too early. */
    private static final Duration ROUNDING = Duration.ofMinutes(1);

    private final StreamMapping mapping;
    private final EventSource.Target target;

    Batches(StreamMapping mapping, EventSource.Target target) {
        this.mapping = mapping;
        this.target = target;
    }

    /** @param attempts how often its first record was delivered already, to no avail */
    private record Batch(List<ObjectNode> records, int attempts) {}

    /** Returns when all records are delivered, or given up. */
    void deliver(List<ObjectNode> records) throws InterruptedException {
        Deque<Batch> waiting = new ArrayDeque<>();
        waiting.push(new Batch(records, 0));
        while (!waiting.isEmpty()) {
            Batch batch = waiting.pop();
            List<ObjectNode> young =
                    batch.records().stream().filter(this::isYoung).toList();
            if (!young.isEmpty() && mapping.triesAfter(batch.attempts())) {
                pause(batch.attempts());
                again(new Batch(young, batch.attempts()), waiting);
            }
        }
    }

    private boolean isYoung(ObjectNode record) {
        long created = record.at("/dynamodb/ApproximateCreationDateTime").asLong();
        return Instant.ofEpochSecond(created)
                .plus(mapping.maximumAge())
                .plus(ROUNDING)
                .isAfter(Instant.now());
    }

    private static void pause(int attempts) throws InterruptedException {
        if (attempts > 0) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
            Thread.sleep(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        }
    }

    /** Calls the function, and puts before what waits what has to be delivered again. */
    private void again(Batch batch, Deque<Batch> waiting) throws InterruptedException {
        ObjectNode event = JSON.createObjectNode();
        event.putArray("Records").addAll(batch.records());
        FunctionResult result = target.invoke(event.toString().getBytes(StandardCharsets.UTF_8));
        List<ObjectNode> records = batch.records();
        int failed = result.functionError() == null ? firstFailed(records, result.payload()) : 0;
        if (failed == records.size()) {
            return;
        }
        if (result.functionError() != null && mapping.bisects() && records.size() > 1) {
            int half = records.size() / 2;
            waiting.push(new Batch(records.subList(half, records.size()), 0));
            // Halving is no attempt.
            waiting.push(new Batch(records.subList(0, half), batch.attempts()));
            return;
        }
        waiting.push(new Batch(records.subList(failed, records.size()), failed == 0 ? batch.attempts() + 1 : 1));
    }

    /** The place of the first record that failed; that of none is the number of records. A report that is no report is of all. */
    private int firstFailed(List<ObjectNode> records, byte[] payload) {
        if (!mapping.reportsItems()) {
            return records.size();
        }
        Set<String> failed = new HashSet<>();
        for (JsonNode failure : json(payload).path("batchItemFailures")) {
            failed.add(failure.path("itemIdentifier").asText());
        }
        List<String> known = records.stream()
                .map(record -> record.at("/dynamodb/SequenceNumber").asText())
                .toList();
        if (!known.containsAll(failed)) {
            return 0;
        }
        return (int)
                known.stream().takeWhile(number -> !failed.contains(number)).count();
    }

    private static JsonNode json(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
