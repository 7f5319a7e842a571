package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.WABA;
import static org.mfasender.Fixtures.content;
import static org.mfasender.sender.ReportedChanges.Result.APPLIED;
import static org.mfasender.sender.ReportedChanges.Result.FOREIGN;
import static org.mfasender.sender.ReportedChanges.Result.OUTDATED;
import static org.mfasender.templates.Purpose.DEVICE_PAIRING;
import static org.mfasender.templates.Purpose.STRONG_AUTHENTICATION;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.AwsServices;
import org.mfasender.platform.Clock;
import org.mfasender.sender.AccountReport.Kind;
import org.mfasender.sender.ReportedChanges.Result;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateReport;
import org.mfasender.templates.catalog.TemplateReport.Aspect;

/** What Meta reports is stored with what follows from it. */
class ReportedChangesIT {

    /** The template of every default content. */
    private static final String TEMPLATE =
            content(DEVICE_PAIRING, "en", "APPROVED").template().id();

    private static AwsServices services;

    private StoredAccount stored;
    private ReportedChanges changes;

    @BeforeAll
    static void startServices() throws Exception {
        services = AwsServices.start();
    }

    @AfterAll
    static void stopServices() {
        services.close();
    }

    @BeforeEach
    void ready() {
        services.clearTable();
        stored = new StoredAccount(services.dynamoDb());
        changes = new ReportedChanges(stored.store, stored.templates, new Clock(InstantSource.fixed(NOW)));
        stored.ready();
    }

