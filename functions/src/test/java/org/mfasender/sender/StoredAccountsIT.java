package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.FIRST;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SECOND;
import static org.mfasender.sender.StoredAccount.OTHER_WABA;
import static org.mfasender.sender.run.StepName.LIST_NUMBERS;
import static org.mfasender.sender.run.StepName.VALIDATE;
import static org.mfasender.templates.Purpose.DEVICE_PAIRING;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Step;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.bindings.UsableContent;

/** The steps of an account's runs and its numbers are stored apart, come and go with it, and nothing of it is lost. */
class StoredAccountsIT {

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
    void theStepsOfARunAreApartAndGoWithIt() {
        stored.ready();
        assertThat(stored.sortKeys("SENDER")).containsExactly("SENDER", "SENDER#RUN#1");

        stored.store.put(stored.account().trying(StoredAccount.tried(2, OTHER_WABA), NOW));
        assertThat(stored.sortKeys("SENDER")).as("none has begun").containsExactly("SENDER", "SENDER#RUN#1");
        stored.succeed(2, VALIDATE);
        assertThat(stored.sortKeys("SENDER"))
                .as("a write of the account alone has its steps")
                .containsExactly("SENDER", "SENDER#RUN#1");
        stored.store.put(stored.account().withSending(SendingSwitch.stopped("a test", NOW), NOW));
        assertThat(stored.sortKeys("SENDER")).containsExactly("SENDER", "SENDER#RUN#1", "SENDER#RUN#2");
        assertThat(stored.account().newest().run().step(VALIDATE).status()).isEqualTo(ProgressStatus.SUCCEEDED);

        stored.store.put(stored.account().trying(StoredAccount.tried(3, OTHER_WABA), NOW));
        assertThat(stored.sortKeys("SENDER")).containsExactly("SENDER", "SENDER#RUN#1");

        stored.store.put(stored.account().rerunning(stored.account().shown(), "execution-4", NOW));
        assertThat(stored.sortKeys("SENDER")).containsExactly("SENDER");
        assertThat(stored.account().shown().run().step(VALIDATE)).isEqualTo(Step.pending(VALIDATE));
        stored.succeed(4, VALIDATE);
        assertThat(stored.sortKeys("SENDER")).containsExactly("SENDER");
        assertThat(stored.account().shown().run().step(VALIDATE).status()).isEqualTo(ProgressStatus.SUCCEEDED);
        stored.succeed(4, LIST_NUMBERS);
        assertThat(stored.sortKeys("SENDER")).containsExactly("SENDER", "SENDER#RUN#4");
        assertThat(Objects.requireNonNull(stored.item("SENDER").get("provisioning"))
                        .m())
                .doesNotContainKey("steps");
        assertThat(stored.account().shown().run().step(VALIDATE).status()).isEqualTo(ProgressStatus.SUCCEEDED);
    }

    @Test
    void theStepsOfThePromotedRunStayAndThoseOfTheFormerOneGo() {
        stored.ready();
        stored.store.put(stored.account().trying(StoredAccount.tried(2, Fixtures.WABA), NOW));
        stored.succeed(2, VALIDATE);
        stored.succeed(2, LIST_NUMBERS);

        assertThat(stored.sortKeys("SENDER")).containsExactly("SENDER", "SENDER#RUN#2");
        assertThat(stored.account().shown().run().hasVerified()).isTrue();
    }

    @Test
    void theChecksOfAStepAreReadBackAndDoNotSwellTheAccountsItem() {
        stored.store.put(Fixtures.requested());
        stored.store.update(
                ENVIRONMENT,
                1,
                (account, found) ->
                        found.with(found.run().step(VALIDATE).failed(NOW, "why", List.of(Fixtures.failedCheck())), NOW),
                NOW);

        assertThat(stored.account().newest().run().step(VALIDATE).checks()).containsExactly(Fixtures.failedCheck());
        assertThat(stored.item("SENDER").toString()).doesNotContain("tokenNeverExpires");
    }

    @Test
    void numbersThatAreListedAgainReplaceTheFormerOnes() {
        stored.verified();
        String first = Objects.requireNonNull(stored.account().shown().numbers().listing());
        assertThat(stored.store.numbers(stored.account(), stored.account().shown()))
                .containsExactly(FIRST, SECOND);

        stored.listNumbers(1, SECOND);

        assertThat(stored.listings.all(ENVIRONMENT))
                .extracting(NumberListings.Stored::reference)
                .containsExactly(stored.account().shown().numbers().listing())
                .doesNotContain(first);
        assertThat(stored.store.numbers(stored.account(), stored.account().shown()))
                .containsExactly(SECOND);
    }

