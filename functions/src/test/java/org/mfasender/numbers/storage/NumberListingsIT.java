package org.mfasender.numbers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.storage.NumberListings.Stored;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.ItemSize;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.platform.meta.PhoneNumber;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class NumberListingsIT {

    private static final Instant LATER = NOW.plusSeconds(60);
    private static final EnvironmentId OTHER =
            new EnvironmentId(UUID.fromString("0a1b2c3d-0000-4000-8000-00000000000b"));
    private static final String MEMBER = "ofALaterRelease";
    private static final String LEAK = "EAAsimulatedLeak";

    private static AwsServices aws;
    private static NumberListings listings;

    @BeforeAll
    static void start() throws Exception {
        aws = AwsServices.start();
        listings = new NumberListings(aws.dynamoDb(), AwsServices.TABLE);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void clear() {
        aws.clearTable();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5_000})
    void numbersAreReadAsTheyWereWritten(int count) {
        List<SenderNumber> numbers = numbers(count);

        String reference = listings.write(ENVIRONMENT, 7, numbers, null, NOW);

        assertThat(reference).matches("7-[0-9a-f]{8}");
        assertThat(listings.read(ENVIRONMENT, reference)).contains(numbers);
        assertThat(listings.read(OTHER, reference)).isEmpty();
        assertThat(listings.all(ENVIRONMENT)).containsExactly(new Stored(reference, NOW));
    }

    @Test
    void itemsHaveTheirKeysAndNoMoreThanTheyHold() {
        String reference = listings.write(ENVIRONMENT, 1, numbers(5_000), null, NOW);

        List<Map<String, AttributeValue>> items = items();
        assertThat(items).hasSizeBetween(5, 12).allSatisfy(item -> {
            assertThat(item)
                    .containsOnlyKeys("pk", "sk", "chunks", "writtenAt", "numbers")
                    .containsEntry("chunks", Table.number(items.size()));
            assertThat(ItemSize.of(AttributeValue.fromM(item))).isLessThan(301 * 1024);
        });
        assertThat(items).first().extracting(Table::sortKey).isEqualTo("NUMBERS#" + reference + "#000");
        assertThat(items)
                .last()
                .extracting(Table::sortKey)
                .isEqualTo("NUMBERS#" + reference + "#00" + (items.size() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "한", "📱", "x📱", "\u0000", "\"", "\\"})
    void howeverLongTheirNamesAreNumbersAreStored(String part) {
        List<SenderNumber> numbers = named(
                numbers(900),
                IntStream.of(500, 501, 100_000).mapToObj(part::repeat).toList());

        String reference = listings.write(ENVIRONMENT, 1, numbers, null, NOW);

        List<SenderNumber> read = listings.read(ENVIRONMENT, reference).orElseThrow();
        assertThat(read).extracting(SenderNumber::numberId).isEqualTo(ids(numbers));
        assertThat(read).allSatisfy(number -> {
            String name = Objects.requireNonNull(number.phone().verifiedName());
            assertThat(part.repeat(500)).startsWith(name.replace("…", ""));
            assertThat(name).hasSizeBetween(499, 500);
        });
        String again = listings.write(ENVIRONMENT, 2, read, reference, LATER);
        assertThat(listings.read(ENVIRONMENT, again)).contains(read);
    }

    @Test
    void aNumberThatFitsInNoItemIsRefused() {
        String former = listings.write(ENVIRONMENT, 1, numbers(1), null, NOW);
        change(former, number -> with(number, AttributeValue.fromS("x".repeat(310 * 1024))));

        assertThatThrownBy(() -> listings.write(ENVIRONMENT, 2, named(numbers(1), List.of("Fabrikam")), former, LATER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large to be stored");
        assertThat(listings.all(ENVIRONMENT)).containsExactly(new Stored(former, NOW));
    }

    @Test
    void nobodyRefersToAListingThatAnotherOneRemoves() {
        List<SenderNumber> numbers = numbers(2);
        String former = listings.write(ENVIRONMENT, 1, numbers, null, NOW);

        String same = listings.write(ENVIRONMENT, 1, numbers, former, LATER);
        listings.remove(ENVIRONMENT, former);

        assertThat(same).isNotEqualTo(former);
        assertThat(listings.read(ENVIRONMENT, same)).contains(numbers);
    }

    @Test
    void anotherRunHasAListingOfItsOwnAlsoWhenItSaysTheSame() {
        List<SenderNumber> numbers = numbers(3);
        String former = listings.write(ENVIRONMENT, 1, numbers, null, NOW);

        String next = listings.write(ENVIRONMENT, 12, numbers, former, LATER);
        listings.remove(ENVIRONMENT, former);

        assertThat(next).isNotEqualTo(former);
        assertThat(listings.read(ENVIRONMENT, next)).contains(numbers);
        assertThat(listings.write(ENVIRONMENT, 1, numbers, next, LATER))
                .startsWith("1-")
                .isNotEqualTo(next);
    }

    @Test
    void otherNumbersAreAnotherListing() {
        List<SenderNumber> numbers = numbers(3);
        String former = listings.write(ENVIRONMENT, 1, numbers, null, NOW);

        String fewer = listings.write(ENVIRONMENT, 2, numbers.subList(0, 2), former, LATER);
        String renamed = listings.write(ENVIRONMENT, 3, named(numbers, List.of("Fabrikam")), former, LATER);
        String independent = listings.write(ENVIRONMENT, 3, numbers, null, LATER);

        assertThat(listings.all(ENVIRONMENT))
                .containsExactlyInAnyOrder(
                        new Stored(former, NOW),
                        new Stored(fewer, LATER),
                        new Stored(renamed, LATER),
                        new Stored(independent, LATER));
        assertThat(listings.read(ENVIRONMENT, former)).contains(numbers);
        assertThat(listings.read(ENVIRONMENT, fewer)).contains(numbers.subList(0, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aListingWithoutOneOfItsItemsIsGone(int missing) {
        List<SenderNumber> numbers = numbers(2_000);
        String former = listings.write(ENVIRONMENT, 1, numbers, null, NOW);
        delete(items().get(missing));

        assertThat(listings.read(ENVIRONMENT, former)).isEmpty();
        assertThat(listings.all(ENVIRONMENT)).containsExactly(new Stored(former, NOW));
        String next = listings.write(ENVIRONMENT, 2, numbers, former, LATER);
        assertThat(next).isNotEqualTo(former);
        assertThat(listings.read(ENVIRONMENT, next)).contains(numbers);
    }

    @Test
    void aListingAfterOneThatIsGoneIsWritten() {
        String reference = listings.write(ENVIRONMENT, 2, numbers(1), "1-00000000", NOW);

        assertThat(listings.read(ENVIRONMENT, "1-00000000")).isEmpty();
        assertThat(listings.read(ENVIRONMENT, reference)).contains(numbers(1));
    }

    @Test
    void exactlyOneListingIsRemoved() {
        List<SenderNumber> numbers = numbers(2_000);
        String removed = listings.write(ENVIRONMENT, 1, numbers, null, NOW);
        String kept = listings.write(ENVIRONMENT, 1, numbers, null, NOW);
        Map<String, AttributeValue> similar = new HashMap<>(items().getFirst());
        similar.putAll(Table.key(ENVIRONMENT, "NUMBERS#" + removed + "0#000"));
        put(similar);
        String elsewhere = listings.write(OTHER, 1, numbers, null, NOW);

        listings.remove(ENVIRONMENT, removed);
        listings.remove(ENVIRONMENT, removed);

        assertThat(listings.all(ENVIRONMENT))
                .extracting(Stored::reference)
                .containsExactlyInAnyOrder(kept, removed + "0");
        assertThat(listings.read(ENVIRONMENT, kept)).contains(numbers);
        assertThat(listings.read(OTHER, elsewhere)).contains(numbers);
    }

    @Test
    void theListingsOfADeletedAccountAreRemovedAndNothingElse() {
        put(Table.key(ENVIRONMENT, Table.SENDER));
        listings.write(ENVIRONMENT, 1, numbers(2_000), null, NOW);
        listings.write(ENVIRONMENT, 2, numbers(1), null, NOW);
        String elsewhere = listings.write(OTHER, 1, numbers(1), null, NOW);
        String later = listings.write(ENVIRONMENT, 10, numbers(1), null, NOW);

        listings.removeAll(ENVIRONMENT, 9);
        listings.removeAll(ENVIRONMENT, 9);

        assertThat(items())
                .extracting(Table::sortKey)
                .containsExactlyInAnyOrder("NUMBERS#" + elsewhere + "#000", "NUMBERS#" + later + "#000", Table.SENDER);
    }

    /** Stored data outlives code. */
    @Test
    void whatALaterReleaseSaidOfANumberStaysWithIt() {
        List<SenderNumber> numbers = numbers(5_000);
        String former = listings.write(ENVIRONMENT, 1, numbers, null, NOW);
        change(
                former,
                number -> with(
                        number,
                        unknown(Objects.requireNonNull(number.get("numberId")).s())));
        List<SenderNumber> next = new ArrayList<>(named(numbers.subList(1, 5_000), List.of("Fabrikam")));
        SenderNumber added = Fixtures.number("2", "+43 660 1", "CONNECTED");
        next.add(2, added);

        String reference = listings.write(ENVIRONMENT, 2, next, former, LATER);

        assertThat(listings.read(ENVIRONMENT, reference)).contains(next);
        assertThat(numbersOf(reference)).hasSize(5_000).allSatisfy(number -> {
            String id = Objects.requireNonNull(number.get("numberId")).s();
            assertThat(number.get(MEMBER)).isEqualTo(id.equals("2") ? null : unknown(id));
        });
    }

    @Test
    void membersOfALaterReleaseStayWithTheListing() {
        List<SenderNumber> numbers = numbers(3);
        String former = listings.write(ENVIRONMENT, 1, numbers, null, NOW);
        change(former, number -> with(number, unknown("x")));
        items().forEach(item -> put(with(item, unknown("y"))));

        assertThat(listings.read(ENVIRONMENT, former)).contains(numbers);
        listings.write(ENVIRONMENT, 2, numbers(2), former, LATER);
        assertThat(items()).hasSize(2).allSatisfy(item -> assertThat(item).containsEntry(MEMBER, unknown("y")));
    }

    @Test
    void aNumberIsReadWhateverElseAnotherReleaseLeavesOut() {
        SenderNumber pending = Fixtures.number("1", "+43 660 5550100", "PENDING");
        String reference = listings.write(ENVIRONMENT, 1, List.of(pending, pending), null, NOW);
        change(reference, number -> {
            number.keySet().retainAll(List.of("numberId", "status"));
            return number;
        });

        SenderNumber read = listings.read(ENVIRONMENT, reference).orElseThrow().getFirst();

        assertThat(read.numberId()).isEqualTo("1");
        assertThat(read.number()).isEmpty();
        assertThat(read.available()).isTrue();
        assertThat(read.reasons()).isEqualTo(pending.reasons());
        assertThat(read.warnings()).isEmpty();
        assertThat(read.createdAt()).isEqualTo(Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"numberId", "verifiedName", "available", "reasons", "createdAt"})
    void aMemberOfAnotherTypeIsAnErrorThatNamesTheItemAndNotWhatIsInIt(String member) {
        String reference = listings.write(ENVIRONMENT, 1, numbers(1), null, NOW);
        change(reference, number -> {
            number.put(member, AttributeValue.fromM(Map.of("value", AttributeValue.fromS(LEAK))));
            return number;
        });

        assertIsNamed(reference);
    }

    @Test
    void aNumberWithoutAnIdIsAnError() {
        String reference = listings.write(ENVIRONMENT, 1, named(numbers(1), List.of(LEAK)), null, NOW);
        change(reference, number -> {
            number.remove("numberId");
            return number;
        });

        assertIsNamed(reference);
    }

    private static void assertIsNamed(String reference) {
        assertThatThrownBy(() -> listings.read(ENVIRONMENT, reference))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ENV#" + ENVIRONMENT + " NUMBERS#" + reference + "#000")
                .hasMessageNotContaining(LEAK)
                .hasNoCause();
        assertThat(listings.all(ENVIRONMENT)).extracting(Stored::reference).containsExactly(reference);
    }

    private static List<SenderNumber> numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Fixtures.number(
                        Long.toString(106_540_352_000L + i),
                        "+43 660 " + (5_550_000 + i),
                        i % 7 == 0 ? "BANNED" : "CONNECTED"))
                .toList();
    }

    private static List<String> ids(List<SenderNumber> numbers) {
        return numbers.stream().map(SenderNumber::numberId).toList();
    }

    /** The names in turn. */
    private static List<SenderNumber> named(List<SenderNumber> numbers, List<String> names) {
        return IntStream.range(0, numbers.size())
                .mapToObj(i -> renamed(numbers.get(i), names.get(i % names.size())))
                .toList();
    }

    private static SenderNumber renamed(SenderNumber number, String name) {
        PhoneNumber phone = number.phone();
        return new SenderNumber(
                new PhoneNumber(
                        phone.id(),
                        phone.displayPhoneNumber(),
                        name,
                        phone.status(),
                        phone.qualityRating(),
                        phone.codeVerificationStatus(),
                        phone.nameStatus(),
                        phone.platformType(),
                        phone.accountMode(),
                        phone.throughputLevel(),
                        phone.pinEnabled(),
                        phone.officialBusinessAccount(),
                        phone.onBusinessApp(),
                        phone.health()),
                number.available(),
                number.reasons(),
                number.warnings(),
                number.createdAt());
    }

    private static AttributeValue unknown(String text) {
        return AttributeValue.fromL(List.of(
                AttributeValue.fromSs(List.of(text)),
                AttributeValue.fromB(SdkBytes.fromUtf8String("c")),
                AttributeValue.fromM(Map.of("deeper", AttributeValue.fromN("1.5")))));
    }

    private static Map<String, AttributeValue> with(Map<String, AttributeValue> object, AttributeValue unknown) {
        Map<String, AttributeValue> members = new HashMap<>(object);
        members.put(MEMBER, unknown);
        return members;
    }

    /** Changes each number of a listing as it is stored. */
    private static void change(String reference, UnaryOperator<Map<String, AttributeValue>> change) {
        items().stream()
                .filter(item -> Table.sortKey(item).startsWith("NUMBERS#" + reference))
                .forEach(item -> {
                    Map<String, AttributeValue> changed = new HashMap<>(item);
                    changed.put(
                            "numbers",
                            AttributeValue.fromL(Objects.requireNonNull(item.get("numbers")).l().stream()
                                    .map(number -> AttributeValue.fromM(change.apply(new HashMap<>(number.m()))))
                                    .toList()));
                    put(changed);
                });
    }

    private static List<Map<String, AttributeValue>> numbersOf(String reference) {
        return items().stream()
                .filter(item -> Table.sortKey(item).startsWith("NUMBERS#" + reference))
                .flatMap(item -> Objects.requireNonNull(item.get("numbers")).l().stream())
                .map(AttributeValue::m)
                .toList();
    }

    private static void put(Map<String, AttributeValue> item) {
        aws.dynamoDb().putItem(request -> request.tableName(AwsServices.TABLE).item(item));
    }

    private static void delete(Map<String, AttributeValue> item) {
        aws.dynamoDb()
                .deleteItem(request ->
                        request.tableName(AwsServices.TABLE).key(Table.key(ENVIRONMENT, Table.sortKey(item))));
    }

    /** By sort key. */
    private static List<Map<String, AttributeValue>> items() {
        return aws
                .dynamoDb()
                .scanPaginator(request -> request.tableName(AwsServices.TABLE).consistentRead(true))
                .items()
                .stream()
                .sorted(Comparator.comparing(Table::sortKey))
                .toList();
    }
}
