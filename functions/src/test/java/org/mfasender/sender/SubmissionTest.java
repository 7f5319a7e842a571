package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.sender.SubmittedRequest.put;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.Fixtures;
import org.mfasender.checks.Cause;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.platform.http.Violation;
import org.mfasender.sender.Submission.Amend;
import org.mfasender.sender.Submission.Decision;
import org.mfasender.sender.Submission.Nothing;
import org.mfasender.sender.Submission.Refuse;
import org.mfasender.sender.Submission.Start;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.OtpButton;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateOptionsChange;

class SubmissionTest {

    private static final Map<Purpose, TemplateOptions> DEFAULTS = Fixtures.options("en", "de");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private static final Named<SenderRecord> PENDING = named("pending", listed(Fixtures.requested()));
    private static final Named<SenderRecord> FIRST_PENDING = named("pending, first run", Fixtures.requested());
    private static final Named<SenderRecord> RUNNING = named("running", listed(Fixtures.running()));
    private static final Named<SenderRecord> SUCCEEDED = named("succeeded", Fixtures.succeeded());
    private static final Named<SenderRecord> FAILED = named("failed", listed(Fixtures.failed()));
    private static final Named<SenderRecord> DELETED =
            named("deleted", DeletedSender.of(Fixtures.succeeded(), NOW).completed());
    private static final Named<SenderRecord> HALF_DELETED =
            named("deleted incompletely", DeletedSender.of(Fixtures.succeeded(), NOW));

    /** Nothing works yet, but an earlier run listed the numbers. */
    private static SenderAccount listed(SenderAccount account) {
        return account.changing(
                1, tried -> tried.withNumbers(Fixtures.connected(1).numbers()), NOW);
    }

    private static SenderAccount warned() {
        Check warning = Check.warning(
                CheckName.TEMPLATES_CREATED, Cause.LANGUAGES, Map.of("count", "1", "templates", "zu"), null);
        return templatesEnded(null, List.of(warning));
    }

    private static SenderAccount open() {
        return templatesEnded("Meta's review is still open after a day.", List.of());
    }

    private static SenderAccount templatesEnded(@Nullable String message, List<Check> checks) {
        SenderAccount account = Fixtures.succeeded();
        Step last = Fixtures.step(account, StepName.PROVISION_TEMPLATES);
        return Fixtures.with(account, last.succeeded(Fixtures.NOW, message, checks));
    }

    @ParameterizedTest(name = "new: {0} -> {1}")
    @MethodSource
    void whereNothingIsStoredTheRequestDecides(SubmittedRequest request, String decision) {
        assertThat(describe(decide(null, request))).isEqualTo(decision);
    }

