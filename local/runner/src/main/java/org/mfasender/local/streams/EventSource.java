package org.mfasender.local.streams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.template.StreamMapping;
import org.mfasender.local.template.Surroundings;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** An event source mapping at work, until it is closed. What is not delivered then is lost, as everything local is. */
public final class EventSource implements AutoCloseable {

    /** Source: AWS, "DynamoDB Streams and AWS Lambda triggers": Lambda reads four times a second. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Source: AWS, GetRecords. DynamoDB Local looks at all that it has for each read. */
    private static final int MOST = 1_000;

    /** The function that is called. */
    public interface Target {
        /** Calls it with a JSON event. */
        FunctionResult invoke(byte[] event) throws InterruptedException;
    }

    private final StreamMapping mapping;
    private final List<EventPattern> filters;
    private final Batches batches;
    private final DynamoDbStreamsClient streams;
    private final StreamReader reader;
    private final Thread thread;

    private EventSource(StreamMapping mapping, Target function, DynamoDbStreamsClient streams, StreamReader reader) {
        this.mapping = mapping;
        this.filters = mapping.filters().stream().map(EventPattern::parse).toList();
        this.batches = new Batches(mapping, function);
        this.streams = streams;
        this.reader = reader;
        this.thread = Thread.ofVirtual().name(mapping.function() + " events").unstarted(this::run);
    }

    /**
     * Begins to deliver.
     *
     * @param streamArn of the stream, as DynamoDB itself knows it
     * @param dynamoDb endpoint of its streams
     * @param role credentials of the function's role
     * @throws IllegalArgumentException when a filter is not understood
     */
    public static EventSource start(
            StreamMapping mapping, Target function, String streamArn, URI dynamoDb, AwsCredentialsProvider role) {
        DynamoDbStreamsClient streams = DynamoDbStreamsClient.builder()
                .endpointOverride(dynamoDb)
                .region(Region.of(Surroundings.REGION))
                .credentialsProvider(role)
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
        try {
            EventSource source = new EventSource(mapping, function, streams, new StreamReader(streams, streamArn));
            source.thread.start();
            return source;
        } catch (RuntimeException e) {
            streams.close();
            throw e;
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                List<Record> read = reader.next(MOST);
                List<ObjectNode> records = read.stream()
                        .map(record -> StreamEvents.record(record, mapping.streamArn()))
                        .filter(this::isWanted)
                        .toList();
                for (int i = 0; i < records.size(); i += mapping.batchSize()) {
                    batches.deliver(records.subList(i, Math.min(i + mapping.batchSize(), records.size())));
                }
                if (read.size() < MOST) {
                    Thread.sleep(PAUSE);
                }
            } catch (SdkException e) {
                pauseAfterFailure();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** DynamoDB is not there for a moment, or no more: then this is closed soon. */
    private static void pauseAfterFailure() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isWanted(ObjectNode record) {
        return filters.isEmpty() || filters.stream().anyMatch(filter -> filter.matches(record));
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        streams.close();
    }
}
