package org.mfasender.messages.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.templates.Purpose.DEVICE_PAIRING;
import static org.mfasender.templates.Purpose.STRONG_AUTHENTICATION;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.messages.limits.Admission.Admitted;
import org.mfasender.messages.limits.Admission.LimitReached;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.recipients.Recipient;
import org.mfasender.messages.recipients.RecipientReader;
import org.mfasender.messages.recipients.UnreadableRecipientException;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.config.LimitParameters;
import org.mfasender.platform.dynamodb.CounterStore;
import org.mfasender.platform.secrets.StackSecret;
import org.mfasender.templates.Purpose;

/** How many messages pass, one after the other and many at once. */
class LimitsIT {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final RecipientReader READER = new RecipientReader();

    private static AwsServices aws;
    private static EnvironmentKeys keys;
    private static KnownRecipientStore recipients;

    private final EnvironmentId environment = new EnvironmentId(UUID.randomUUID());
    private Instant now = NOON;

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
        String arn = aws.secretsManager()
                .createSecret(request -> request.name("hashes").secretString("example secret of a stack"))
                .arn();
        keys = new EnvironmentKeys(new StackSecret(aws.secretsManager(), arn));
        recipients = new KnownRecipientStore(aws.dynamoDb(), AwsServices.MESSAGES);
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    @Test
    void withoutLimitsEverythingPasses() throws Exception {
        Sending sending = new Sending(new Parameters());

        for (int i = 0; i < 30; i++) {
            assertThat(sending.to(1)).isEqualTo(new Admitted());
        }
    }

    @Test
    void asManyPassInAMinuteAsMayAndTheNextMinuteAsManyAgain() throws Exception {
        Sending sending = new Sending(new Parameters().perMinute(3));
        now = NOON.plusSeconds(59);

        assertThat(sending.passing(5)).isEqualTo(3);
        assertThat(sending.to(9)).isEqualTo(new LimitReached(Limit.ENVIRONMENT, Duration.ofSeconds(1)));
        now = NOON.plusSeconds(60);
        assertThat(sending.passing(5)).isEqualTo(3);
        assertThat(sending.to(9)).isEqualTo(new LimitReached(Limit.ENVIRONMENT, Duration.ofSeconds(60)));
    }

    @Test
    void theDayHasItsCap() throws Exception {
        Sending sending = new Sending(new Parameters().perDay(4));

        assertThat(sending.passing(6)).isEqualTo(4);
        now = NOON.plus(Duration.ofHours(11)).plusMillis(500);
        assertThat(sending.to(9)).isEqualTo(new LimitReached(Limit.DAILY_CAP, Duration.ofHours(1)));
        now = NOON.plus(Duration.ofHours(12));
        assertThat(sending.passing(6)).isEqualTo(4);
    }

    @Test
    void aRecipientARangeAndACountryHaveLimitsOfTheirOwn() throws Exception {
        Sending sending =
                new Sending(new Parameters().perRecipient(1).perRange(2).perCountry(3));

        assertThat(sending.to("+43 660 5550100")).isEqualTo(new Admitted());
        assertThat(sending.to("+43 660 5550100")).isEqualTo(reached(Limit.RECIPIENT));
        assertThat(sending.to("+43 660 5550101")).isEqualTo(new Admitted());
        assertThat(sending.to("+43 660 5550102")).isEqualTo(reached(Limit.RANGE));
        assertThat(sending.to("+43 660 5560103")).isEqualTo(new Admitted());
        assertThat(sending.to("+43 660 5570104")).isEqualTo(reached(Limit.COUNTRY));
        assertThat(sending.to("+41 79 123 45 67")).isEqualTo(new Admitted());
    }

    @Test
    void oneEnvironmentDoesNotCountForAnother() throws Exception {
        Sending sending = new Sending(new Parameters().perMinute(1));
        Sending other = new Sending(new Parameters().perMinute(1), new EnvironmentId(UUID.randomUUID()));

        assertThat(sending.to(1)).isEqualTo(new Admitted());
        assertThat(other.to(1)).isEqualTo(new Admitted());
        assertThat(sending.to(1)).isEqualTo(reached(Limit.ENVIRONMENT, Duration.ofMinutes(1)));
    }

