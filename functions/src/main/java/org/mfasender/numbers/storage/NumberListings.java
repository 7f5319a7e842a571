package org.mfasender.numbers.storage;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.EnvironmentItems;
import org.mfasender.platform.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The numbers of the accounts. A listing never changes: other numbers are another listing, with a reference of its own. It is written
 * before the account refers to it, and removed after, so that an account's numbers are always whole.
 */
public final class NumberListings {

    /** With which the sort keys of numbers begin. */
    public static final String NUMBERS = "NUMBERS#";

    private static final Pattern RUN = Pattern.compile("(\\d{1,18})-");

    private final Table table;

    public NumberListings(DynamoDbClient dynamoDb, String table) {
        this.table = new Table(dynamoDb, table);
    }

    /** A listing, and when it was written. */
    public record Stored(String reference, Instant writtenAt) {}

    /**
     * Writes a listing. It is a new one even when {@code former} says the same: nobody refers to a listing that another one may
     * remove.
     *
     * @param generation of the run that listed the numbers
     * @param former the listing that this one follows; what another release said there of a number stays
     * @return the reference of the listing that has these numbers
     */
    public String write(
            EnvironmentId environment,
            long generation,
            List<SenderNumber> numbers,
            @Nullable String former,
            Instant now) {
        ListingItems before = former == null ? ListingItems.of(List.of()) : listing(table.items(environment), former);
        String reference = generation + "-" + UUID.randomUUID().toString().substring(0, 8);
        List<Map<String, AttributeValue>> chunks = before.followedBy(numbers, now);
        for (int i = 0; i < chunks.size(); i++) {
            Map<String, AttributeValue> item = new HashMap<>(chunks.get(i));
            item.putAll(Table.key(environment, prefix(reference) + String.format(Locale.ROOT, "%03d", i)));
            table.dynamoDb().putItem(request -> request.tableName(table.name()).item(item));
        }
        return reference;
    }

    /** The numbers of a listing; empty when it is gone, or not all of it is there. */
    public Optional<List<SenderNumber>> read(EnvironmentId environment, String reference) {
        return read(table.items(environment), reference);
    }

    /** The same, among items that were read. */
    public static Optional<List<SenderNumber>> read(EnvironmentItems items, String reference) {
        return Optional.of(listing(items, reference))
                .filter(ListingItems::complete)
                .map(ListingItems::numbers);
    }

    /** Removes a listing; one that is gone is a success. */
    public void remove(EnvironmentId environment, String reference) {
        removeItems(environment, prefix(reference));
    }

    /** Every listing that is stored for an environment, complete or not. */
    public List<Stored> all(EnvironmentId environment) {
        Map<String, Stored> listings = new LinkedHashMap<>();
        table.query(environment, NUMBERS)
                .map(item -> new Stored(
                        Table.sortKey(item).split("#", -1)[1],
                        Instant.parse(
                                Objects.requireNonNull(item.get("writtenAt")).s())))
                .forEach(stored -> listings.putIfAbsent(stored.reference(), stored));
        return List.copyOf(listings.values());
    }

    /** Removes the listings of an environment's runs up to a generation; those of an account that came later stay. */
    public void removeAll(EnvironmentId environment, long generation) {
        all(environment).stream()
                .map(Stored::reference)
                .filter(reference -> generation(reference) <= generation)
                .forEach(reference -> remove(environment, reference));
    }

    /** Of the run that wrote a listing; 0 when another release names listings otherwise. */
    private static long generation(String reference) {
        Matcher run = RUN.matcher(reference);
        return run.lookingAt() ? Long.parseLong(run.group(1)) : 0;
    }

    private static ListingItems listing(EnvironmentItems items, String reference) {
        return ListingItems.of(items.query(prefix(reference)).toList());
    }

    private void removeItems(EnvironmentId environment, String prefix) {
        table.query(environment, prefix)
                .map(Table::sortKey)
                .forEach(sk -> table.dynamoDb()
                        .deleteItem(request -> request.tableName(table.name()).key(Table.key(environment, sk))));
    }

    private static String prefix(String reference) {
        return NUMBERS + reference + "#";
    }
}
