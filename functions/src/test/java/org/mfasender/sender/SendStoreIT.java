package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.BANNED;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.FIRST;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SECOND;
import static org.mfasender.Fixtures.content;
import static org.mfasender.sender.StoredAccount.OTHER_WABA;
import static org.mfasender.sender.run.StepName.LIST_NUMBERS;
import static org.mfasender.sender.run.StepName.PROVISION_TEMPLATES;
import static org.mfasender.sender.run.StepName.VALIDATE;
import static org.mfasender.templates.Purpose.DEVICE_PAIRING;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.health.Health;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.platform.Clock;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.sender.SendProjection.Served;
import org.mfasender.sender.SendProjection.Via;
import org.mfasender.templates.bindings.Coverage;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.bindings.UsableContent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What sending has to know is written with whatever it follows from. */
class SendStoreIT {

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
    void whatDoesNotWorkYetHasNoProjectionButAnAnswer() {
        stored.store.put(Fixtures.requested());

        assertThat(stored.sendItem()).isEmpty();
        assertThat(stored.projection().via()).isNull();
        assertThat(stored.projection().ofEveryPurpose())
                .containsExactly(new SendObstacle(SendObstacle.Code.NOT_CONNECTED, null));
    }

    @Test
    void aFirstConnectionIsProjectedWhenItIsVerified() {
        SenderAccount account = stored.verified();

        assertThat(account.connection()).isNotNull();
        assertThat(account.candidate()).isNull();
        assertThat(stored.projection().via())
                .isEqualTo(new Via(
                        Fixtures.WABA,
                        Fixtures.APP,
                        Fixtures.SECRET,
                        Fixtures.version(1),
                        null,
                        List.of(),
                        null,
                        null,
                        false));
        assertThat(stored.codes())
                .containsExactlyInAnyOrder("NUMBER_NOT_SELECTED", "TEMPLATE_MISSING", "TEMPLATE_MISSING");
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void aSelectedNumberIsProjected() {
        stored.verified();
        stored.select(1, SECOND);

        assertThat(stored.via().numberId()).isEqualTo("1002");
        assertThat(stored.codes()).containsExactly("TEMPLATE_MISSING", "TEMPLATE_MISSING");
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void furtherNumbersThatCanSendAreProjected() {
        stored.verified();
        stored.select(1, SECOND);
        stored.update(1, found -> found.withNumbers(found.numbers().spreadingOver(List.of(FIRST, BANNED))));

        assertThat(stored.via().numberId()).isEqualTo("1002");
        assertThat(stored.via().numbers())
                .containsExactly(new SendingNumber("1002", 80), new SendingNumber("1001", 80));
        assertThat(stored.account().shown().numbers().further()).containsExactly(FIRST, BANNED);
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void whatAReleaseWithoutFurtherNumbersStoredSendsFromTheSelectedOne() {
        stored.ready();

        assertThat(Objects.requireNonNull(stored.sendItem().get("via")).m())
                .as("as that release stored it")
                .doesNotContainKey("numbers");
        assertThat(stored.via().numbers()).containsExactly(new SendingNumber("1001", 80));
    }

    @Test
    void contentsAreProjectedWithTheStatusThatFollows() {
        stored.verified();
        stored.select(1, FIRST);
        stored.record(1, Fixtures.WABA, "PENDING");
        assertThat(stored.account().shown().coverage()).containsValue(Coverage.IN_REVIEW);
        assertThat(stored.account().shown().status()).isEqualTo(SenderStatus.IN_REVIEW);
        stored.assertThatTheProjectionIsThatOfItsSources();

        stored.record(1, Fixtures.WABA, "APPROVED");

        assertThat(stored.account().shown().status()).isEqualTo(SenderStatus.READY);
        assertThat(stored.projection().obstacles()).isEmpty();
        assertThat(stored.usable()).extracting(UsableContent::locale).containsExactly("en");
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void anOperatorsWordIsProjectedAndOutlivesWhatIsSubmitted() {
        stored.ready();
        stop();

        assertThat(stored.codes()).containsExactly("SENDING_STOPPED");
        assertThat(stored.account().shown().status()).isEqualTo(SenderStatus.READY);
        stored.assertThatTheProjectionIsThatOfItsSources();

        stored.store.put(stored.account().trying(StoredAccount.tried(2, Fixtures.WABA), NOW));
        stored.succeed(2, VALIDATE);
        stored.listNumbers(2, FIRST, SECOND);

        assertThat(stored.account().candidate()).isNull();
        assertThat(stored.via().credentialVersion()).isEqualTo(Fixtures.version(2));
        assertThat(stored.codes()).containsExactly("SENDING_STOPPED");
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void whatIsStoppedBeforeItWorksIsStoppedWhenItDoes() {
        stored.store.put(Fixtures.requested());
        stop();
        assertThat(stored.codes()).containsExactly("SENDING_STOPPED", "NOT_CONNECTED");

        stored.succeed(1, VALIDATE);
        stored.listNumbers(1, FIRST);

        assertThat(stored.codes()).contains("SENDING_STOPPED").doesNotContain("NOT_CONNECTED");
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    private void stop() {
        assertThat(stored.store.update(
                        ENVIRONMENT,
                        account -> Optional.of(account.withSending(SendingSwitch.stopped("why", NOW), NOW))))
                .isPresent();
    }

    @Test
    void aContentThatIsRemovedByHandIsNotSentWith() {
        stored.ready();
        TemplateContent content = stored.templates.contents(stored.account().owner()).stream()
                .filter(found -> found.purpose() == DEVICE_PAIRING)
                .findFirst()
                .orElseThrow();

        stored.contents.remove(stored.account(), content);

        assertThat(stored.usable()).isEmpty();
        assertThat(stored.projection().obstacles())
                .containsExactly(new SendObstacle(SendObstacle.Code.TEMPLATE_MISSING, DEVICE_PAIRING));
        assertThat(stored.account().shown().coverage()).containsEntry(DEVICE_PAIRING, Coverage.MISSING);
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void aContentThatIsAddedByHandIsSentWith() {
        stored.ready();
        TemplateContent content = TemplateContent.manual(
                ENVIRONMENT, DEVICE_PAIRING, "fr", null, Fixtures.template("4711", "own", "fr", "APPROVED"), NOW);

        stored.contents.add(stored.account(), content);

        assertThat(stored.usable()).extracting(UsableContent::templateName).contains("own");
        stored.assertThatTheProjectionIsThatOfItsSources();
        assertThatThrownBy(() -> stored.contents.add(stored.account(), content))
                .isInstanceOf(StaleRevisionException.class);
    }

    @Test
    void whatIsTriedChangesNothingThatIsSentWith() {
        stored.ready();
        Map<String, AttributeValue> before = stored.sendItem();

        stored.store.put(stored.account().trying(StoredAccount.tried(2, OTHER_WABA), NOW));
        stored.succeed(2, VALIDATE);
        stored.succeed(2, LIST_NUMBERS);
        stored.record(2, OTHER_WABA, "PENDING");
        stored.select(2, SECOND);

        assertThat(stored.account().candidate()).isNotNull();
        assertThat(stored.account().newest().status()).isEqualTo(SenderStatus.IN_REVIEW);
        assertThat(stored.account().shown().status()).isEqualTo(SenderStatus.READY);
        assertThat(stored.sendItem()).isEqualTo(before);
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void anotherAccountAtMetaIsSentThroughOnceItCanSend() {
        stored.ready();
        stored.store.put(stored.account().trying(StoredAccount.tried(2, OTHER_WABA), NOW));
        stored.succeed(2, VALIDATE);
        stored.succeed(2, LIST_NUMBERS);
        stored.select(2, SECOND);
        assertThat(stored.via().whatsAppAccountBusinessId()).isEqualTo(Fixtures.WABA);

        stored.record(2, OTHER_WABA, "APPROVED");
        stored.succeed(2, PROVISION_TEMPLATES);

        assertThat(stored.account().candidate()).isNull();
        assertThat(stored.via())
                .isEqualTo(new Via(
                        OTHER_WABA,
                        Fixtures.APP,
                        Fixtures.SECRET,
                        Fixtures.version(2),
                        "1002",
                        List.of(new SendingNumber("1002", 80)),
                        null,
                        null,
                        false));
        assertThat(stored.projection().obstacles()).isEmpty();
        assertThat(stored.usable()).hasSize(1);
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void otherCredentialsForTheSameAccountAtMetaKeepItsContents() {
        stored.ready();
        stored.store.put(stored.account().trying(StoredAccount.tried(2, Fixtures.WABA), NOW));
        stored.succeed(2, VALIDATE);
        assertThat(stored.via().credentialVersion()).isEqualTo(Fixtures.version(1));
        stored.listNumbers(2, FIRST, SECOND);

        assertThat(stored.account().candidate()).isNull();
        assertThat(stored.via())
                .isEqualTo(new Via(
                        Fixtures.WABA,
                        Fixtures.APP,
                        Fixtures.SECRET,
                        Fixtures.version(2),
                        "1001",
                        List.of(new SendingNumber("1001", 80)),
                        null,
                        null,
                        true));
        assertThat(stored.account().shown().status()).isEqualTo(SenderStatus.READY);
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void otherLocalesAreProjectedOnPromotion() {
        stored.ready();
        Connection works = stored.account().shown();
        Connection inFrench = new Connection(
                works.whatsAppAccountBusinessId(),
                works.appId(),
                works.credentials(),
                false,
                null,
                null,
                Fixtures.options("fr", "en"),
                SenderNumbers.NONE,
                Map.of(),
                DeliveryBlocks.NONE,
                MetaReports.NONE,
                Fixtures.tried(2).run(),
                null,
                SenderStatus.VERIFYING,
                Health.UNKNOWN);
        stored.store.put(stored.account().trying(inFrench, NOW));
        assertThat(stored.projection().purposes().get(DEVICE_PAIRING))
                .extracting(Served::locales)
                .isEqualTo(List.of("en"));
        stored.succeed(2, VALIDATE);
        stored.listNumbers(2, FIRST, SECOND);

        assertThat(Objects.requireNonNull(stored.projection().purposes().get(DEVICE_PAIRING))
                        .locales())
                .containsExactly("fr", "en");
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    @Test
    void aDeletedAccountHasNoProjection() {
        stored.ready();
        stored.store.delete(ENVIRONMENT, NOW);

        assertThat(stored.sendItem()).isEmpty();
        assertThat(new SendStore(aws.dynamoDb(), AwsServices.TABLE, Clock.system()).find(ENVIRONMENT))
                .isEmpty();
    }

    @Test
    void aWriteThatIsRefusedProjectsNothing() {
        stored.ready();
        SenderAccount read = stored.account();
        stored.select(1, SECOND);
        Map<String, AttributeValue> before = stored.sendItem();

        assertThatThrownBy(
                        () -> stored.store.put(read.changing(1, found -> StoredAccount.selecting(found, FIRST), NOW)))
                .isInstanceOf(StaleRevisionException.class);
        assertThat(stored.sendItem()).isEqualTo(before);
    }

    @Test
    void whatTheFirstReleaseStoredIsProjectedWithItsNextWrite() {
        stored.ready();
        SendProjection before = stored.projection();
        Map<String, AttributeValue> item = new HashMap<>(stored.item("SENDER"));
        List.of("coverage", "verifiedAt", "canSend", "obstacles").forEach(item::remove);
        aws.dynamoDb().putItem(request -> request.tableName(AwsServices.TABLE).item(item));
        aws.dynamoDb()
                .deleteItem(request -> request.tableName(AwsServices.TABLE).key(StoredAccount.key(SendStore.SEND)));
        assertThat(stored.projection()).as("read from its sources").isEqualTo(before);

        stored.store.put(Fixtures.keyed(stored.account(), "one"));

        assertThat(stored.projection()).isEqualTo(before);
        stored.assertThatTheProjectionIsThatOfItsSources();
        assertThat(stored.item("SENDER")).containsKeys("coverage", "verifiedAt", "canSend");
    }

    @Test
    void metasMessagingLimitIsProjectedAndStaysWhenMetaSaysNothing() {
        stored.ready();
        assertThat(stored.via().messagingLimit()).isNull();

        stored.store.update(ENVIRONMENT, 1, (account, found) -> found.checked(List.of(), "TIER_2K", NOW), NOW);
        assertThat(stored.via().messagingLimit()).isEqualTo("TIER_2K");
        stored.assertThatTheProjectionIsThatOfItsSources();

        stored.store.update(ENVIRONMENT, 1, (account, found) -> found.checked(List.of(), null, NOW), NOW);
        assertThat(stored.via().messagingLimit()).isEqualTo("TIER_2K");
    }

    /** Nothing is written when a token expires; whoever sends finds it out. */
    @Test
    void anAcceptedTokenThatHasExpiredSendsNothing() {
        stored.ready();
        Instant end = NOW.plusSeconds(60);
        stored.store.update(ENVIRONMENT, 1, (account, found) -> found.withTokenExpiry(end), NOW);
        assertThat(stored.via().tokenExpiresAt()).isEqualTo(end);

        assertThat(at(end.minusMillis(1)).obstacles()).isEmpty();
        assertThat(at(end).ofEveryPurpose()).containsExactly(new SendObstacle(SendObstacle.Code.TOKEN_EXPIRED, null));
        stored.assertThatTheProjectionIsThatOfItsSources();
    }

    private static SendProjection at(Instant time) {
        Clock clock = new Clock(InstantSource.fixed(time));
        return new SendStore(aws.dynamoDb(), AwsServices.TABLE, clock)
                .find(ENVIRONMENT)
                .orElseThrow();
    }

    /** The gate agrees with the account, and what another release found is kept. */
    @Test
    void whatMetaRefusesToDeliverIsProjected() {
        stored.ready();
        stored.store.update(
                ENVIRONMENT,
                1,
                (account, found) ->
                        found.withBlocks(DeliveryBlocks.stored(List.of("PAYMENT_METHOD_MISSING", "SOMETHING_NEW"))),
                NOW);

        assertThat(stored.codes()).containsExactly("PAYMENT_METHOD_MISSING", "OTHER");
        assertThat(stored.account().shown().status()).isEqualTo(SenderStatus.ACTION_REQUIRED);
        stored.assertThatTheProjectionIsThatOfItsSources();

        stored.store.update(
                ENVIRONMENT,
                1,
                (account, found) -> found.checked(List.of(Check.passed(CheckName.PAYMENT_METHOD))),
                NOW);

        assertThat(stored.codes()).containsExactly("OTHER");
        assertThat(Objects.requireNonNull(stored.item("SENDER").get("blocks")).l())
                .containsExactly(AttributeValue.fromS("SOMETHING_NEW"));

        stored.store.update(ENVIRONMENT, 1, (account, found) -> found.withBlocks(DeliveryBlocks.NONE), NOW);

        assertThat(stored.codes()).isEmpty();
        assertThat(stored.item("SENDER"))
                .as("as a release without it writes it")
                .doesNotContainKey("blocks");
        assertThat(stored.account().shown().status()).isEqualTo(SenderStatus.READY);
    }
}