    @Test
    void aTemplateThatMetaPausesSendsNoMoreUntilMetaGoesOn() {
        assertThat(report(Aspect.STATUS, "PAUSED", 10)).isEqualTo(APPLIED);

        assertThat(stored.codes()).containsExactly("TEMPLATE_MISSING", "TEMPLATE_MISSING");
        assertThat(stored.usable()).isEmpty();
        assertThat(template().status()).isEqualTo("PAUSED");
        stored.assertThatTheProjectionIsThatOfItsSources();

        assertThat(report(Aspect.STATUS, "APPROVED", 20)).isEqualTo(APPLIED);
        assertThat(stored.codes()).isEmpty();
        assertThat(stored.usable()).hasSize(1);
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void whatIsOlderOrKnownChangesNothing() {
        report(Aspect.STATUS, "APPROVED", 20);
        long revision = stored.account().revision();

        assertThat(report(Aspect.STATUS, "PAUSED", 10)).isEqualTo(OUTDATED);
        assertThat(report(Aspect.STATUS, "APPROVED", 20)).isEqualTo(OUTDATED);
        assertThat(report(Aspect.STATUS, "PAUSED", -10))
                .as("before templates were read")
                .isEqualTo(OUTDATED);

        assertThat(stored.account().revision()).isEqualTo(revision);
        assertThat(stored.codes()).isEmpty();
    }

    @Test
    void aRunThatReadEarlierDoesNotOverwriteAReport() {
        report(Aspect.STATUS, "PAUSED", 10);
        report(Aspect.QUALITY, "RED", 10);

        record(5);
        assertThat(template().status()).isEqualTo("PAUSED");
        assertThat(template().qualityScore()).isEqualTo("RED");
        assertThat(stored.usable()).isEmpty();
        stored.assertThatTheProjectionIsThatOfItsSources();

        record(11);
        assertThat(template().status()).isEqualTo("APPROVED");
        assertThat(template().qualityScore()).isEqualTo("GREEN");
        assertThat(stored.usable()).hasSize(1);
        assertThat(report(Aspect.STATUS, "PAUSED", 10)).as("comes again").isEqualTo(OUTDATED);
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    /** As a run does that read so many seconds after the first. */
    private void record(int seconds) {
        List<TemplateContent> found =
                List.of(content(DEVICE_PAIRING, "en", "APPROVED"), content(STRONG_AUTHENTICATION, "en", "APPROVED"));
        assertThat(stored.contents.record(
                        stored.account().owner(),
                        List.of(found.getFirst().template()),
                        NOW.plusSeconds(seconds),
                        recorded -> found))
                .isPresent();
    }

    @Test
    void aTemplateOfAnotherCategoryCarriesNoPasscode() {
        assertThat(report(Aspect.CATEGORY, "MARKETING", 10)).isEqualTo(APPLIED);

        assertThat(stored.usable()).isEmpty();
        assertThat(template().isForAuthentication()).isFalse();
    }

    @Test
    void aBanStopsSendingUntilItIsLifted() {
        assertThat(account(Kind.BAN, true, 10, null)).isEqualTo(APPLIED);
        assertThat(stored.codes()).containsExactly("ACCOUNT_BLOCKED");
        assertThat(stored.account().shown().status()).isEqualTo(SenderStatus.ACTION_REQUIRED);
        assertThat(account(Kind.BAN, false, 5, null)).isEqualTo(OUTDATED);

        assertThat(account(Kind.BAN, false, 20, null)).isEqualTo(APPLIED);
        assertThat(stored.codes()).isEmpty();
        assertThat(account(Kind.BAN, true, 10, null)).isEqualTo(OUTDATED);
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void oneReasonThatIsOverLeavesAnother() {
        account(Kind.BAN, true, 10, null);
        account(Kind.RESTRICTION, true, 11, null);
        account(Kind.REVIEW, true, 12, null);

        account(Kind.BAN, false, 20, null);

        assertThat(stored.codes()).containsExactly("ACCOUNT_REJECTED", "ACCOUNT_BLOCKED");
    }

    /** A block that a run has found, a report of an end, and what is left. */
    @ParameterizedTest
    @CsvSource({
        "ACCOUNT_BLOCKED,  BAN,         ",
        "ACCOUNT_BLOCKED,  CONNECTION,  ACCOUNT_BLOCKED",
        "ACCOUNT_BLOCKED,  RESTRICTION, ACCOUNT_BLOCKED",
        "ACCOUNT_BLOCKED,  REVIEW,      ACCOUNT_BLOCKED",
        "ACCOUNT_REJECTED, REVIEW,      ",
        "ACCOUNT_REJECTED, BAN,         ACCOUNT_REJECTED"
    })
    void theEndOfOneKindOfBlockLeavesWhatARunHasFoundOfAnother(String found, Kind ended, @Nullable String left) {
        stored.update(1, connection -> connection.withBlocks(DeliveryBlocks.stored(List.of(found))));
        assertThat(stored.codes()).containsExactly(found);

        assertThat(account(ended, true, 10, null)).isEqualTo(APPLIED);
        assertThat(account(ended, false, 20, null)).isEqualTo(APPLIED);

        assertThat(stored.codes()).containsExactlyElementsOf(left == null ? List.of() : List.of(left));
    }

    @Test
    void aRestrictionEndsByItself() {
        Instant until = NOW.plusSeconds(3600);
        assertThat(account(Kind.RESTRICTION, true, 10, until)).isEqualTo(APPLIED);

        assertThat(stored.codes()).containsExactly("ACCOUNT_BLOCKED");
        assertThat(stored.account().asSeenAt(until.minusSeconds(1)).obstacles()).hasSize(1);
        assertThat(stored.account().asSeenAt(until).obstacles()).isEmpty();
        assertThat(stored.account().asSeenAt(until).shown().status()).isEqualTo(SenderStatus.READY);
        assertThat(new SendStore(services.dynamoDb(), AwsServices.TABLE, new Clock(InstantSource.fixed(until)))
                        .find(ENVIRONMENT)
                        .orElseThrow()
                        .obstacles())
                .isEmpty();
    }

    @Test
    void theMessagingLimitIsStored() {
        assertThat(changes.ofMessagingLimit(ENVIRONMENT, WABA, "TIER_2000", NOW.plusSeconds(10)))
                .isEqualTo(APPLIED);
        assertThat(changes.ofMessagingLimit(ENVIRONMENT, WABA, "TIER_250", NOW.plusSeconds(5)))
                .isEqualTo(OUTDATED);

        assertThat(stored.via().messagingLimit()).isEqualTo("TIER_2000");
    }

    @Test
    void whatIsNotThisEnvironmentsChangesNothing() {
        long revision = stored.account().revision();

        assertThat(changes.ofTemplate(ENVIRONMENT, StoredAccount.OTHER_WABA, status(TEMPLATE, "PAUSED", 10)))
                .isEqualTo(FOREIGN);
        assertThat(changes.ofTemplate(ENVIRONMENT, WABA, status("900999", "PAUSED", 10)))
                .isEqualTo(FOREIGN);
        assertThat(changes.ofAccount(
                        ENVIRONMENT,
                        StoredAccount.OTHER_WABA,
                        new AccountReport(Kind.BAN, true, NOW.plusSeconds(10), null)))
                .isEqualTo(FOREIGN);
        assertThat(changes.concern(ENVIRONMENT, StoredAccount.OTHER_WABA)).isFalse();
        assertThat(changes.concern(ENVIRONMENT, WABA)).isTrue();

        assertThat(stored.account().revision()).isEqualTo(revision);
    }

    @Test
    void anEventAfterTheDeletionChangesNothing() {
        stored.store.delete(ENVIRONMENT, NOW);
        List<String> keys = stored.sortKeys("SENDER");

        assertThat(report(Aspect.STATUS, "PAUSED", 10)).isEqualTo(FOREIGN);
        assertThat(account(Kind.BAN, true, 10, null)).isEqualTo(FOREIGN);

        assertThat(stored.store.findAccount(ENVIRONMENT)).isEmpty();
        assertThat(stored.sortKeys("SENDER")).isEqualTo(keys);
        assertThat(stored.sendItem()).isEmpty();
    }

    private Result report(Aspect aspect, String word, int seconds) {
        return changes.ofTemplate(
                ENVIRONMENT, WABA, new TemplateReport(TEMPLATE, aspect, word, null, NOW.plusSeconds(seconds)));
    }

    private static TemplateReport status(String id, String word, int seconds) {
        return new TemplateReport(id, Aspect.STATUS, word, null, NOW.plusSeconds(seconds));
    }

    private Result account(Kind kind, boolean blocks, int seconds, @Nullable Instant until) {
        return changes.ofAccount(ENVIRONMENT, WABA, new AccountReport(kind, blocks, NOW.plusSeconds(seconds), until));
    }

    private MessageTemplate template() {
        return Objects.requireNonNull(
                stored.templates.templates(stored.account().owner()).getFirst());
    }
}
