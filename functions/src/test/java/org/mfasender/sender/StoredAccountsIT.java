package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.FIRST;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SECOND;
import static org.mfasender.Fixtures.content;
import static org.mfasender.sender.run.StepName.LIST_NUMBERS;
import static org.mfasender.sender.run.StepName.VALIDATE;
import static org.mfasender.templates.Purpose.DEVICE_PAIRING;
import static org.mfasender.templates.Purpose.STRONG_AUTHENTICATION;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.sender.SendProjection.Via;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.bindings.Coverage;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.bindings.UsableContent;
import org.mfasender.templates.storage.TemplateStore;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What belongs to an account is written with it: what sending has to know, the steps of its runs, and its numbers. */
class StoredAccountsIT {

    private static final String OTHER_WABA = "217640915503999";

    private static AwsServices aws;
    private SenderStore store;
    private SendStore sending;
    private TemplateStore templates;
    private AccountContents contents;
    private NumberListings listings;

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
        store = new SenderStore(aws.dynamoDb(), AwsServices.TABLE);
        sending = new SendStore(aws.dynamoDb(), AwsServices.TABLE);
        templates = new TemplateStore(aws.dynamoDb(), AwsServices.TABLE);
        contents = new AccountContents(store, templates);
        listings = new NumberListings(aws.dynamoDb(), AwsServices.TABLE);
    }

    @Test
    void whatDoesNotWorkYetHasNoProjectionButAnAnswer() {
        store.put(Fixtures.requested());

        assertThat(sendItem()).isEmpty();
        assertThat(projection().via()).isNull();
        assertThat(projection().ofEveryPurpose())
                .containsExactly(new SendObstacle(SendObstacle.Code.NOT_CONNECTED, null));
    }

    @Test
    void aFirstConnectionIsProjectedWhenItIsVerified() {
        SenderAccount account = verified();

        assertThat(account.connection()).isNotNull();
        assertThat(account.candidate()).isNull();
        assertThat(projection().via())
                .isEqualTo(new Via(Fixtures.WABA, Fixtures.APP, Fixtures.SECRET, Fixtures.version(1), null));
        assertThat(codes()).containsExactlyInAnyOrder("NUMBER_NOT_SELECTED", "TEMPLATE_MISSING", "TEMPLATE_MISSING");
        assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void aSelectedNumberIsProjected() {
        verified();
        select(1, SECOND);

        assertThat(via().numberId()).isEqualTo("1002");
        assertThat(codes()).containsExactly("TEMPLATE_MISSING", "TEMPLATE_MISSING");
        assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void contentsAreProjectedWithTheStatusThatFollows() {
        verified();
        select(1, FIRST);
        record(1, Fixtures.WABA, "PENDING");
        assertThat(account().shown().coverage()).containsValue(Coverage.IN_REVIEW);
        assertThat(account().shown().status()).isEqualTo(SenderStatus.IN_REVIEW);
        assertThatTheProjectionIsThatOfItsSources();

        record(1, Fixtures.WABA, "APPROVED");

        assertThat(account().shown().status()).isEqualTo(SenderStatus.READY);
        assertThat(projection().obstacles()).isEmpty();
        assertThat(usable()).extracting(UsableContent::locale).containsExactly("en");
        assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void aContentThatIsRemovedByHandIsNotSentWith() {
        ready();
        TemplateContent content = templates.contents(account().owner()).stream()
                .filter(found -> found.purpose() == DEVICE_PAIRING)
                .findFirst()
                .orElseThrow();

        contents.remove(account(), content);

        assertThat(usable()).isEmpty();
        assertThat(projection().obstacles())
                .containsExactly(new SendObstacle(SendObstacle.Code.TEMPLATE_MISSING, DEVICE_PAIRING));
        assertThat(account().shown().coverage()).containsEntry(DEVICE_PAIRING, Coverage.MISSING);
        assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void aContentThatIsAddedByHandIsSentWith() {
        ready();
        TemplateContent content = TemplateContent.manual(
                ENVIRONMENT, DEVICE_PAIRING, "fr", null, Fixtures.template("4711", "own", "fr", "APPROVED"), NOW);

        contents.add(account(), content);

        assertThat(usable()).extracting(UsableContent::templateName).contains("own");
        assertThatTheProjectionIsThatOfItsSources();
        assertThatThrownBy(() -> contents.add(account(), content)).isInstanceOf(StaleRevisionException.class);
    }

    @Test
    void whatIsTriedChangesNothingThatIsSentWith() {
        ready();
        Map<String, AttributeValue> before = sendItem();

        store.put(account().trying(tried(2, OTHER_WABA), NOW));
        succeed(2, VALIDATE);
        succeed(2, LIST_NUMBERS);
        record(2, OTHER_WABA, "PENDING");
        select(2, SECOND);

        assertThat(account().candidate()).isNotNull();
        assertThat(account().newest().status()).isEqualTo(SenderStatus.IN_REVIEW);
        assertThat(account().shown().status()).isEqualTo(SenderStatus.READY);
        assertThat(sendItem()).isEqualTo(before);
        assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void anotherAccountAtMetaIsSentThroughOnceItCanSend() {
        ready();
        store.put(account().trying(tried(2, OTHER_WABA), NOW));
        succeed(2, VALIDATE);
        succeed(2, LIST_NUMBERS);
        select(2, SECOND);
        assertThat(via().whatsAppAccountBusinessId()).isEqualTo(Fixtures.WABA);

        record(2, OTHER_WABA, "APPROVED");

        assertThat(account().candidate()).isNull();
        assertThat(via()).isEqualTo(new Via(OTHER_WABA, Fixtures.APP, Fixtures.SECRET, Fixtures.version(2), "1002"));
        assertThat(projection().obstacles()).isEmpty();
        assertThat(usable()).hasSize(1);
        assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void otherCredentialsForTheSameAccountAtMetaKeepItsContents() {
        ready();
        store.put(account().trying(tried(2, Fixtures.WABA), NOW));
        succeed(2, VALIDATE);
        assertThat(via().credentialVersion()).isEqualTo(Fixtures.version(1));
        listNumbers(2, FIRST, SECOND);

        assertThat(account().candidate()).isNull();
        assertThat(via()).isEqualTo(new Via(Fixtures.WABA, Fixtures.APP, Fixtures.SECRET, Fixtures.version(2), "1001"));
        assertThat(account().shown().status()).isEqualTo(SenderStatus.READY);
        assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void otherLocalesAreProjectedOnPromotion() {
        ready();
        Connection works = account().shown();
        Connection inFrench = new Connection(
                works.whatsAppAccountBusinessId(),
                works.appId(),
                works.credentials(),
                false,
                null,
                Fixtures.options("fr", "en"),
                SenderNumbers.NONE,
                Map.of(),
                Fixtures.tried(2).run(),
                null,
                SenderStatus.VERIFYING);
        store.put(account().trying(inFrench, NOW));
        assertThat(projection().purposes().get(DEVICE_PAIRING).locales()).containsExactly("en");
        succeed(2, VALIDATE);
        listNumbers(2, FIRST, SECOND);

        assertThat(projection().purposes().get(DEVICE_PAIRING).locales()).containsExactly("fr", "en");
        assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void aDeletedAccountHasNoProjection() {
        ready();
        store.delete(ENVIRONMENT, NOW);

        assertThat(sendItem()).isEmpty();
        assertThat(sending.find(ENVIRONMENT)).isEmpty();
    }

    @Test
    void aWriteThatIsRefusedProjectsNothing() {
        ready();
        SenderAccount read = account();
        select(1, SECOND);
        Map<String, AttributeValue> before = sendItem();

        assertThatThrownBy(() -> store.put(read.changing(1, found -> selecting(found, FIRST), NOW)))
                .isInstanceOf(StaleRevisionException.class);
        assertThat(sendItem()).isEqualTo(before);
    }

    @Test
    void theStepsOfARunAreApartAndGoWithIt() {
        ready();
        assertThat(sortKeys("SENDER")).containsExactly("SENDER", "SENDER#RUN#1");

        store.put(account().trying(tried(2, OTHER_WABA), NOW));
        assertThat(sortKeys("SENDER")).as("none has begun").containsExactly("SENDER", "SENDER#RUN#1");
        succeed(2, VALIDATE);
        assertThat(sortKeys("SENDER")).containsExactly("SENDER", "SENDER#RUN#1", "SENDER#RUN#2");

        store.put(account().trying(tried(3, OTHER_WABA), NOW));
        assertThat(sortKeys("SENDER")).containsExactly("SENDER", "SENDER#RUN#1");

        store.put(account().rerunning(account().shown(), "execution-4", NOW));
        assertThat(sortKeys("SENDER")).containsExactly("SENDER");
        assertThat(account().shown().run().step(VALIDATE)).isEqualTo(Step.pending(VALIDATE));
        succeed(4, VALIDATE);
        assertThat(sortKeys("SENDER")).containsExactly("SENDER", "SENDER#RUN#4");
    }

    @Test
    void theStepsOfThePromotedRunStayAndThoseOfTheFormerOneGo() {
        ready();
        store.put(account().trying(tried(2, Fixtures.WABA), NOW));
        succeed(2, VALIDATE);
        succeed(2, LIST_NUMBERS);

        assertThat(sortKeys("SENDER")).containsExactly("SENDER", "SENDER#RUN#2");
        assertThat(account().shown().run().hasVerified()).isTrue();
    }

    @Test
    void theChecksOfAStepAreReadBackAndDoNotSwellTheAccountsItem() {
        store.put(Fixtures.requested());
        store.update(
                ENVIRONMENT,
                1,
                (account, found) ->
                        found.with(found.run().step(VALIDATE).failed(NOW, "why", List.of(Fixtures.failedCheck())), NOW),
                NOW);

        assertThat(account().newest().run().step(VALIDATE).checks()).containsExactly(Fixtures.failedCheck());
        assertThat(item("SENDER").toString()).doesNotContain("tokenNeverExpires");
    }

    @Test
    void numbersThatAreListedAgainReplaceTheFormerOnes() {
        verified();
        String first = Objects.requireNonNull(account().shown().numbers().listing());
        assertThat(store.numbers(account(), account().shown())).containsExactly(FIRST, SECOND);

        listNumbers(1, SECOND);

        assertThat(listings.all(ENVIRONMENT))
                .extracting(NumberListings.Stored::reference)
                .containsExactly(account().shown().numbers().listing())
                .doesNotContain(first);
        assertThat(store.numbers(account(), account().shown())).containsExactly(SECOND);
    }

    @Test
    void theNumbersOfACandidateGoWithIt() {
        ready();
        store.put(account().trying(tried(2, OTHER_WABA), NOW));
        listNumbers(2, SECOND);
        assertThat(listings.all(ENVIRONMENT)).hasSize(2);

        store.put(account().withoutCandidate(NOW));

        assertThat(listings.all(ENVIRONMENT))
                .extracting(NumberListings.Stored::reference)
                .containsExactly(account().shown().numbers().listing());
        assertThat(store.numbers(account(), account().shown())).containsExactly(FIRST, SECOND);
    }

    @Test
    void aListingThatBothReferToStaysUntilNeitherDoes() {
        ready();
        String listing = Objects.requireNonNull(account().shown().numbers().listing());
        store.put(account().trying(tried(2, Fixtures.WABA), NOW));
        store.update(
                ENVIRONMENT,
                2,
                (account, found) -> found.withNumbers(new SenderNumbers(listing, FIRST, List.of())),
                NOW);

        store.put(account().withoutCandidate(NOW));

        assertThat(store.numbers(account(), account().shown())).containsExactly(FIRST, SECOND);
    }

    @Test
    void numbersThatTwoRunsListAtOnceAreThereForBoth() {
        ready();
        store.put(account().trying(tried(2, Fixtures.WABA), NOW));
        String former = account().shown().numbers().listing();
        String listing = listings.write(ENVIRONMENT, 2, List.of(FIRST, SECOND), former, NOW);
        listNumbers(1, SECOND);

        store.update(
                ENVIRONMENT,
                2,
                (account, found) -> found.withNumbers(new SenderNumbers(listing, FIRST, List.of())),
                NOW);

        assertThat(store.numbers(account(), account().newest())).containsExactly(FIRST, SECOND);
        assertThat(store.numbers(account(), account().shown())).hasSize(2);
    }

    @Test
    void anAccountThatWasReadBeforeItsNumbersWereListedAgainIsToBeReadAgain() {
        verified();
        SenderAccount read = account();
        listNumbers(1, SECOND);

        assertThatThrownBy(() -> store.numbers(read, read.shown())).isInstanceOf(StaleRevisionException.class);
    }

    @Test
    void writersAtOnceLoseNothing() throws Exception {
        ready();
        store.put(account().trying(tried(2, OTHER_WABA), NOW));
        long before = account().revision();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writers = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(writer -> threads.submit(() -> repeatedly(() -> write(writer))))
                    .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        SenderAccount account = account();
        assertThat(account.revision()).isEqualTo(before + 4);
        assertThat(account.shown().numbers().selectedId()).isEqualTo("1002");
        assertThat(account.newest().numbers().selectedId()).isEqualTo("1001");
        assertThat(account.newest().run().step(VALIDATE).message()).isEqualTo("done");
        assertThat(usable()).extracting(UsableContent::templateName).contains("own");
        assertThatTheProjectionIsThatOfItsSources();
    }

    private void write(int writer) {
        switch (writer) {
            case 0 -> select(1, SECOND);
            case 1 -> select(2, FIRST);
            case 2 ->
                store.update(
                        ENVIRONMENT,
                        2,
                        (account, found) ->
                                found.with(found.run().step(VALIDATE).succeeded(NOW, "done", List.of()), NOW),
                        NOW);
            default ->
                contents.add(
                        account(),
                        TemplateContent.manual(
                                ENVIRONMENT,
                                DEVICE_PAIRING,
                                "fr",
                                null,
                                Fixtures.template("4711", "own", "fr", "APPROVED"),
                                NOW));
        }
    }

    /** As whoever asked would. */
    private static void repeatedly(Runnable write) {
        for (int attempt = 0; attempt < 20; attempt++) {
            try {
                write.run();
                return;
            } catch (StaleRevisionException e) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("Never written");
    }

    /** An account that sends. */
    private void ready() {
        verified();
        select(1, FIRST);
        record(1, Fixtures.WABA, "APPROVED");
        assertThat(account().shown().status()).isEqualTo(SenderStatus.READY);
    }

    /** A first connection, with two numbers of which none is selected. */
    private SenderAccount verified() {
        store.put(Fixtures.requested());
        succeed(1, VALIDATE);
        listNumbers(1, FIRST, SECOND);
        return account();
    }

    private static Connection tried(long generation, String waba) {
        return Fixtures.tried(
                generation, waba, Fixtures.credentials("EAAsimulatedOtherToken" + generation, Fixtures.APP_SECRET));
    }

    private void succeed(long run, StepName step) {
        store.update(
                        ENVIRONMENT,
                        run,
                        (account, found) -> found.with(found.run().step(step).succeeded(NOW, null, List.of()), NOW),
                        NOW)
                .orElseThrow();
    }

    /** Does what {@code list-numbers} does. */
    private void listNumbers(long run, SenderNumber... numbers) {
        SenderNumbers former = account().shown().numbers();
        String listing = listings.write(ENVIRONMENT, run, List.of(numbers), null, NOW);
        store.update(
                        ENVIRONMENT,
                        run,
                        (account, found) -> found.withNumbers(
                                        found.numbers().relisted(listing, List.of(numbers), former))
                                .with(found.run().step(LIST_NUMBERS).succeeded(NOW, null, List.of()), NOW),
                        NOW)
                .orElseThrow();
    }

    private void select(long run, SenderNumber number) {
        store.update(ENVIRONMENT, run, (account, found) -> selecting(found, number), NOW)
                .orElseThrow();
    }

    private static Connection selecting(Connection connection, SenderNumber number) {
        return connection.withNumbers(connection.numbers().selecting(number));
    }

    /** Does what {@code provision-templates} does when it finds the default templates. */
    private void record(long run, String waba, String status) {
        SenderAccount account = account();
        Connection connection = account.ofRun(run).orElseThrow();
        assertThat(connection.whatsAppAccountBusinessId()).isEqualTo(waba);
        List<TemplateContent> found =
                List.of(content(DEVICE_PAIRING, "en", status), content(STRONG_AUTHENTICATION, "en", status));
        contents.record(account.owner(connection), List.of(found.getFirst().template()), recorded -> found)
                .orElseThrow();
    }

    private void assertThatTheProjectionIsThatOfItsSources() {
        SenderAccount account = account();
        assertThat(sendItem()).isNotEmpty();
        assertThat(projection()).isEqualTo(SendProjection.of(account, templates.contents(account.owner())));
    }

    private SenderAccount account() {
        return store.findAccount(ENVIRONMENT).orElseThrow();
    }

    private SendProjection projection() {
        return sending.find(ENVIRONMENT).orElseThrow();
    }

    private Via via() {
        return Objects.requireNonNull(projection().via());
    }

    private List<UsableContent> usable() {
        return Objects.requireNonNull(projection().purposes().get(DEVICE_PAIRING))
                .contents();
    }

    private List<String> codes() {
        return projection().obstacles().stream()
                .map(obstacle -> obstacle.code().name())
                .toList();
    }

    private static Map<String, AttributeValue> sendItem() {
        return item(SendStore.SEND);
    }

    private static Map<String, AttributeValue> item(String sk) {
        return aws.dynamoDb()
                .getItem(request -> request.tableName(AwsServices.TABLE)
                        .key(Map.of("pk", AttributeValue.fromS("ENV#" + ENVIRONMENT), "sk", AttributeValue.fromS(sk))))
                .item();
    }

    private static List<String> sortKeys(String prefix) {
        return aws.dynamoDb().scan(request -> request.tableName(AwsServices.TABLE)).items().stream()
                .map(item -> Objects.requireNonNull(item.get("sk")).s())
                .filter(sk -> sk.equals(prefix) || sk.startsWith(prefix + "#"))
                .sorted()
                .toList();
    }
}
