package org.mfasender.local.streams;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads the stream of a table from its beginning, shard by shard: what is in a shard is older than what is in the next one. */
final class StreamReader {

    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final Set<String> begun = new HashSet<>();
    private @Nullable String shard;
    private @Nullable String last;

    StreamReader(DynamoDbStreamsClient streams, String streamArn) {
        this.streams = streams;
        this.streamArn = streamArn;
    }

    /** The next records, at most so many; none when nothing was written since. */
    List<Record> next(int most) {
        if (shard == null) {
            shard = nextShard();
            last = null;
        }
        if (shard == null) {
            return List.of();
        }
        // Not the iterator that an answer names: where nothing is yet, DynamoDB Local's passes by what comes first.
        GetRecordsResponse read =
                streams.getRecords(request -> request.shardIterator(iterator()).limit(most));
        if (!read.records().isEmpty()) {
            last = read.records().getLast().dynamodb().sequenceNumber();
        } else if (read.nextShardIterator() == null) {
            shard = null;
        }
        return read.records();
    }

    private String iterator() {
        return streams.getShardIterator(request -> request.streamArn(streamArn)
                        .shardId(shard)
                        .shardIteratorType(
                                last == null ? ShardIteratorType.TRIM_HORIZON : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber(last))
                .shardIterator();
    }

    /** The oldest shard that was not read yet. */
    private @Nullable String nextShard() {
        return streams.describeStream(request -> request.streamArn(streamArn)).streamDescription().shards().stream()
                .map(Shard::shardId)
                .filter(begun::add)
                .findFirst()
                .orElse(null);
    }
}
