package org.mfasender.local.streams;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads the stream of a table from its beginning, shard by shard: what is in a shard is older than what is in the next one. */
final class StreamReader {

    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final Set<String> begun = new HashSet<>();
    private @Nullable String shard;
    private @Nullable String iterator;

    StreamReader(DynamoDbStreamsClient streams, String streamArn) {
        this.streams = streams;
        this.streamArn = streamArn;
    }

    /** The next records, at most so many; none when nothing was written since. */
    List<Record> next(int most) {
        String from = iterator == null ? nextShard() : iterator;
        if (from == null) {
            return List.of();
        }
        try {
            GetRecordsResponse read =
                    streams.getRecords(request -> request.shardIterator(from).limit(most));
            iterator = read.nextShardIterator();
            return read.records();
        } catch (TrimmedDataAccessException | ExpiredIteratorException e) {
            // DynamoDB Local gives an iterator of a shard in which nothing was written yet that it does not know any
            // more afterwards.
            iterator = shard == null ? null : beginning(shard);
            return List.of();
        }
    }

    /** Where the oldest shard begins that was not read yet. */
    private @Nullable String nextShard() {
        List<Shard> shards = streams.describeStream(request -> request.streamArn(streamArn))
                .streamDescription()
                .shards();
        for (Shard each : shards) {
            if (begun.add(each.shardId())) {
                shard = each.shardId();
                return beginning(each.shardId());
            }
        }
        return null;
    }

    private String beginning(String shardId) {
        return streams.getShardIterator(request ->
                        request.streamArn(streamArn).shardId(shardId).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }
}
