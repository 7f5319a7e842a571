package org.mfasender.numbers.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.dynamodb.StoredRecord;

/**
 * A part of a listing as it is stored.
 *
 * @param chunks how many parts the listing has
 */
record ListingItem(int chunks, Instant writtenAt, List<NumberItem> numbers) implements StoredRecord {

    ListingItem {
        numbers = List.copyOf(numbers);
    }

    @Override
    public Map<String, List<String>> identities() {
        return Map.of("numbers", List.of("numberId"));
    }
}
