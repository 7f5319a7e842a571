package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.local.e2e.ContentsApi.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.webhooks.Webhooks;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** An administrator's contents: bound by hand, kept by runs, shown as they are at Meta, chosen at send time. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class ContentsE2E {

    private final World world;
    private final Webhooks webhooks;
    private final SenderApi api;
    private final ContentsApi contents;
    private final SimulatedAccount account;
    private final Waba waba;

    ContentsE2E(LocalSystem system) {
        this.world = system.graph().world();
        this.webhooks = system.graph().webhooks();
        this.api = new SenderApi(system.httpUri());
        this.contents = new ContentsApi(api);
        this.account = world.newAccount().create();
        this.waba = world.waba(account.wabaId());
    }

    @BeforeEach
    void configure() {
        api.put(account);
        api.awaitStatus("READY");
    }

    @AfterEach
    void noAnswerHoldsASecret() {
        assertThat(contents.answered()).doesNotContain(account.userAccessToken(), account.appSecret());
    }

    @Test
    void templatesAndContentsAreListedAsTheyStand() {
        JsonNode templates = contents.get(contents.templatesPath()).body();
        JsonNode listed = contents.contents().body();
        JsonNode content = listed.at("/_embedded/contents/0");

        assertThat(templates.at("/_embedded/templates").findValuesAsText("displayName"))
                .containsExactly("Device Pairing", "Strong Authentication");
        assertThat(templates.path("count").asInt()).isEqualTo(2);
        JsonNode template = templates.at("/_embedded/templates/0");
        assertThat(contents.get(ContentsApi.self(template)).body()).isEqualTo(template);
        assertThat(template.at("/states/USABLE").asInt()).isEqualTo(1);
        assertThat(contents.get(template.at("/_links/contents/href").asText()).body())
                .isEqualTo(listed);
        assertThat(listed.path("count").asInt()).isEqualTo(1);
        assertThat(content.path("locale").asText()).isEqualTo("en");
        assertThat(content.path("default").asBoolean()).isTrue();
        assertThat(content.path("manual").asBoolean()).isFalse();
        assertThat(content.path("state").asText()).isEqualTo("USABLE");
        assertThat(content.at("/whatsAppTemplate/name").asText()).isEqualTo("mfa_device_pairing_v1");
        assertThat(contents.get(ContentsApi.self(content)).body()).isEqualTo(content);
    }

    @Test
    void whatAPersonBindsSurvivesARunUntilItIsDeleted() {
        Template own = approved("contoso_passcode", "en");
        JsonNode automatic = contents.content("en");

        SenderApi.Answer bound = contents.replace(automatic, binding("EN", own));

        assertThat(bound.status()).isEqualTo(200);
        assertThat(bound.body().path("id")).isEqualTo(automatic.path("id"));
        assertThat(bound.body().path("manual").asBoolean()).isTrue();
        assertThat(bindingsOf(own)).containsExactly("device_pairing en");
        runAgain();
        assertThat(contents.content("en").at("/whatsAppTemplate/id").asText()).isEqualTo(own.id());
        assertThat(api.get().body().path("status").asText()).isEqualTo("READY");

        assertThat(contents.remove(contents.content("en")).status()).isEqualTo(204);
        assertThat(contents.contents().body().path("count").asInt()).isZero();
        runAgain();
        assertThat(contents.content("en").path("manual").asBoolean()).isFalse();
        assertThat(contents.content("en").path("whatsAppTemplate")).isEqualTo(automatic.path("whatsAppTemplate"));
    }

    @Test
    void aDefaultContentThatAPersonBoundAndMetaStoppedIsReported() {
        Template own = approved("contoso_passcode", "en");
        contents.replace(contents.content("en"), binding("en", own));
        webhooks.watch();
        Reported.awaitLater();
        waba.templates().put(own.withLife(life -> life.in("PAUSED", Instant.now(), null)));
        runAgain();

        JsonNode stopped = api.get().body();

        assertThat(stopped.path("status").asText()).isEqualTo("ACTION_REQUIRED");
        assertThat(Checks.named(stopped, "FAILED")).containsExactly("templatesUsable");
        contents.remove(contents.content("en"));
        api.put(account);
        api.awaitStatus("READY");
    }

    @Test
    void aNewContentIsFoundAtItsLocation() {
        Template french = approved("contoso_passcode", "fr");

        SenderApi.Answer added = contents.add(binding("fr_fr", french));

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("Location")).isEqualTo(ContentsApi.self(added.body()));
        assertThat(contents.get(added.header("Location")).body()).isEqualTo(added.body());
        assertThat(added.body().path("locale").asText()).isEqualTo("fr-FR");
        assertThat(added.body().at("/whatsAppTemplate/language").asText()).isEqualTo("fr");
        assertThat(added.body().path("default").asBoolean()).isFalse();
        assertThat(bindingsOf(french)).containsExactly("device_pairing fr-FR");
    }

    @Test
    void aContentWhoseTemplateVanishedIsShownAsDangling() {
        Template german = approved("contoso_passcode", "de");
        contents.add(binding("de", german));
        waba.templates().remove(german, null);
        runAgain();

        JsonNode content = contents.content("de");
        SenderApi.Answer preview = contents.preview(content);

        assertThat(content.path("state").asText()).isEqualTo("DANGLING");
        assertThat(content.path("usable").asBoolean()).isFalse();
        assertThat(content.at("/whatsAppTemplate/id").asText()).isEqualTo(german.id());
        assertThat(contents.serving("de", null).body().path("match").asText()).isEqualTo("DEFAULT");
        ErrorBody.check(preview, 409, "INVALID_REQUEST");
        assertThat(ErrorBody.details(preview)).containsExactly("whatsAppTemplate CONSTRAINT_VIOLATION");
        JsonNode replaced = contents.replace(content, binding("de", approved("contoso_passcode_2", "de")))
                .body();
        assertThat(replaced.path("state").asText()).isEqualTo("USABLE");
    }

    @Test
    void whatCannotCarryAPasscodeIsNotBound() {
        Template english = approved("contoso_passcode", "en");
        Waba foreign = world.waba(world.newAccount().create().wabaId());
        Template foreignTemplate = world.addTemplate(foreign, "contoso_passcode", "en", "AUTHENTICATION", "APPROVED");
        Template elsewhere = world.addTemplate(foreign, "fabrikam", "en", "AUTHENTICATION", "APPROVED");
        Template marketing = world.addTemplate(waba, "sale", "en", "MARKETING", "APPROVED");
        Template pending = world.addTemplate(waba, "contoso_new", "en", "AUTHENTICATION", "PENDING");
        JsonNode before = contents.contents().body();
        ObjectNode otherLanguage = binding("fr", english);
        otherLanguage.withObject("/whatsAppTemplate").put("language", "fr");
        ObjectNode otherCategory = binding("fr", english);
        otherCategory.withObject("/whatsAppTemplate").put("category", "MARKETING");

        assertRefused(binding("fr", foreignTemplate), "whatsAppTemplate.id INVALID_VALUE");
        assertRefused(binding("fr", elsewhere), "whatsAppTemplate.name INVALID_VALUE");
        assertRefused(binding("fr", marketing), "whatsAppTemplate.category CONSTRAINT_VIOLATION");
        assertRefused(binding("fr", pending), "whatsAppTemplate.id CONSTRAINT_VIOLATION");
        assertRefused(otherLanguage, "whatsAppTemplate.language INVALID_VALUE");
        assertRefused(otherCategory, "whatsAppTemplate.category INVALID_VALUE");
        assertThat(contents.contents().body()).isEqualTo(before);
    }

    @Test
    void everyFaultOfABodyIsReportedAtOnce() {
        ObjectNode body =
                SenderApi.JSON.createObjectNode().put("deliveryMethod", "SMS").put("locale", "tlh");
        body.putObject("whatsAppTemplate").put("id", "x");

        assertRefused(
                body,
                "deliveryMethod INVALID_VALUE",
                "locale INVALID_VALUE",
                "whatsAppTemplate.id INVALID_VALUE",
                "whatsAppTemplate.name REQUIRED_VALUE",
                "whatsAppTemplate.category REQUIRED_VALUE",
                "whatsAppTemplate.language REQUIRED_VALUE");
    }

    @Test
    void localeAndVariantStayAsTheyAre() {
        Template own = approved("contoso_passcode", "en");
        JsonNode content = contents.content("en");

        SenderApi.Answer refused = contents.replace(content, binding("de", own).put("variant", "Short"));

        ErrorBody.check(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused)).containsExactly("locale INVALID_VALUE", "variant INVALID_VALUE");
        assertThat(contents.content("en")).isEqualTo(content);
    }

    @Test
    void ofManyRequestsForOneContentOneIsTaken() {
        Template own = approved("contoso_passcode", "fr");

        List<SenderApi.Answer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> contents.add(binding("fr", own)))
                .toList();

        assertThat(answers)
                .extracting(SenderApi.Answer::status)
                .containsOnlyOnce(201)
                .containsOnly(201, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> {
            ErrorBody.check(answer, 409, "INVALID_REQUEST");
            assertThat(ErrorBody.details(answer)).containsExactly("locale UNIQUENESS_VIOLATION");
            assertThat(answer.body().at("/details/0/innerError/existingId"))
                    .isEqualTo(contents.content("fr").path("id"));
        });
    }

    @Test
    void aVariantIsAContentOfItsOwn() {
        Template own = approved("contoso_short", "en");

        SenderApi.Answer added = contents.add(binding("en", own).put("variant", "Short"));
        SenderApi.Answer again = contents.add(binding("en", own).put("variant", "sHORT"));

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body().path("default").asBoolean()).isFalse();
        ErrorBody.check(again, 409, "INVALID_REQUEST");
        assertThat(contents.serving("en", null).body().at("/content/id"))
                .isEqualTo(contents.content("en").path("id"));
        JsonNode served = contents.serving("de", "SHORT").body();
        assertThat(served.path("match").asText()).isEqualTo("DEFAULT");
        assertThat(served.at("/whatsAppTemplate/id").asText()).isEqualTo(own.id());
        runAgain();
        assertThat(contents.get(ContentsApi.self(added.body()))
                        .body()
                        .path("manual")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theContentThatServesIsAnsweredWithHowTheLocaleMatched() {
        contents.add(binding("fr", approved("contoso_passcode", "fr")));

        JsonNode exact = contents.serving("fr", null).body();
        JsonNode language = contents.serving("fr-CH, de;q=0.9", null).body();
        JsonNode fallback = contents.serving("ja", null).body();

        assertThat(exact.path("match").asText()).isEqualTo("EXACT");
        assertThat(language.path("match").asText()).isEqualTo("LANGUAGE");
        assertThat(language.at("/whatsAppTemplate/name").asText()).isEqualTo("contoso_passcode");
        assertThat(language.at("/whatsAppTemplate/language").asText()).isEqualTo("fr");
        assertThat(fallback.path("match").asText()).isEqualTo("DEFAULT");
        assertThat(contents.serving(null, null).body()).isEqualTo(fallback);
    }

    @Test
    void nothingThatServesIsAnsweredWithWhatToDo() {
        contents.remove(contents.content("en"));

        SenderApi.Answer nothing = contents.serving("fr", null);
        SenderApi.Answer noVariant = contents.serving("fr", "unheard-of");
        SenderApi.Answer noLocale = contents.serving("f;q=7", null);

        ErrorBody.check(nothing, 404, "NOT_FOUND");
        assertThat(nothing.body().path("message").asText())
                .contains("default locale en", "No template is bound", "Bind an approved template", "start a run");
        assertThat(nothing.body().at("/details/0/innerError/apiHint").asText()).contains("POST", "PUT");
        ErrorBody.check(noVariant, 404, "NOT_FOUND");
        ErrorBody.check(noLocale, 400, "INVALID_REQUEST");
        assertThat(ErrorBody.details(noLocale)).containsExactly("locale INVALID_VALUE");
    }

    @Test
    void aPreviewShowsTheTextThatMetaSends() {
        contents.add(binding("es", approved("contoso_passcode", "es")));

        JsonNode english = contents.preview(contents.content("en")).body();
        JsonNode spanish = contents.preview(contents.content("es")).body();

        assertThat(english.path("body").asText())
                .isEqualTo("*{{1}}* is your verification code. For your security, do not share this code.");
        assertThat(english.path("footer").asText()).isEqualTo("This code expires in 10 minutes.");
        assertThat(english.at("/buttons/0/text").asText()).isEqualTo("Copy code");
        assertThat(english.path("whatsAppTemplate"))
                .isEqualTo(contents.content("en").path("whatsAppTemplate"));
        assertThat(spanish.path("language").asText()).isEqualTo("es");
        assertThat(spanish.path("body").asText()).startsWith("Tu código de verificación es *{{1}}*.");
    }

    @Test
    void aLanguageThatMetaHasNoTextInIsReported() {
        waba.refuseLanguages(Set.of("en"));

        SenderApi.Answer preview = contents.preview(contents.content("en"));

        ErrorBody.check(preview, 409, "INVALID_REQUEST");
        assertThat(preview.body().at("/details/0/message").asText()).contains("no text", "en");
        assertThat(preview.body().at("/details/0/innerError/code").asInt()).isEqualTo(100);
    }

    @Test
    void whatIsDeletedIsGone() {
        JsonNode content = contents.content("en");

        SenderApi.Answer removed = contents.remove(content);

        assertThat(removed.status()).isEqualTo(204);
        assertThat(removed.response().body()).isEmpty();
        assertThat(removed.header("Cache-Control")).isEqualTo("no-store");
        ErrorBody.check(contents.remove(content), 404, "NOT_FOUND");
        ErrorBody.check(contents.get(ContentsApi.self(content)), 404, "NOT_FOUND");
        ErrorBody.check(contents.preview(content), 404, "NOT_FOUND");
        assertThat(waba.templates().find("mfa_device_pairing_v1", "en")).isPresent();
    }

    private Template approved(String name, String language) {
        return world.addTemplate(waba, name, language, "AUTHENTICATION", "APPROVED");
    }

    private void runAgain() {
        api.put(account, "Idempotency-Key", UUID.randomUUID().toString());
        api.awaitEnd();
    }

    private void assertRefused(JsonNode body, String... details) {
        SenderApi.Answer refused = contents.add(body);
        ErrorBody.check(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused)).containsExactly(details);
    }

    /** What the sender's list of templates says that a template is bound to. */
    private List<String> bindingsOf(Template template) {
        for (JsonNode listed : api.get().body().path("whatsAppTemplates")) {
            if (listed.path("id").asText().equals(template.id())) {
                return listed.path("contents").findParents("locale").stream()
                        .map(binding -> binding.path("template").asText() + " "
                                + binding.path("locale").asText())
                        .toList();
            }
        }
        throw new AssertionError("The sender has no template " + template.name());
    }
}
