package org.mfasender.numbers.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.dynamodb.ItemSize;
import org.mfasender.platform.dynamodb.Items;
import org.mfasender.platform.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of one listing.
 *
 * @param stored in their order; none when there is no such listing
 * @param read the same
 */
record ListingItems(List<Map<String, AttributeValue>> stored, List<ListingItem> read) {

    private static final String NUMBERS = "numbers";

    /** An item may have 400 KB. */
    private static final long MOST_BYTES = 300 * 1024;

    static ListingItems of(List<Map<String, AttributeValue>> stored) {
        return new ListingItems(
                stored,
                stored.stream().map(item -> Items.read(item, ListingItem.class)).toList());
    }

    boolean complete() {
        return !read.isEmpty() && read.getFirst().chunks() == read.size();
    }

    List<SenderNumber> numbers() {
        return read.stream()
                .flatMap(item -> item.numbers().stream())
                .map(NumberItem::toNumber)
                .toList();
    }

    /** The items, yet without keys, of a listing that follows this one. What another release said of a number stays. */
    List<Map<String, AttributeValue>> followedBy(List<SenderNumber> numbers, Instant now) {
        ListingItem next = new ListingItem(0, now, items(numbers));
        Map<String, AttributeValue> whole = stored.isEmpty()
                ? Items.write(next)
                : Items.rewrite(joined(), new ListingItem(0, read.getFirst().writtenAt(), items(numbers())), next);
        List<AttributeValue> chunks =
                chunks(Objects.requireNonNull(whole.get(NUMBERS)).l());
        return chunks.stream()
                .map(chunk -> {
                    Map<String, AttributeValue> item = new HashMap<>(whole);
                    item.put(NUMBERS, chunk);
                    item.put("chunks", Table.number(chunks.size()));
                    return item;
                })
                .toList();
    }

    private static List<NumberItem> items(List<SenderNumber> numbers) {
        return numbers.stream().map(NumberItem::of).toList();
    }

    private Map<String, AttributeValue> joined() {
        Map<String, AttributeValue> whole = new HashMap<>(stored.getFirst());
        whole.put(
                NUMBERS,
                AttributeValue.fromL(stored.stream()
                        .flatMap(item -> Objects.requireNonNull(item.get(NUMBERS)).l().stream())
                        .toList()));
        return whole;
    }

    /** At least one. */
    private static List<AttributeValue> chunks(List<AttributeValue> numbers) {
        List<List<AttributeValue>> chunks = new ArrayList<>(List.of(new ArrayList<>()));
        long bytes = 0;
        for (AttributeValue number : numbers) {
            long size = ItemSize.of(number);
            if (size > MOST_BYTES) {
                throw new IllegalArgumentException("A number of " + size + " bytes is too large to be stored");
            }
            if (bytes + size > MOST_BYTES) {
                chunks.add(new ArrayList<>());
                bytes = 0;
            }
            chunks.getLast().add(number);
            bytes += size;
        }
        return chunks.stream().map(AttributeValue::fromL).toList();
    }
}
