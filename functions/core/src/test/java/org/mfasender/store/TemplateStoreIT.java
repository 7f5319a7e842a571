package org.mfasender.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.sender.DeletedSender;
import org.mfasender.sender.Provisioning;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.template.Locales;
import org.mfasender.sender.template.MessageTemplate;
import org.mfasender.sender.template.Purpose;
import org.mfasender.sender.template.TemplateContent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The templates and contents beside an account. */
class TemplateStoreIT {

    private static AwsServices aws;
    private SenderStore store;

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
    }

    @Test
    void allLanguagesAndHundredsOfTemplatesAreReplacedByOthersAndRemoved() {
        store.put(Fixtures.succeeded());
        List<MessageTemplate> templates = templates(250);
        List<TemplateContent> contents = contents();
        assertThat(contents).hasSize(222);

        assertThat(store.replaceTemplates(account(), templates, contents)).isTrue();
        assertThat(store.templates(Fixtures.requested())).containsExactlyInAnyOrderElementsOf(templates);
        assertThat(store.contents(ENVIRONMENT)).containsExactlyInAnyOrderElementsOf(contents);

        List<MessageTemplate> fewer = templates.subList(100, 120);
        List<TemplateContent> one = contents.subList(5, 6);
        assertThat(store.replaceTemplates(account(), fewer, one)).isTrue();
        assertThat(store.templates(Fixtures.requested())).containsExactlyInAnyOrderElementsOf(fewer);
        assertThat(store.contents(ENVIRONMENT)).isEqualTo(one);

        DeletedSender deleted = store.delete(ENVIRONMENT, NOW).orElseThrow();
        assertThat(store.removeTemplates(deleted)).isTrue();
        assertThat(store.templates(Fixtures.requested())).isEmpty();
        assertThat(store.contents(ENVIRONMENT)).isEmpty();
    }

    @Test
    void anOvertakenRunReplacesNoTemplates() {
        store.put(Fixtures.succeeded());
        SenderAccount overtaken = account();
        store.replaceTemplates(overtaken, templates(2), List.of());
        store.put(nextRun(overtaken));

        assertThat(store.replaceTemplates(overtaken, List.of(), contents())).isFalse();
        assertThat(store.templates(Fixtures.requested())).hasSize(2);
        assertThat(store.contents(ENVIRONMENT)).isEmpty();
    }

    @Test
    void aDeletionThatWasOvertakenRemovesNoTemplates() {
        store.put(Fixtures.succeeded());
        DeletedSender deleted = store.delete(ENVIRONMENT, NOW).orElseThrow();
        store.complete(deleted);
        DeletedSender complete = (DeletedSender) store.find(ENVIRONMENT).orElseThrow();
        SenderAccount anew = revised(nextRun(nextRun(Fixtures.succeeded())), complete.revision());
        store.put(anew);
        store.replaceTemplates(account(), templates(2), List.of());

        assertThat(store.removeTemplates(deleted)).isFalse();
        assertThat(store.templates(Fixtures.requested())).hasSize(2);
    }

    @Test
    void aChangedTemplateIsWrittenAnewAndWhatStaysIsNot() {
        store.put(Fixtures.succeeded());
        store.replaceTemplates(account(), List.of(Fixtures.template("1", "a", "en", "PENDING")), List.of());
        MessageTemplate approved = Fixtures.template("1", "a", "en", "APPROVED");

        assertThat(store.replaceTemplates(account(), List.of(approved), List.of()))
                .isTrue();
        assertThat(store.templates(Fixtures.requested())).containsExactly(approved);
    }

    @Test
    void itemsHaveTheKeysThatTheTemplateAndTheStateMachineNameAndNoSecret() {
        store.put(Fixtures.succeeded());
        store.replaceTemplates(account(), templates(1), contents().subList(0, 1));
        List<Map<String, AttributeValue>> items = aws.dynamoDb()
                .scan(request -> request.tableName(AwsServices.TABLE))
                .items();

        assertThat(items)
                .allSatisfy(item -> assertThat(text(item, "pk")).isEqualTo("ENV#" + ENVIRONMENT))
                .extracting(item -> text(item, "sk"))
                .containsExactlyInAnyOrder("SENDER", "TEMPLATE#0", "CONTENT#device_pairing#af");
        assertThat(items.toString()).doesNotContain(Fixtures.TOKEN, Fixtures.APP_SECRET);
    }

    private SenderAccount account() {
        return store.findAccount(ENVIRONMENT).orElseThrow();
    }

    private static SenderAccount nextRun(SenderAccount account) {
        long generation = account.generation() + 1;
        return account.withProvisioning(Provisioning.requested(generation, ENVIRONMENT + "-" + generation, NOW), NOW);
    }

    private static SenderAccount revised(SenderAccount account, long revision) {
        return new SenderAccount(
                account.id(),
                account.environmentId(),
                revision,
                account.whatsAppAccountBusinessId(),
                account.appId(),
                account.credentials(),
                account.acceptExpiringToken(),
                account.tokenExpiresAt(),
                account.locales(),
                account.numbers(),
                account.selectedNumberId(),
                account.provisioning(),
                account.idempotencyKey(),
                account.createdAt(),
                account.updatedAt());
    }

    private static List<MessageTemplate> templates(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Fixtures.template(Integer.toString(i), "template_" + i, "en", "APPROVED"))
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
