package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.bench.PageLoad;
import org.mfasender.local.graph.world.SimulatedAccount;

/** The page as a person uses it, in a real browser against the local system. */
class ConsolePageE2E extends ConsolePage {

    ConsolePageE2E(LocalSystem system) {
        super(system);
    }

    @Test
    void fourValuesBecomeASenderAndNoSecretStays() {
        SimulatedAccount account = account();
        browser.open(URI.create(system.httpUri() + "/console"));
        browser.awaitText("Which environment?");
        picture("environment");
        browser.type("Environment ID", api.environment().toString());
        browser.click("Open");
        browser.awaitText("This environment has no WhatsApp sender yet.");
        picture("empty");

        enter(browser, account);
        browser.click("Check: A payment method");
        browser.awaitText("1 passed");
        browser.evaluate("document.querySelector('#connection form button[type=button]:not([aria-pressed])').click()");
        browser.awaitText("All checks passed. Nothing has been stored yet.");
        picture("checked");
        assertThat(api.get().status()).isEqualTo(404);

        browser.click("Save and verify");
        browser.awaitText("Passcodes can be sent.");
        api.awaitReady(1);
        browser.awaitText("Approved (1)");
        picture("ready");
        browser.await("the run has ended", "!document.body.innerText.includes('Running')");
        view("console", 880);
        browser.click("Show the message in English");
        browser.awaitText("123456 is your verification code.");
        picture("preview");
        thereIsNoSecretOf(account);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aWrongSecretIsFoundAndItsFieldIsOneClickAway() {
        SimulatedAccount account = account();
        open();
        enter(browser, account);
        browser.type("App Secret", "0123456789abcdef0123456789abcdef");
        browser.click("Save and verify");
        browser.awaitText("Something has to be fixed before passcodes can be sent.");
        browser.awaitText("Go to App Secret");
        picture("refused");
        browser.click("Go to App Secret");
        browser.await("the field has the focus", "document.activeElement.id === 'field-appSecret'");

        browser.type("Access Token", account.userAccessToken());
        browser.type("App Secret", account.appSecret());
        browser.click("Save and verify");
        browser.awaitText("Passcodes can be sent.");
        thereIsNoSecretOf(account);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void oneOfSeveralNumbersIsSelected() {
        SimulatedAccount account = system.graph()
                .world()
                .newAccount()
                .numbers(12)
                .number(number -> number.set("status", "BANNED"))
                .create();
        api.put(account);
        JsonNode found = api.awaitStatus("NUMBER_REQUIRED");
        String wanted = found.at("/numbers/4/number").asText();
        open();
        browser.awaitText("Select the number that sends the passcodes.");
        browser.awaitText("Cannot send");
        picture("numbers");
        browser.type("Search among", wanted.substring(wanted.length() - 4));
        browser.awaitText("1 found");
        browser.evaluate("document.querySelector('.numbers input').click()");
        browser.click("Use this number");
        browser.awaitText("Selected");
        JsonNode selected = api.await(
                "a selected number",
                sender -> sender.path("numbers").findValuesAsText("selected").contains("true"));
        assertThat(selected.at("/numbers/4/selected").asBoolean()).isTrue();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aRefusedCandidateStandsBesideWhatWorks() {
        SimulatedAccount account = account();
        api.put(account);
        api.awaitReady(1);
        open();
        browser.awaitText("Working since");
        browser.click("Replace both");
        browser.await("the field has the focus", "document.activeElement.id === 'field-userAccessToken'");
        browser.type("Access Token", "EAAsimulatedTokenThatNeverWas");
        browser.type("App Secret", account.appSecret());
        browser.click("Save and verify");
        browser.awaitText("They were not accepted. What worked before goes on working.");
        browser.awaitText("Passcodes can be sent.");
        picture("candidate");
        browser.scheme("dark");
        browser.size(360);
        picture("candidate-small-dark");
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .as("nothing is wider than a phone")
                .isEqualTo(360);
        browser.click("Discard new values");
        browser.await("the candidate is gone", "!document.getElementById('candidate')");
        assertThat(api.get().body().has("candidate")).isFalse();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aSenderIsRemovedAfterAQuestion() {
        SimulatedAccount account = account();
        api.put(account);
        api.awaitReady(1);
        open();
        browser.click("Remove the sender …");
        browser.awaitText("Remove the sender of this environment?");
        assertThat(browser.is("document.querySelector('dialog .danger').disabled"))
                .isTrue();
        browser.click("I understand");
        picture("removal");
        browser.evaluate("document.querySelector('dialog .danger').click()");
        browser.awaitText("The sender is removed.");
        assertThat(api.get().status()).isEqualTo(404);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void theFirstVisitTransfersThreeFilesOfLessThan60Kilobytes() throws Exception {
        PageLoad load = PageLoad.measure(Browser.program().orElseThrow(), system.httpUri(), 1);

        assertThat(load.files()).isEqualTo(3);
        assertThat(load.bytes()).isBetween(10_000L, 60_000L);
    }

    /** Neither where it is shown nor where it could be kept; only requests that submit or check it have it. */
    private void thereIsNoSecretOf(SimulatedAccount account) {
        String kept = browser.evaluate("""
                        JSON.stringify([document.documentElement.outerHTML,
                            [...document.querySelectorAll('input')].map(input => input.value),
                            {...localStorage}, {...sessionStorage}, document.cookie, location.href, history.state])""").asText();
        assertThat(kept).doesNotContain(account.userAccessToken(), account.appSecret());
        assertThat(browser.requests())
                .filteredOn(request -> request.toString().contains(account.userAccessToken()))
                .isNotEmpty()
                .allSatisfy(request -> {
                    assertThat(request.path("method").asText()).isIn("PUT", "POST");
                    assertThat(request.path("url").asText()).matches(".*/whatsApp(/checks)?");
                });
    }
}
