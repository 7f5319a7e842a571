package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.templates.Locales;

/** Message templates on the page: languages, what would be done, and another template bound by hand. */
class ConsoleTemplatesE2E extends ConsolePage {

    ConsoleTemplatesE2E(LocalSystem system) {
        super(system);
    }

    @Test
    void otherLanguagesAreShownBeforeTheyAreSaved() {
        api.put(account());
        api.awaitReady(1);
        open();
        browser.type("Languages, separated by commas", "en, de, pt-BR");
        browser.click("Show what would be done");
        browser.awaitText("Templates to create: 4.");
        browser.awaitText("They are created at once.");
        browser.click("Each language (4)");
        browser.awaitText("Strong authentication, German: is created.");
        browser.click("Save these languages");
        browser.awaitText("Approved (3)");
        picture("languages");
        assertThat(api.get().body().path("locales")).hasSize(3);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aLanguageThatCannotBeIsFoundBeforeAnythingIsSent() {
        ready();
        browser.forget();
        browser.type("Languages, separated by commas", "en, german");
        browser.click("Show what would be done");
        browser.awaitText("german is no language code.");
        browser.await("the field has the focus", "document.activeElement.id === 'locales'");
        assertThat(browser.requests())
                .noneMatch(request -> request.path("method").asText().equals("POST"));

        browser.type("Languages, separated by commas", "en, xx");
        browser.click("Show what would be done");
        browser.awaitText("This was not accepted");
    }

    @Test
    void anotherTemplateIsBoundAndGivenBack() {
        SimulatedAccount account = system.graph()
                .world()
                .newAccount()
                .template("contoso_passcode", "en", "AUTHENTICATION", "APPROVED")
                .create();
        api.put(account);
        api.awaitReady(1);
        open();
        browser.awaitText("Passcodes can be sent.");
        browser.click("Change the template for English");
        browser.awaitText("mfa_device_pairing_v1 serves now. The verification has chosen it.");
        choose("contoso_passcode");
        picture("binding");
        browser.click("Use this template");
        browser.awaitText("contoso_passcode (chosen by hand)");
        assertThat(serving().path("name").asText()).isEqualTo("contoso_passcode");

        browser.click("Change the template for English");
        browser.awaitText("It was chosen by hand");
        browser.click("Let the verification choose again");
        browser.await("the choice is gone", "!document.body.innerText.includes('(chosen by hand)')");
        api.await(
                "the run's template",
                sender -> binding(sender)
                        .filter(template -> template.path("name").asText().equals("mfa_device_pairing_v1"))
                        .isPresent());
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aTemplateThatMetaRefusesIsExplainedAndTheFormerOneStays() {
        SimulatedAccount account = system.graph()
                .world()
                .newAccount()
                .template("contoso_new", "en", "AUTHENTICATION", "PENDING")
                .create();
        api.put(account);
        api.awaitReady(1);
        open();
        browser.awaitText("Passcodes can be sent.");
        browser.click("Change the template for English");
        choose("contoso_new");
        browser.click("Use this template");
        browser.awaitText("Meta still reviews this template");
        assertThat(serving().path("name").asText()).isEqualTo("mfa_device_pairing_v1");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void everyLanguageThatMetaHasStaysReadable() {
        SimulatedAccount account = account();
        api.put(SenderApi.body(account).set("locales", SenderApi.JSON.valueToTree(Locales.META_LANGUAGES)));
        api.awaitStatus("READY");
        open();
        browser.awaitText("All (" + Locales.META_LANGUAGES.size() + ")"); // Meta lets 100 be created in an hour
        browser.click("To be created (");
        browser.await("only these are shown", """
                [...document.querySelectorAll('#templates > .card')].some(purpose => {
                  const filter = purpose.querySelector('[aria-pressed=true]')?.textContent ?? '';
                  return filter.startsWith('To be created') && filter.includes(`(${purpose.querySelector('tbody').rows.length})`);
                })""");
        browser.click("All (");
        picture("all-languages");
        for (int width : new int[] {1280, 360}) {
            browser.size(width);
            assertThat(browser.barriers()).as("%d px", width).isEmpty();
            assertThat(browser.is("document.documentElement.scrollWidth <= innerWidth"))
                    .as("%d px", width)
                    .isTrue();
        }
    }

    /** Chooses in the list of templates, as a person does. */
    private void choose(String name) {
        String list = "[...document.querySelectorAll('select')].find(list => list.id.endsWith('-template'))";
        browser.evaluate("{ const list = " + list
                + "; list.value = [...list.options].find(option => option.textContent.includes(" + Browser.quoted(name)
                + ")).value; list.dispatchEvent(new Event('change', { bubbles: true })); }");
    }

    private JsonNode serving() {
        return bound(api.get().body());
    }

    private static JsonNode bound(JsonNode sender) {
        return binding(sender).orElseThrow();
    }

    /** None between the end of a choice by hand and the run that chooses again. */
    private static Optional<JsonNode> binding(JsonNode sender) {
        return StreamSupport.stream(sender.path("whatsAppTemplates").spliterator(), false)
                .filter(template -> template.path("contents")
                        .valueStream()
                        .anyMatch(content -> content.path("template").asText().equals("device_pairing")))
                .findFirst();
    }
}