    @Test
    void whatOneLimitRefusesCountsForNoOther() throws Exception {
        Sending sending = new Sending(new Parameters().perRecipient(1).perDay(3).recipients(10));

        assertThat(sending.to(1)).isEqualTo(new Admitted());
        for (int i = 0; i < 10; i++) {
            assertThat(sending.to(1)).isEqualTo(reached(Limit.RECIPIENT));
        }
        assertThat(sending.to(2)).isEqualTo(new Admitted());
        assertThat(sending.to(3)).isEqualTo(new Admitted());
        assertThat(sending.to(4)).isInstanceOf(LimitReached.class);
    }

    @Test
    void anExcessIsAnsweredWithTheLongestWait() throws Exception {
        Sending sending =
                new Sending(new Parameters().perMinute(1).perRecipient(1).perDay(1));
        sending.to(1);

        assertThat(sending.to(1)).isEqualTo(reached(Limit.DAILY_CAP, Duration.ofHours(12)));
    }

    @Test
    void ofManyAtOnceExactlyAsManyPassAsMay() throws Exception {
        Sending sending = new Sending(new Parameters().perDay(600));

        assertThat(sending.passingAtOnce(700, i -> i)).isEqualTo(600);
    }

    @Test
    void ofManyAtOnceToOneRecipientExactlyAsManyPassAsMay() throws Exception {
        Sending sending = new Sending(new Parameters().perRecipient(10));

        assertThat(sending.passingAtOnce(100, any -> 1)).isEqualTo(10);
    }

    @Test
    void recipientsThatAreCountedPassAsOftenAsTheyLike() throws Exception {
        Sending sending = new Sending(new Parameters().recipients(10));

        assertThat(sending.passing(20, DEVICE_PAIRING)).isEqualTo(7);
        assertThat(sending.to(20, DEVICE_PAIRING)).isEqualTo(reached(Limit.MESSAGING_LIMIT));
        assertThat(sending.to(1, DEVICE_PAIRING)).isEqualTo(new Admitted());
        assertThat(sending.passing(20, STRONG_AUTHENTICATION)).isEqualTo(20);
    }

    @Test
    void ofManyRecipientsAtOnceExactlyAsManyPassAsMay() throws Exception {
        Sending sending = new Sending(new Parameters().recipients(100));

        assertThat(sending.passingAtOnce(150, i -> i)).isEqualTo(70);
    }

    @Test
    void manyMessagesAtOnceCountTheirRecipientOnce() throws Exception {
        // Above 50 recipients and what 32 threads may count twice for a moment.
        Sending sending = new Sending(new Parameters().recipients(150));

        assertThat(sending.passingAtOnce(150, i -> 1 + i / 3)).isEqualTo(150);

        assertThat(sending.passing(120, DEVICE_PAIRING))
                .as("50 are counted, 55 are left")
                .isEqualTo(105);
    }

    @Test
    void aRecipientCountsForADay() throws Exception {
        Sending sending = new Sending(new Parameters().recipients(10));
        now = NOON.plus(Duration.ofMinutes(50));
        assertThat(sending.passing(7, DEVICE_PAIRING)).isEqualTo(7);

        now = NOON.plus(Duration.ofHours(13));
        assertThat(sending.to(8, DEVICE_PAIRING)).isEqualTo(reached(Limit.MESSAGING_LIMIT));
        now = NOON.plus(Duration.ofHours(24)).plus(Duration.ofMinutes(59));
        assertThat(sending.to(8, DEVICE_PAIRING))
                .isEqualTo(new LimitReached(Limit.MESSAGING_LIMIT, Duration.ofMinutes(1)));
        now = NOON.plus(Duration.ofHours(25));
        assertThat(sending.passing(8, DEVICE_PAIRING)).isEqualTo(7);
    }

    @Test
    void withoutALimitOfMetasNobodyIsCounted() throws Exception {
        Sending sending = new Sending(new Parameters());

        assertThat(sending.passing(20, DEVICE_PAIRING)).isEqualTo(20);
    }

