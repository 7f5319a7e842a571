package org.mfasender.local.template;

import java.time.Duration;
import java.util.List;

/**
 * A function's event of type {@code DynamoDB}: Lambda reads the table's stream from its beginning, and calls the function with batches of
 * its records.
 *
 * @param function logical id
 * @param streamArn of the table, as the template's {@code StreamArn} says
 * @param batchSize most records of a batch
 * @param retries after how many a batch is given up; negative for never
 * @param maximumAge after which a record is given up
 * @param bisects whether a batch is halved when the function fails
 * @param reportsItems whether the function says which records failed
 * @param filters patterns of which a record has to match one; none for all records
 */
public record StreamMapping(
        String function,
        String streamArn,
        int batchSize,
        int retries,
        Duration maximumAge,
        boolean bisects,
        boolean reportsItems,
        List<String> filters) {

    /** Copies the list. */
    public StreamMapping {
        filters = List.copyOf(filters);
    }

    /** Whether what was tried so often is tried once more. */
    public boolean triesAfter(int attempts) {
        return retries < 0 || attempts <= retries;
    }

    /** Name of the table. */
    public String table() {
        return streamArn.replaceFirst(".*:table/", "").replaceFirst("/.*", "");
    }
}
