package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.FIRST;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SECOND;
import static org.mfasender.sender.StoredAccount.OTHER_WABA;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.catalog.TemplateLedger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** What is read of an account at once is what is read of it one after the other. */
class AccountViewsIT {

    private static final TemplateLedger LEDGER = new TemplateLedger(List.of(), List.of(), 2, 250);

    private static AwsServices aws;
    private StoredAccount stored;

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    @BeforeEach
    void clear() {
        aws.clearTable();
        stored = new StoredAccount(aws.dynamoDb());
    }

    @Test
    void anAccountIsReadInOneQuery() {
        stored.ready();
        AtomicInteger queries = new AtomicInteger();
        AccountViews views = views(counted(queries));

        assertThat(views.find(ENVIRONMENT)).contains(readApart(stored.account()));
        assertThat(queries).hasValue(1);

        assertThat(views.of(stored.account())).isEqualTo(readApart(stored.account()));
        assertThat(queries).hasValue(2);
    }

    @Test
    void itsTemplatesAreReadInTheSameQuery() {
        stored.ready();
        TemplateOwner owner = stored.account().owner();
        assertThat(stored.templates.put(owner, LEDGER)).isTrue();
        AtomicInteger queries = new AtomicInteger();

        assertThat(views(counted(queries)).findExpanded(ENVIRONMENT))
                .contains(new ExpandedView(readApart(stored.account()), stored.templates.templates(owner), LEDGER));
        assertThat(queries).hasValue(1);
        assertThat(stored.templates.templates(owner)).isNotEmpty();
    }

    @Test
    void anEnvironmentWithoutAccountHasNoView() {
        assertThat(views().find(ENVIRONMENT)).isEmpty();
        assertThat(views().findExpanded(ENVIRONMENT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void whateverHappensIsSeen(long seed) {
        AccountViews views = views();
        AccountLife life = new AccountLife(seed, (anything, next) -> {
            SenderAccount written = stored.store.put(next);
            assertThat(views.find(ENVIRONMENT)).contains(readApart(written));
            assertThat(views.of(written)).isEqualTo(readApart(written));
            return written;
        });

        for (int event = 0; event < 40; event++) {
            life.goOn(false);
        }
    }

    @Test
    void aCandidateHasNumbersAndContentsOfItsOwn() {
        stored.ready();
        stored.store.put(stored.account().trying(StoredAccount.tried(2, OTHER_WABA), NOW));
        stored.listNumbers(2, FIRST);
        stored.record(2, OTHER_WABA, "PENDING");

        AccountView view = views().find(ENVIRONMENT).orElseThrow();

        assertThat(view).isEqualTo(readApart(stored.account()));
        assertThat(view.shown().numbers()).containsExactly(FIRST, SECOND);
        assertThat(view.candidate().numbers()).containsExactly(FIRST);
        assertThat(view.candidate().contents())
                .hasSize(2)
                .doesNotContainAnyElementsOf(view.shown().contents());
    }

    @Test
    void aListingOfManyPartsIsWhole() {
        stored.verified();
        SenderNumber[] numbers = IntStream.range(0, 5_000)
                .mapToObj(i -> Fixtures.number("10654" + i, "+43 660 " + (5_550_000 + i), "CONNECTED"))
                .toArray(SenderNumber[]::new);
        stored.listNumbers(1, numbers);
        AtomicInteger queries = new AtomicInteger();

        assertThat(views(counted(queries))
                        .find(ENVIRONMENT)
                        .orElseThrow()
                        .shown()
                        .numbers())
                .containsExactly(numbers);
        assertThat(queries).as("DynamoDB answers a megabyte at a time").hasValueBetween(2, 4);
    }

    @Test
    void numbersThatAreListedAgainInBetweenAreReadAgain() {
        stored.verified();
        SenderAccount read = stored.account();
        stored.listNumbers(1, SECOND);

        assertThat(views().of(read)).isEqualTo(readApart(stored.account()));
    }

    @Test
    void numbersThatWereWrittenAfterTheQueryPassedThemAreReadByThemselves() {
        stored.verified();
        DynamoDbClient early = new Changed(
                aws.dynamoDb(),
                answer -> answer.toBuilder()
                        .items(answer.items().stream()
                                .filter(item -> !Table.sortKey(item).startsWith(NumberListings.NUMBERS)
                                        || answer.items().size() == 1)
                                .toList())
                        .build());

        assertThat(views(early).find(ENVIRONMENT)).contains(readApart(stored.account()));
    }

    @Test
    void aLostListingHasNoNumbers() {
        SenderAccount account = stored.verified();
        stored.listings.removeAll(ENVIRONMENT, account.generation());

        assertThat(views().find(ENVIRONMENT).orElseThrow().shown().numbers()).isEmpty();
    }

    private AccountViews views() {
        return views(aws.dynamoDb());
    }

    private static AccountViews views(DynamoDbClient dynamoDb) {
        return new AccountViews(new SenderStore(dynamoDb, AwsServices.TABLE, AwsServices.history(dynamoDb)));
    }

    private AccountView readApart(SenderAccount account) {
        Connection candidate = account.candidate();
        return new AccountView(
                account,
                detailsApart(account, account.shown()),
                account.connection() == null || candidate == null
                        ? AccountView.Details.NONE
                        : detailsApart(account, candidate));
    }

    private AccountView.Details detailsApart(SenderAccount account, Connection connection) {
        return new AccountView.Details(
                stored.store.numbers(account, connection), stored.templates.contents(account.owner(connection)));
    }

    private static DynamoDbClient counted(AtomicInteger queries) {
        return new Changed(aws.dynamoDb(), answer -> {
            queries.incrementAndGet();
            return answer;
        });
    }

    /** A client with other answers to queries. */
    private record Changed(DynamoDbClient service, UnaryOperator<QueryResponse> change) implements DynamoDbClient {

        @Override
        public QueryResponse query(QueryRequest request) {
            return change.apply(service.query(request));
        }

        @Override
        public String serviceName() {
            return service.serviceName();
        }

        @Override
        public void close() {
            service.close();
        }
    }
}