    @Test
    void aRangeWithLowConversionGetsFewMessagesOfEachPurpose() throws Exception {
        Sending sending = new Sending(new Parameters().lowConversion(2));
        Recipient attacked = READER.read("+43 660 5550100");
        sending.outcomes(attacked, 3, 16);
        assertThat(sending.passing(5)).as("19 outcomes are too few").isEqualTo(5);

        sending.outcomes(attacked, 0, 1);

        assertThat(sending.passing(5)).isEqualTo(2);
        assertThat(sending.to(1)).isEqualTo(reached(Limit.LOW_CONVERSION));
        assertThat(sending.passing(5, DEVICE_PAIRING)).isEqualTo(2);
        assertThat(sending.to("+43 660 5560100")).as("another range").isEqualTo(new Admitted());
    }

    @Test
    void aRangeRecoversWhenItsPasscodesAreUsedOrDaysPass() throws Exception {
        Sending sending = new Sending(new Parameters().lowConversion(1));
        Recipient recipient = READER.read("+43 660 5550100");
        sending.outcomes(recipient, 0, 20);
        assertThat(sending.passing(5)).isEqualTo(1);

        sending.outcomes(recipient, 5, 0);
        assertThat(sending.passing(5)).as("a fifth is used").isEqualTo(5);

        sending.outcomes(recipient, 0, 1);
        now = NOON.plus(Duration.ofDays(1));
        assertThat(sending.passing(5)).as("yesterday's outcomes count").isEqualTo(1);
        now = NOON.plus(Duration.ofDays(2));
        assertThat(sending.passing(5)).isEqualTo(5);
    }

    @Test
    void aNewRangeIsJudgedByItsCountry() throws Exception {
        Sending sending = new Sending(new Parameters().lowConversion(1));
        for (int range = 0; range < 10; range++) {
            sending.outcomes(READER.read("+43 660 55" + range + "0100"), 1, 8);
        }
        assertThat(sending.passing(5))
                .as("90 outcomes of a country are too few")
                .isEqualTo(5);

        sending.outcomes(READER.read("+43 676 5550100"), 0, 10);

        assertThat(sending.passing(5)).isEqualTo(1);
        assertThat(sending.to("+41 79 123 45 67")).isEqualTo(new Admitted());
        sending.outcomes(READER.read("+43 660 5550100"), 20, 0);
        assertThat(sending.passing(5)).as("its own outcomes are good").isEqualTo(5);
    }

    @Test
    void theFirstOutcomeOfAMessageCountsOnce() throws Exception {
        Sending sending = new Sending(new Parameters().lowConversion(1));
        UUID message = UUID.randomUUID();

        assertThat(sending.outcome(message, PasscodeOutcome.UNUSED)).isEqualTo(PasscodeOutcome.UNUSED);
        assertThat(sending.outcome(message, PasscodeOutcome.UNUSED)).isEqualTo(PasscodeOutcome.UNUSED);
        assertThat(sending.outcome(message, PasscodeOutcome.VERIFIED)).isEqualTo(PasscodeOutcome.UNUSED);

        Recipient austrian = READER.read("+43 660 5550100");
        assertThat(recipients
                        .find(environment, keys.of(environment), austrian, now)
                        .ofCountry())
                .isEqualTo(new Outcomes(0, 1));
    }

    private LimitReached reached(Limit limit) {
        return reached(limit, Duration.ofHours(1));
    }

    private static LimitReached reached(Limit limit, Duration retryAfter) {
        return new LimitReached(limit, retryAfter);
    }

