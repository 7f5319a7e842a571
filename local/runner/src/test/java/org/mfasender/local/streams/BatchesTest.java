package org.mfasender.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.template.StreamMapping;

class BatchesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DONE = "{\"batchItemFailures\": []}";
    private static final String BROKEN = "broken";

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> delivered = new ArrayList<>();

    @Test
    void aBatchIsDeliveredOnce() throws InterruptedException {
        deliver(2, true, 3);

        assertThat(delivered).containsExactly("1 2 3");
    }

    @Test
    void fromTheFirstThatFailedAllIsDeliveredAgain() throws InterruptedException {
        answers.add(failures("3", "2"));
        answers.add(failures("3"));

        deliver(5, true, 4);

        assertThat(delivered).containsExactly("1 2 3 4", "2 3 4", "3 4");
    }

    @Test
    void aReportOfWhatWasNotDeliveredIsOfAll() throws InterruptedException {
        answers.add(failures("7"));
        answers.add("{\"batchItemFailures\": [{}]}");

        deliver(5, true, 2);

        assertThat(delivered).containsExactly("1 2", "1 2", "1 2");
    }

    @Test
    void whatFailsTooOftenIsGivenUp() throws InterruptedException {
        IntStream.range(0, 10).forEach(any -> answers.add(failures("2")));

        deliver(2, true, 2);

        assertThat(delivered).containsExactly("1 2", "2", "2");
    }

    @Test
    void withoutALimitNothingYoungIsGivenUp() throws InterruptedException {
        IntStream.range(0, 5).forEach(any -> answers.add(failures("2")));

        deliver(-1, true, 2);

        assertThat(delivered).containsExactly("1 2", "2", "2", "2", "2", "2");
    }

    @Test
    void aFunctionThatBreaksGetsHalves() throws InterruptedException {
        answers.add(BROKEN);
        answers.add(BROKEN);
        answers.add(BROKEN);
        answers.add(BROKEN);

        deliver(1, true, 4);

        assertThat(delivered).containsExactly("1 2 3 4", "1 2", "1", "1", "2", "3 4");
    }

    @Test
    void whatIsTooOldIsGivenUp() throws InterruptedException {
        ObjectNode old = record(1);
        ((ObjectNode) old.path("dynamodb"))
                .put(
                        "ApproximateCreationDateTime",
                        Instant.now().minusSeconds(120).getEpochSecond());

        new Batches(mapping(1, true), this::answer).deliver(List.of(old, record(2)));

        assertThat(delivered).containsExactly("2");
    }

    @Test
    void aFunctionThatReportsNothingHasDoneAll() throws InterruptedException {
        answers.add(failures("1"));

        new Batches(mapping(1, false), this::answer).deliver(List.of(record(1)));

        assertThat(delivered).containsExactly("1");
    }

    private void deliver(int retries, boolean reports, int records) throws InterruptedException {
        new Batches(mapping(retries, reports), this::answer)
                .deliver(IntStream.rangeClosed(1, records)
                        .mapToObj(BatchesTest::record)
                        .toList());
    }

    private static StreamMapping mapping(int retries, boolean reports) {
        return new StreamMapping(
                "Function", "arn:table/T/stream/latest", 10, retries, Duration.ofMinutes(1), true, reports, List.of());
    }

    private static ObjectNode record(int number) {
        ObjectNode record = JSON.createObjectNode();
        record.putObject("dynamodb")
                .put("SequenceNumber", Integer.toString(number))
                .put("ApproximateCreationDateTime", Instant.now().getEpochSecond());
        return record;
    }

    private FunctionResult answer(byte[] event) {
        try {
            List<String> numbers = new ArrayList<>();
            for (JsonNode record : JSON.readTree(event).path("Records")) {
                numbers.add(record.at("/dynamodb/SequenceNumber").asText());
            }
            delivered.add(String.join(" ", numbers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String answer = answers.isEmpty() ? DONE : answers.pop();
        return new FunctionResult(answer.getBytes(StandardCharsets.UTF_8), answer.equals(BROKEN) ? "Unhandled" : null);
    }

    private static String failures(String... numbers) {
        ObjectNode answer = JSON.createObjectNode();
        for (String number : numbers) {
            answer.withArray("batchItemFailures").addObject().put("itemIdentifier", number);
        }
        return answer.toString();
    }
}
