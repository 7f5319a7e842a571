package org.mfasender.templates.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.WABA;
import static org.mfasender.Fixtures.revised;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.local.aws.HeldRequest;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.sender.AccountContents;
import org.mfasender.sender.DeletedSender;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.Locales;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The templates and contents beside an account. */
class TemplateStoreIT {

    private static final String OTHER_WABA = "217640915503382";
    private static final TemplateOwner OWNER = Fixtures.succeeded().owner();

    private static AwsServices aws;
    private SenderStore store;
    private TemplateStore templateStore;
    private AccountContents contents;

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
        store = new SenderStore(aws.dynamoDb(), AwsServices.TABLE, AwsServices.history(aws.dynamoDb()));
        templateStore = new TemplateStore(aws.dynamoDb(), AwsServices.TABLE);
        contents = new AccountContents(store, templateStore);
    }

    @Test
    void allLanguagesAndHundredsOfTemplatesAreReplacedByOthersAndRemoved() {
        store.put(Fixtures.succeeded());
        List<MessageTemplate> templates = templates(250);
        List<TemplateContent> contents = contents();
        assertThat(contents).hasSize(222);

        assertThat(replace(account(), templates, contents)).isTrue();
        assertAreTemplates(templates, contents);
        assertThat(templateStore.contents(ENVIRONMENT)).containsExactlyInAnyOrderElementsOf(contents);

        List<MessageTemplate> fewer = templates.subList(100, 120);
        List<TemplateContent> one = contents.subList(5, 6);
        assertThat(replace(account(), fewer, one)).isTrue();
        assertAreTemplates(fewer, one);
        assertThat(templateStore.contents(ENVIRONMENT)).isEqualTo(one);

        DeletedSender deleted = store.delete(ENVIRONMENT, NOW).orElseThrow();
        templateStore.removeAll(ENVIRONMENT, deleted.generation());
        assertThat(templateStore.templates(OWNER)).isEmpty();
        assertThat(templateStore.contents(ENVIRONMENT)).isEmpty();
    }

    private void assertAreTemplates(List<MessageTemplate> found, List<TemplateContent> bound) {
        assertThat(templateStore.templates(OWNER))
                .containsAll(found)
                .extracting(MessageTemplate::id)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(found.stream(), bound.stream().map(TemplateContent::template))
                                .map(MessageTemplate::id)
                                .distinct()
                                .toList());
    }

    @Test
    void aRunHasNoEffectOnADeletedAccount() {
        store.put(Fixtures.succeeded());
        SenderAccount deleted = account();
        store.delete(ENVIRONMENT, NOW);

        assertThat(replace(deleted, templates(1), List.of())).isFalse();
        assertThat(templateStore.put(deleted.owner(), TemplateLedger.EMPTY)).isFalse();
        assertThat(templateStore.templates(OWNER)).isEmpty();
    }

    @Test
    void aSupersededRunReplacesNoTemplates() {
        store.put(Fixtures.succeeded());
        SenderAccount superseded = account();
        replace(superseded, templates(2), List.of());
        store.put(nextRun(account()));

        assertThat(replace(superseded, List.of(), contents())).isFalse();
        assertThat(templateStore.templates(OWNER)).hasSize(2);
        assertThat(templateStore.contents(ENVIRONMENT)).isEmpty();
    }

    @Test
    void aDeletionThatWasSupersededRemovesNoTemplates() {
        store.put(Fixtures.succeeded());
        DeletedSender deleted = store.delete(ENVIRONMENT, NOW).orElseThrow();
        store.complete(deleted);
        DeletedSender complete = (DeletedSender) store.find(ENVIRONMENT).orElseThrow();
        SenderAccount next = revised(nextRun(nextRun(Fixtures.succeeded())), complete.revision());
        store.put(next);
        replace(account(), templates(2), List.of());

        templateStore.removeAll(ENVIRONMENT, deleted.generation());

        assertThat(templateStore.templates(OWNER)).hasSize(2);
    }

    @Test
    void aChangedTemplateIsWrittenAgainAndWhatStaysIsNot() {
        store.put(Fixtures.succeeded());
        replace(account(), List.of(Fixtures.template("1", "a", "en", "PENDING")), List.of());
        MessageTemplate approved = Fixtures.template("1", "a", "en", "APPROVED");

        assertThat(replace(account(), List.of(approved), List.of())).isTrue();
        assertThat(templateStore.templates(OWNER)).containsExactly(approved);
    }

    @Test
    void itemsHaveTheKeysThatTheTemplateAndTheStateMachineNameAndNoSecret() {
        store.put(Fixtures.succeeded());
        MessageTemplate unbound = Fixtures.template("unbound", "a", "en", "APPROVED");
        TemplateContent bound = contents().getFirst();
        replace(account(), List.of(bound.template(), unbound), List.of(bound));
        List<Map<String, AttributeValue>> items = aws.dynamoDb()
                .scan(request -> request.tableName(AwsServices.TABLE))
                .items();

        assertThat(items)
                .allSatisfy(item -> assertThat(text(item, "pk")).isIn("ENV#" + ENVIRONMENT, "HISTORY#" + ENVIRONMENT))
                .filteredOn(item -> text(item, "pk").startsWith("ENV#"))
                .extracting(item -> text(item, "sk"))
                .containsExactlyInAnyOrder(
                        "SENDER",
                        "SENDER#RUN#1",
                        "SEND",
                        "TEMPLATE#" + WABA + "#unbound",
                        "CONTENT#" + WABA + "#device_pairing#af");
        assertThat(items.toString()).doesNotContain(Fixtures.TOKEN, Fixtures.APP_SECRET);
    }

    @Test
    void aContentThatAPersonAddsIsThereOnceAndItsTemplateIsRecorded() {
        store.put(Fixtures.succeeded());
        TemplateContent content = byHand("en", null, "1");

        contents.add(account(), content);

        assertThat(templateStore.contents(OWNER, Purpose.DEVICE_PAIRING)).containsExactly(content);
        assertThat(templateStore.content(OWNER, Purpose.DEVICE_PAIRING, content.id()))
                .contains(content);
        assertThat(templateStore.contents(OWNER, Purpose.STRONG_AUTHENTICATION)).isEmpty();
        assertThat(templateStore.templates(OWNER)).containsExactly(content.template());
        assertThatThrownBy(() -> contents.add(account(), byHand("en", null, "2")))
                .isInstanceOf(StaleRevisionException.class);
        contents.add(account(), byHand("en", "Short", "2"));
        assertThatThrownBy(() -> contents.add(account(), byHand("en", "sHORT", "3")))
                .isInstanceOf(StaleRevisionException.class);
    }

    @Test
    void aContentIsReplacedAndRemovedOnlyAsItWasRead() {
        store.put(Fixtures.succeeded());
        TemplateContent read = byHand("en", null, "1");
        contents.add(account(), read);
        TemplateContent other = read.reboundByHand(Fixtures.template("2", "b", "en", "APPROVED"), NOW.plusSeconds(1));

        contents.replace(account(), read, other);

        assertThat(templateStore.contents(OWNER)).containsExactly(other);
        assertThatThrownBy(() -> contents.replace(account(), read, read)).isInstanceOf(StaleRevisionException.class);
        assertThatThrownBy(() -> contents.remove(account(), read)).isInstanceOf(StaleRevisionException.class);
        contents.remove(account(), other);
        assertThat(templateStore.contents(OWNER)).isEmpty();
        assertThatThrownBy(() -> contents.remove(account(), other)).isInstanceOf(StaleRevisionException.class);
    }

    @Test
    void aTemplateThatAPersonBindsKeepsTheMemoryOfWhatItSaidAtFirst() {
        store.put(Fixtures.succeeded());
        MessageTemplate first = Fixtures.template("1", "a", "en", "APPROVED");
        replace(account(), List.of(first), List.of());
        MessageTemplate edited =
                new MessageTemplate("1", "a", "en", "AUTHENTICATION", "APPROVED", null, null, null, null);

        contents.add(account(), TemplateContent.manual(ENVIRONMENT, Purpose.DEVICE_PAIRING, "en", null, edited, NOW));

        assertThat(templateStore.templates(OWNER)).containsExactly(edited.rememberedFrom(first));
    }

    @Test
    void aWriteOfTheAccountDuringATransactionIsAConflict() throws Exception {
        store.put(Fixtures.succeeded());
        SenderAccount read = account();
        CompletableFuture<Void> transaction;
        try (HeldRequest held = aws.holdNext("TransactWriteItems")) {
            transaction = CompletableFuture.runAsync(() -> contents.add(read, byHand("en", null, "1")));
            held.awaitBegun();

            assertThatThrownBy(() -> store.put(read)).isInstanceOf(StaleRevisionException.class);
        }
        transaction.join();
        assertThat(templateStore.contents(ENVIRONMENT)).hasSize(1);
        store.put(account());
    }

    @Test
    void aTransactionDuringAWriteOfTheAccountIsAConflict() throws Exception {
        store.put(Fixtures.succeeded());
        SenderAccount read = account();
        CompletableFuture<Void> write;
        CompletableFuture<Boolean> ledger;
        try (HeldRequest held = aws.holdNext("TransactWriteItems")) {
            write = CompletableFuture.runAsync(() -> store.put(read.changing(
                    read.generation(), connection -> connection.withTokenExpiry(NOW.plusSeconds(3600)), NOW)));
            held.awaitBegun();

            assertThatThrownBy(() -> contents.add(read, byHand("en", null, "1")))
                    .isInstanceOf(StaleRevisionException.class);
            ledger = CompletableFuture.supplyAsync(() -> templateStore.put(read.owner(), TemplateLedger.EMPTY));
        }
        write.join();
        assertThat(ledger.join()).as("repeated by itself").isTrue();
        assertThat(templateStore.contents(ENVIRONMENT)).isEmpty();
    }

    @Test
    void nothingIsBoundByHandOnceTheEnvironmentHasAnotherAccountOrNone() {
        store.put(Fixtures.succeeded());
        SenderAccount read = account();
        TemplateContent content = byHand("en", null, "1");
        contents.add(read, content);
        store.delete(ENVIRONMENT, NOW);

        assertThatThrownBy(() -> contents.add(read, byHand("de", null, "1")))
                .isInstanceOf(StaleRevisionException.class);
        assertThatThrownBy(() -> contents.remove(read, content)).isInstanceOf(StaleRevisionException.class);
        assertThat(templateStore.contents(ENVIRONMENT)).containsExactly(content);
    }

    @Test
    void whatIsLeftOfAnotherAccountIsNoObstacle() {
        store.put(Fixtures.succeeded());
        contents.add(account(), byHand("en", null, "1"));
        SenderAccount other = Fixtures.account(null, Fixtures.tried(2, OTHER_WABA, Fixtures.credentials()));
        store.put(revised(other, account().revision()));
        TemplateContent content = byHand("en", null, "2");

        contents.add(account(), content);

        assertThat(templateStore.contents(other.owner())).containsExactly(content);
    }

    private static TemplateContent byHand(String locale, @Nullable String variant, String templateId) {
        return TemplateContent.manual(
                ENVIRONMENT,
                Purpose.DEVICE_PAIRING,
                locale,
                variant,
                Fixtures.template(templateId, "a", "en", "APPROVED"),
                NOW);
    }

    private boolean replace(SenderAccount account, List<MessageTemplate> templates, List<TemplateContent> contents) {
        return this.contents
                .record(account.owner(), templates, NOW, recorded -> contents)
                .isPresent();
    }

    private SenderAccount account() {
        return store.findAccount(ENVIRONMENT).orElseThrow();
    }

    private static SenderAccount nextRun(SenderAccount account) {
        return account.rerunning(account.newest(), ENVIRONMENT + "-" + (account.generation() + 1) + "-0e5ec07e", NOW);
    }

    private static List<MessageTemplate> templates(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Fixtures.template(Integer.toString(1000 + i), "template_" + i, "en", "APPROVED"))
                .toList();
    }

    private static List<TemplateContent> contents() {
        return Stream.of(Purpose.values())
                .flatMap(purpose -> Locales.META_LANGUAGES.stream()
                        .map(language -> Fixtures.content(purpose, Locales.canonical(language), "APPROVED")))
                .toList();
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name)).s();
    }
}