    /** No limit but those that are given. */
    private record Parameters(
            int minute, int day, int recipient, int range, int country, int low, MessagingLimit messagingLimit) {

        Parameters() {
            this(0, 0, 0, 0, 0, 0, MessagingLimit.UNKNOWN);
        }

        Parameters perMinute(int most) {
            return new Parameters(most, day, recipient, range, country, low, messagingLimit);
        }

        Parameters perDay(int most) {
            return new Parameters(minute, most, recipient, range, country, low, messagingLimit);
        }

        Parameters perRecipient(int most) {
            return new Parameters(minute, day, most, range, country, low, messagingLimit);
        }

        Parameters perRange(int most) {
            return new Parameters(minute, day, recipient, most, country, low, messagingLimit);
        }

        Parameters perCountry(int most) {
            return new Parameters(minute, day, recipient, range, most, low, messagingLimit);
        }

        Parameters lowConversion(int most) {
            return new Parameters(minute, day, recipient, range, country, most, messagingLimit);
        }

        Parameters recipients(int most) {
            return new Parameters(minute, day, recipient, range, country, low, new MessagingLimit(most));
        }

        LimitParameters toParameters() {
            return new LimitParameters(minute, day, recipient, range, country, 30, low == 0 ? 0 : 20, 20, low);
        }
    }

    /** Sends to numbers of one range, as one process does. */
    private final class Sending {
        private final EnvironmentId from;
        private final Parameters parameters;
        private final Conversions conversions;
        private final Limits limits;

        Sending(Parameters parameters) {
            this(parameters, environment);
        }

        Sending(Parameters parameters, EnvironmentId from) {
            this.from = from;
            this.parameters = parameters;
            this.conversions = new Conversions(
                    new ConversionStore(aws.dynamoDb(), AwsServices.MESSAGES), parameters.toParameters());
            this.limits = new Limits(
                    parameters.toParameters(),
                    CounterStore.ofMessages(aws.dynamoDb(), AwsServices.MESSAGES),
                    new UniqueRecipientStore(aws.dynamoDb(), AwsServices.MESSAGES),
                    conversions);
        }

        Admission to(int number) throws UnreadableRecipientException {
            return to(number, STRONG_AUTHENTICATION);
        }

        Admission to(int number, Purpose purpose) throws UnreadableRecipientException {
            return to("+43 660 555" + String.format("%04d", number), purpose);
        }

        Admission to(String number) throws UnreadableRecipientException {
            return to(number, STRONG_AUTHENTICATION);
        }

        private Admission to(String number, Purpose purpose) throws UnreadableRecipientException {
            Recipient recipient = READER.read(number);
            return limits.admit(
                    from,
                    purpose,
                    recipients.find(from, keys.of(from), recipient, now),
                    parameters.messagingLimit(),
                    now);
        }

        int passing(int messages) throws UnreadableRecipientException {
            return passing(messages, STRONG_AUTHENTICATION);
        }

        /** To so many recipients. */
        int passing(int messages, Purpose purpose) throws UnreadableRecipientException {
            int passing = 0;
            for (int i = 1; i <= messages; i++) {
                passing += to(i, purpose) instanceof Admitted ? 1 : 0;
            }
            return passing;
        }

        long passingAtOnce(int messages, IntFunction<Integer> recipient) throws Exception {
            // Several processes, of which each remembers what is full.
            List<Sending> processes = IntStream.range(0, 4)
                    .mapToObj(any -> new Sending(parameters, from))
                    .toList();
            List<Future<Admission>> sent = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
                for (int i = 0; i < messages; i++) {
                    Sending process = processes.get(i % processes.size());
                    int number = recipient.apply(i);
                    sent.add(threads.submit(() -> process.to(number, DEVICE_PAIRING)));
                }
            }
            return sent.stream()
                    .filter(admission -> admission.resultNow() instanceof Admitted)
                    .count();
        }

        void outcomes(Recipient recipient, int verified, int unused) {
            String range = keys.of(from).rangeHash(recipient);
            for (int i = 0; i < verified + unused; i++) {
                PasscodeOutcome outcome = i < verified ? PasscodeOutcome.VERIFIED : PasscodeOutcome.UNUSED;
                conversions.count(from, UUID.randomUUID(), range, recipient.country(), outcome, now);
            }
        }

        PasscodeOutcome outcome(UUID message, PasscodeOutcome outcome) {
            return conversions.count(from, message, "range", "AT", outcome, now);
        }
    }
}