    @Test
    void theNumbersOfACandidateGoWithIt() {
        stored.ready();
        stored.store.put(stored.account().trying(StoredAccount.tried(2, OTHER_WABA), NOW));
        stored.listNumbers(2, SECOND);
        assertThat(stored.listings.all(ENVIRONMENT)).hasSize(2);

        stored.store.put(stored.account().withoutCandidate(NOW));

        assertThat(stored.listings.all(ENVIRONMENT))
                .extracting(NumberListings.Stored::reference)
                .containsExactly(stored.account().shown().numbers().listing());
        assertThat(stored.store.numbers(stored.account(), stored.account().shown()))
                .containsExactly(FIRST, SECOND);
    }

    @Test
    void aListingThatBothReferToStaysUntilNeitherDoes() {
        stored.ready();
        String listing =
                Objects.requireNonNull(stored.account().shown().numbers().listing());
        stored.store.put(stored.account().trying(StoredAccount.tried(2, Fixtures.WABA), NOW));
        stored.store.update(
                ENVIRONMENT,
                2,
                (account, found) -> found.withNumbers(new SenderNumbers(listing, FIRST, List.of())),
                NOW);

        stored.store.put(stored.account().withoutCandidate(NOW));

        assertThat(stored.store.numbers(stored.account(), stored.account().shown()))
                .containsExactly(FIRST, SECOND);
    }

    @Test
    void numbersThatTwoRunsListAtOnceAreThereForBoth() {
        stored.ready();
        stored.store.put(stored.account().trying(StoredAccount.tried(2, Fixtures.WABA), NOW));
        String former = stored.account().shown().numbers().listing();
        String listing = stored.listings.write(ENVIRONMENT, 2, List.of(FIRST, SECOND), former, NOW);
        stored.listNumbers(1, SECOND);

        stored.store.update(
                ENVIRONMENT,
                2,
                (account, found) -> found.withNumbers(new SenderNumbers(listing, FIRST, List.of())),
                NOW);

        assertThat(stored.store.numbers(stored.account(), stored.account().newest()))
                .containsExactly(FIRST, SECOND);
        assertThat(stored.store.numbers(stored.account(), stored.account().shown()))
                .hasSize(2);
    }

    @Test
    void anAccountThatWasReadBeforeItsNumbersWereListedAgainIsToBeReadAgain() {
        stored.verified();
        SenderAccount read = stored.account();
        stored.listNumbers(1, SECOND);

        assertThatThrownBy(() -> stored.store.numbers(read, read.shown())).isInstanceOf(StaleRevisionException.class);
    }

    @Test
    void numbersThatTheFirstReleaseStoredInTheAccountAreMovedOut() {
        SenderAccount written = stored.store.put(Fixtures.account(
                Fixtures.connected(1).withNumbers(new SenderNumbers(null, FIRST, List.of(FIRST, SECOND))), null));

        assertThat(written.shown().numbers().unmoved()).isEmpty();
        assertThat(written.shown().numbers().selected()).isEqualTo(FIRST);
        assertThat(stored.item("SENDER")).doesNotContainKey("numbers");
        assertThat(stored.store.numbers(stored.account(), stored.account().shown()))
                .containsExactly(FIRST, SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whateverHappensIsReadAsItWasWritten(long seed) {
        AccountLife life = new AccountLife(seed, (anything, next) -> {
            SenderAccount written = stored.store.put(next);
            assertThat(stored.store.find(ENVIRONMENT)).contains(written);
            if (written.connection() != null) {
                stored.assertThatTheProjectionIsThatOfItsSources();
            }
            return written;
        });

        for (int event = 0; event < 60; event++) {
            life.goOn(false);
        }
    }

    @Test
    void writersAtOnceLoseNothing() throws Exception {
        stored.ready();
        stored.store.put(stored.account().trying(StoredAccount.tried(2, OTHER_WABA), NOW));
        long before = stored.account().revision();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writers = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(writer -> threads.submit(() -> repeatedly(() -> write(writer))))
                    .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        SenderAccount account = stored.account();
        assertThat(account.revision()).isEqualTo(before + 4);
        assertThat(account.shown().numbers().selectedId()).isEqualTo("1002");
        assertThat(account.newest().numbers().selectedId()).isEqualTo("1001");
        assertThat(account.newest().run().step(VALIDATE).message()).isEqualTo("done");
        assertThat(stored.usable()).extracting(UsableContent::templateName).contains("own");
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    private void write(int writer) {
        switch (writer) {
            case 0 -> stored.select(1, SECOND);
            case 1 -> stored.select(2, FIRST);
            case 2 ->
                stored.store.update(
                        ENVIRONMENT,
                        2,
                        (account, found) ->
                                found.with(found.run().step(VALIDATE).succeeded(NOW, "done", List.of()), NOW),
                        NOW);
            default ->
                stored.contents.add(
                        stored.account(),
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
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            try {
                write.run();
                return;
            } catch (StaleRevisionException e) {
                LockSupport.parkNanos(5_000_000);
            }
        }
        throw new AssertionError("Never written");
    }
}