    static Stream<Arguments> whereNothingIsStoredTheRequestDecides() {
        return Stream.of(
                arguments(put(), "start 1"),
                arguments(put().key("one"), "start 1"),
                arguments(
                        put().withoutSecrets(), "refuse 400: REQUIRED_VALUE userAccessToken, REQUIRED_VALUE appSecret"),
                arguments(put().selecting("1001"), "start 1"),
                arguments(put().selectingNumber("+43 (660) 555-01-00"), "start 1"),
                arguments(
                        put().selectingNumber("EAAsimulatedTokenInTheWrongPlace"),
                        "refuse 400: INVALID_VALUE numbers[0].number"));
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @MethodSource
    void situationAndRequestDecide(SenderRecord stored, SubmittedRequest request, String decision) {
        assertThat(describe(decide(stored, request))).isEqualTo(decision);
    }

    static Stream<Arguments> situationAndRequestDecide() {
        return Stream.of(
                // the same content again
                arguments(PENDING, put(), "start 1 again"),
                arguments(PENDING, put().withoutSecrets(), "start 1 again, stored secrets"),
                arguments(RUNNING, put(), "nothing"),
                arguments(RUNNING, put().withoutSecrets(), "nothing"),
                arguments(RUNNING, put().locales("en"), "nothing"),
                arguments(SUCCEEDED, put(), "nothing"),
                arguments(SUCCEEDED, put().withoutSecrets(), "nothing"),
                arguments(named("succeeded with a language that Meta does not offer", warned()), put(), "start 2"),
                arguments(
                        named("succeeded with an open review", open()),
                        put().withoutSecrets(),
                        "start 2, stored secrets"),
                arguments(named("warned, and a number", warned()), put().selecting("1002"), "select 1002"),
                arguments(FAILED, put(), "start 2"),
                arguments(FAILED, put().withoutSecrets(), "start 2, stored secrets"),
                arguments(SUCCEEDED, put().app("845120037719999"), "start 2"),
                arguments(RUNNING, put().app("845120037719999"), "start 2"),
                // Idempotency-Key
                arguments(keyed(PENDING, "one"), put().key("one"), "start 1 again"),
                arguments(keyed(RUNNING, "one"), put().key("one"), "nothing"),
                arguments(keyed(SUCCEEDED, "one"), put().key("one"), "nothing"),
                arguments(keyed(FAILED, "one"), put().key("one"), "nothing"),
                arguments(keyed(PENDING, "one"), put().key("two"), "start 2"),
                arguments(keyed(RUNNING, "one"), put().key("two"), "start 2"),
                arguments(keyed(SUCCEEDED, "one"), put().key("two"), "start 2"),
                arguments(keyed(FAILED, "one"), put().key("two"), "start 2"),
                arguments(keyed(SUCCEEDED, "one"), put(), "nothing"),
                arguments(SUCCEEDED, put().key("one"), "start 2"),
                arguments(
                        keyed(SUCCEEDED, "one"),
                        put().key("one").token("EAAsimulatedOtherToken"),
                        "refuse 409: UNIQUENESS_VIOLATION Idempotency-Key"),
                arguments(
                        keyed(SUCCEEDED, "one"),
                        put().key("one").selecting("1002"),
                        "refuse 409: UNIQUENESS_VIOLATION Idempotency-Key"),
                // the key of an earlier request
                arguments(after(put().key("one"), PENDING), put().key("one"), "nothing"),
                arguments(after(put().key("one"), PENDING), put().key("newest"), "start 1 again"),
                arguments(after(put().key("one"), RUNNING), put().key("one"), "nothing"),
                arguments(after(put().key("one"), SUCCEEDED), put().key("one"), "nothing"),
                arguments(after(put().key("one"), FAILED), put().key("one"), "nothing"),
                arguments(after(put().key("one"), SUCCEEDED), put().key("two"), "start 2"),
                arguments(
                        after(put().key("one"), SUCCEEDED),
                        put().key("one").token("EAAsimulatedOtherToken"),
                        "refuse 409: UNIQUENESS_VIOLATION Idempotency-Key"),
                arguments(
                        after(put().waba("217640915503999").key("one"), SUCCEEDED),
                        put().waba("217640915503999").key("one"),
                        "nothing"),
                arguments(
                        after(put().waba("217640915503999").key("one"), SUCCEEDED),
                        put().key("one"),
                        "refuse 409: UNIQUENESS_VIOLATION Idempotency-Key"),
                arguments(
                        named("succeeded in en, de, fr", inLocales("en", "de", "fr")),
                        put().locales("en", "fr", "de"),
                        "nothing"),
                arguments(
                        named("succeeded in en, de, whose default is en", inLocales("en", "de")),
                        put().locales("de", "en"),
                        "start 2"),
                arguments(
                        SUCCEEDED,
                        put().templates(
                                        Purpose.DEVICE_PAIRING,
                                        new TemplateOptionsChange(null, 10, true, null, OtpButton.COPY_CODE)),
                        "nothing"),
                arguments(
                        SUCCEEDED,
                        put().templates(Purpose.DEVICE_PAIRING, new TemplateOptionsChange(null, 5, null, null, null)),
                        "start 2"),
                arguments(
                        SUCCEEDED,
                        put().templates(Purpose.DEVICE_PAIRING, new TemplateOptionsChange(null, 5, null, 301, null)),
                        "refuse 400: OUT_OF_RANGE templates.device_pairing.messageSendTtlSeconds"),
                // another content
                arguments(PENDING, put().token("EAAsimulatedOtherToken"), "start 2"),
                arguments(RUNNING, put().token("EAAsimulatedOtherToken"), "start 2"),
                arguments(SUCCEEDED, put().token("EAAsimulatedOtherToken"), "start 2"),
                arguments(SUCCEEDED, put().locales("en", "fr"), "start 2"),
                arguments(SUCCEEDED, put().withoutSecrets().locales("fr"), "start 2, stored secrets"),
                arguments(SUCCEEDED, put().waba("217640915503999"), "start 2"),
                arguments(
                        SUCCEEDED,
                        put().waba("217640915503999").withoutSecrets(),
                        "refuse 400: REQUIRED_VALUE userAccessToken, REQUIRED_VALUE appSecret"),
                arguments(
                        SUCCEEDED,
                        put().app("845120037719999").withoutSecrets(),
                        "refuse 400: REQUIRED_VALUE userAccessToken, REQUIRED_VALUE appSecret"),
                // a token that ends
                arguments(SUCCEEDED, put().acceptingAnExpiringToken(false), "nothing"),
                arguments(SUCCEEDED, put().acceptingAnExpiringToken(true), "start 2"),
                arguments(FAILED, put().withoutSecrets().acceptingAnExpiringToken(true), "start 2, stored secrets"),
                // selecting a number
                arguments(SUCCEEDED, put().selecting("1002"), "select 1002"),
                arguments(SUCCEEDED, put().selecting("1001"), "nothing"),
                arguments(SUCCEEDED, put().withoutSecrets().selecting("1002"), "select 1002"),
                arguments(RUNNING, put().selecting("1002"), "select 1002"),
                arguments(
                        SUCCEEDED,
                        put().selectingNumber("(0043) 660-555 01 01"),
                        "refuse 400: INVALID_VALUE numbers[0].number"),
                arguments(SUCCEEDED, put().selectingNumber("43 (660) 555-01-01"), "select 1002"),
                arguments(SUCCEEDED, put().selectingNumber("+436605550101"), "select 1002"),
                arguments(SUCCEEDED, put().selecting("4711"), "refuse 400: INVALID_VALUE numbers[0].numberId"),
                arguments(SUCCEEDED, put().selecting("1003"), "refuse 400: CONSTRAINT_VIOLATION numbers[0].numberId"),
                arguments(FIRST_PENDING, put().selecting("1001"), "start 2"),
                arguments(
                        FIRST_PENDING,
                        put().selectingNumber("tomorrow"),
                        "refuse 400: INVALID_VALUE numbers[0].number"),
                arguments(SUCCEEDED, put().waba("217640915503999").selecting("1002"), "start 2"),
                arguments(FAILED, put().selecting("1002"), "start 2"),
                arguments(PENDING, put().selecting("1002"), "start 2"),
                arguments(SUCCEEDED, put().selecting("1002").token("EAAsimulatedOtherToken"), "start 2"),
                // deleted
                arguments(DELETED, put(), "start 3"),
                arguments(
                        DELETED,
                        put().withoutSecrets(),
                        "refuse 400: REQUIRED_VALUE userAccessToken, REQUIRED_VALUE appSecret"),
                arguments(HALF_DELETED, put(), "refuse 409: CONSTRAINT_VIOLATION environmentId"));
    }

    @Test
    void aFirstRequestTakesTheLocalesOfTheDeploymentUnlessItNamesSome() {
        assertThat(started(null, put()).shown().locales()).containsExactly("en", "de");
        assertThat(started(null, put().locales("pt-BR")).shown().locales()).containsExactly("pt-BR");
    }

    @Test
    void aFirstRequestIsRecordedAsPendingWithItsExecution() {
        SenderAccount account = started(null, put().key("one"));

        assertThat(account.revision()).isZero();
        assertThat(account.connection()).isNull();
        assertThat(account.newest().run().status()).isEqualTo(ProgressStatus.PENDING);
        assertThat(account.newest().run().execution()).matches(ENVIRONMENT + "-1-[0-9a-f]{8}");
        assertThat(account.idempotencyKeys().newest()).isEqualTo("one");
        assertThat(account.newest().numbers()).isEqualTo(SenderNumbers.NONE);
        assertThat(account.createdAt()).isEqualTo(LATER);
    }

    @Test
    void aSelectionWithoutAKeyKeepsTheKeyOfTheRun() {
        SenderAccount keyed = Fixtures.keyed(Fixtures.succeeded(), "one");

        assertThat(selected(keyed, put().selecting("1002")).idempotencyKeys().newest())
                .isEqualTo("one");
        assertThat(selected(keyed, put().selecting("1002").key("two"))
                        .idempotencyKeys()
                        .newest())
                .isEqualTo("two");
    }

    @Test
    void aNumberThatIsSelectedBeforeTheNumbersAreListedIsKept() {
        SenderAccount account = started(null, put().selecting("1001"));

        assertThat(requested(account)).isEqualTo("1001");
        Amend another = (Amend) decide(running(account), put().selecting("1002"));
        assertThat(requested(another.account())).isEqualTo("1002");
        assertThat(describe(decide(running(account), put().selecting("1001")))).isEqualTo("nothing");
        assertThat(describe(decide(running(account), put()))).isEqualTo("nothing");
        assertThat(requested(
                        started(account, put().token("EAAsimulatedOtherToken").selecting("1002"))))
                .isEqualTo("1002");
    }

    private static SenderAccount running(SenderAccount account) {
        return account.changing(
                1, found -> found.with(found.run().step(StepName.VALIDATE).started(NOW), NOW), NOW);
    }

    private static @Nullable String requested(SenderAccount account) {
        return Objects.requireNonNull(account.newest().numbers().requested()).numberId();
    }

    @Test
    void aFurtherRunKeepsIdentityNumbersSelectionAndRevision() {
        SenderAccount before = Fixtures.succeeded();
        SenderAccount account = started(before, put().token("EAAsimulatedOtherToken"));

        assertThat(account.id()).isEqualTo(before.id());
        assertThat(account.revision()).isEqualTo(before.revision());
        assertThat(account.secretName()).isEqualTo(before.secretName());
        assertThat(account.connection()).isEqualTo(before.connection());
        assertThat(account.shown().numbers().selectedId()).isEqualTo("1001");
        assertThat(account.createdAt()).isEqualTo(NOW);
        assertThat(account.updatedAt()).isEqualTo(LATER);
        assertThat(account.newest().run().execution()).matches(ENVIRONMENT + "-2-[0-9a-f]{8}");
    }

    @Test
    void newCredentialsHaveANewVersionAndKeptOnesTheOld() {
        SenderAccount before = Fixtures.succeeded();

        assertThat(started(before, put().token("EAAsimulatedOtherToken"))
                        .newest()
                        .credentials()
                        .version())
                .isNotEqualTo(before.shown().credentials().version());
        assertThat(started(before, put().withoutSecrets().locales("fr"))
                        .newest()
                        .credentials())
                .isEqualTo(before.shown().credentials());
    }

    /** A table that was restored is decided about as if nothing had been named since. */
    @Test
    void whatIsNamedHasANewNameEachTimeItIsDecided() {
        assertThat(Stream.generate(() -> started(null, put())).limit(50).flatMap(SubmissionTest::names))
                .hasSize(200)
                .doesNotHaveDuplicates();
        SenderAccount before = Fixtures.succeeded();
        assertThat(Stream.generate(() -> started(before, put().token("EAAsimulatedOtherToken")))
                        .limit(50)
                        .flatMap(account -> names(account.newest())))
                .hasSize(100)
                .doesNotHaveDuplicates();
        assertThat(started(null, put()).newest().credentials().version()).hasSizeBetween(32, 64);
    }

    private static Stream<String> names(SenderAccount account) {
        return Stream.concat(Stream.of(account.id().toString(), account.secretName()), names(account.newest()));
    }

    private static Stream<String> names(Connection connection) {
        return Stream.of(connection.credentials().version(), connection.run().execution());
    }

    @Test
    void anotherBusinessAccountIsTriedWithoutNumbersAndSelection() {
        SenderAccount account = started(Fixtures.succeeded(), put().waba("217640915503999"));

        assertThat(account.newest().whatsAppAccountBusinessId()).isEqualTo("217640915503999");
        assertThat(account.newest().numbers()).isEqualTo(SenderNumbers.NONE);
        assertThat(account.connection()).isEqualTo(Fixtures.connected(1));
    }

    @Test
    void anAccountAfterADeletionIsANewOneThatGoesOnCounting() {
        DeletedSender deleted = DeletedSender.of(Fixtures.succeeded(), NOW).completed();
        SenderAccount account = started(deleted, put());

        assertThat(account.generation()).isEqualTo(deleted.generation() + 1);
        assertThat(account.revision()).isEqualTo(deleted.revision());
        assertThat(account.id()).isNotEqualTo(Fixtures.succeeded().id());
        assertThat(account.secretName()).isNotEqualTo(deleted.secretName());
    }

    @Test
    void aRunThatWasStoppedFromOutsideCountsAsFailedAfterItsLongestTime() {
        Instant muchLater = NOW.plus(Duration.ofHours(97));

        assertThat(describe(decide(Fixtures.running(), put(), muchLater))).isEqualTo("start 2");
        assertThat(describe(decide(Fixtures.running(), put(), muchLater.minusSeconds(1))))
                .isEqualTo("nothing");
    }

    @Test
    void theSameContentAnHourAfterItsRunIsCheckedAgain() {
        SenderAccount account = Fixtures.succeeded();
        Instant end = Objects.requireNonNull(account.shown().run().finishedAt());
        Instant hourLater = end.plus(Duration.ofHours(1));

        assertThat(describe(decide(account, put(), hourLater))).isEqualTo("nothing");
        assertThat(describe(decide(account, put(), hourLater.plusSeconds(1)))).isEqualTo("start 2");
        assertThat(describe(decide(account, put().selecting("1002"), hourLater.plusSeconds(1))))
                .isEqualTo("select 1002");
    }

    @Test
    void anUnknownNumberIsAnsweredWithTheKnownOnes() {
        Refuse refusal = (Refuse) decide(Fixtures.succeeded(), put().selecting("4711"));

        assertThat(violations(refusal).getFirst().innerError())
                .containsEntry("allowedValues", List.of("1001", "1002", "1003"));
    }

    @Test
    void anUnusableNumberIsAnsweredWithTheReason() {
        Refuse refusal = (Refuse) decide(Fixtures.succeeded(), put().selecting("1003"));

        assertThat(violations(refusal).getFirst().message()).contains("banned");
    }

    private static SenderAccount started(@Nullable SenderRecord stored, SubmittedRequest request) {
        return ((Start) decide(stored, request)).account();
    }

    private static SenderAccount selected(SenderRecord stored, SubmittedRequest request) {
        return ((Amend) decide(stored, request)).account();
    }

    private static Decision decide(@Nullable SenderRecord stored, SubmittedRequest request) {
        return decide(stored, request, LATER);
    }

    private static Decision decide(@Nullable SenderRecord stored, SubmittedRequest request, Instant now) {
        return new Submission(DEFAULTS, UUID::randomUUID)
                .decide(stored, request.request(), ENVIRONMENT, SubmissionTest::numbers, now);
    }

    /** Those of the fixtures, once they were listed. */
    private static List<SenderNumber> numbers(Connection connection) {
        return connection.numbers().listing() == null
                ? List.of()
                : List.of(Fixtures.FIRST, Fixtures.SECOND, Fixtures.BANNED);
    }

    private static SenderRecord inLocales(String... locales) {
        SenderAccount first = started(null, put().locales(locales));
        return first.changing(1, tried -> tried.withRun(Fixtures.connected(1).run()), NOW)
                .settled();
    }

    private static Named<SenderRecord> keyed(Named<SenderRecord> situation, String key) {
        return named(
                situation.getName() + " with key " + key, Fixtures.keyed((SenderAccount) situation.getPayload(), key));
    }

    /** After an earlier request, and a newest one with the account's content. */
    private static Named<SenderRecord> after(SubmittedRequest earlier, Named<SenderRecord> situation) {
        IdempotencyKeys keys = IdempotencyKeys.NONE
                .starting(earlier.request(), NOW)
                .starting(put().key("newest").request(), NOW);
        return named(
                situation.getName() + " after " + earlier,
                ((SenderAccount) situation.getPayload()).withIdempotencyKeys(keys));
    }

    private static String describe(Decision decision) {
        return switch (decision) {
            case Start start ->
                "start " + start.account().generation() + (start.recorded() ? " again" : "")
                        + (start.credentials() == null ? ", stored secrets" : "");
            case Amend amend -> "select " + amend.account().newest().numbers().selectedId();
            case Nothing nothing -> "nothing";
            case Refuse refuse ->
                "refuse " + SubmissionResource.refused(refuse.refusal()).status() + ": "
                        + violations(refuse).stream()
                                .map(violation -> violation.code() + " " + violation.target())
                                .collect(Collectors.joining(", "));
        };
    }

    private static List<Violation> violations(Refuse refuse) {
        return SubmissionResource.refused(refuse.refusal()).violations();
    }
}
