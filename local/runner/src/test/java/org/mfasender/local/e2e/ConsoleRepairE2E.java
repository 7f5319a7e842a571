package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;

/** What a person does on the page about a sender that does not work: runs, registration of a number, removal. */
class ConsoleRepairE2E extends ConsolePage {

    private static final String PIN = "519042";

    ConsoleRepairE2E(LocalSystem system) {
        super(system);
    }

    @Test
    void aRunBeginsWithTheStepThatIsChosen() {
        ready();
        String before = startOf("list-numbers");
        browser.evaluate("""
                {
                  const list = document.getElementById('first-step');
                  list.value = 'provision-templates';
                  list.dispatchEvent(new Event('change', { bubbles: true }));
                }""");
        browser.click("Verify again");
        api.awaitReady(2);
        assertThat(startOf("list-numbers")).isEqualTo(before);
        browser.await("it can begin again", "document.getElementById('first-step')");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aRunThatWaitsIsCancelled() {
        api.put(system.graph()
                .world()
                .newAccount()
                .reviewDelay(Duration.ofMinutes(10))
                .create());
        api.await(
                "a run that waits",
                sender -> sender.at("/provisioning/status").asText().equals("WAITING"));
        open();
        browser.click("Cancel the verification");
        browser.awaitText("cancelled");
        browser.awaitText("Verify again");
        picture("cancelled");
        assertThat(api.get().body().at("/provisioning/status").asText()).isEqualTo("FAILED");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aNumberIsRegisteredOnceAndThePinStaysNowhere() {
        PhoneNumber number = unregistered();
        open();
        browser.forget();
        browser.click("Register +");
        browser.awaitText("The PIN goes to Meta and is kept nowhere here.");
        browser.type("PIN", "12");
        browser.click("Register it now.");
        browser.click("Register the number");
        browser.awaitText("The PIN has six digits.");
        browser.type("Country", "Germany");
        browser.type("PIN", PIN);
        browser.click("Register the number");
        browser.awaitText("GERMANY is no country.");
        assertThat(number.registrations()).isZero();
        isForEverybody("registration");

        browser.type("Country", "de");
        browser.evaluate(
                "{ const button = document.querySelector('dialog [type=submit]'); button.click(); button.click(); }");
        browser.await("the dialog is closed", "!document.querySelector('dialog[open]')");
        browser.awaitText("Passcodes can be sent.");
        assertThat(number.registrations()).isEqualTo(1);
        assertThat(number.region()).isEqualTo("DE");
        String kept = browser.evaluate("""
                        JSON.stringify([document.documentElement.outerHTML,
                            [...document.querySelectorAll('input')].map(input => input.value),
                            {...localStorage}, {...sessionStorage}, document.cookie, location.href, history.state])""").asText();
        assertThat(kept).doesNotContain(PIN);
        assertThat(browser.requests())
                .filteredOn(request -> request.toString().contains(PIN))
                .singleElement()
                .satisfies(request -> assertThat(request.path("url").asText()).endsWith("/registration"));
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void theKeyboardAloneRegistersANumber() {
        PhoneNumber number = unregistered();
        open();
        browser.await("it can be registered", "document.querySelector('.numbers button')");
        browser.evaluate("document.querySelector('.numbers button').focus()");
        browser.press("Enter", 13);
        browser.await("the PIN has the focus", "document.activeElement.id === 'field-pin'");
        browser.press("Escape", 27);
        browser.await("the dialog is gone", "!document.getElementById('registration-title')");
        browser.await("the button has the focus again", "document.activeElement.matches('.numbers button')");
        browser.press("Enter", 13);
        browser.await("the PIN has the focus", "document.activeElement.id === 'field-pin'");
        browser.insert(PIN);
        for (int i = 0; i < 3; i++) { // over Show and the country
            browser.press("Tab", 9);
        }
        browser.press(" ", 32);
        browser.press("Enter", 13);
        browser.awaitText("Passcodes can be sent.");
        assertThat(number.registrations()).isEqualTo(1);
    }

    @Test
    void aWrongPinIsSaidBesideItsField() {
        PhoneNumber number = unregistered();
        open();
        register("770913");
        browser.awaitText("This is not the number's PIN.");
        browser.await("the field has the focus", "document.activeElement.id === 'field-pin'");
        picture("wrong-pin");
        browser.click("Cancel");
        browser.await("the dialog is closed", "!document.getElementById('field-pin')");
        browser.click("Register +");
        browser.await("the dialog is open again", "!!document.getElementById('field-pin')");
        assertThat(browser.evaluate("document.getElementById('field-pin').value")
                        .asText())
                .as("forgotten")
                .isEmpty();
        assertThat(number.registrations()).isEqualTo(1);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void whenNobodyKnowsWhetherItIsRegisteredNothingSaysToTryAgain() {
        PhoneNumber number = unregistered();
        open();
        browser.loseAnswers("/registration");
        register(PIN);
        browser.awaitText("It is not known whether Meta has registered the number.");
        browser.answerNoMore();
        assertThat(browser.text()).doesNotContain("nothing is saved twice");
        assertThat(number.registrations()).isEqualTo(1);
        browser.answer("POST", "/registration", 409, Map.of(), """
                {"id":"6f0a4d7e-51f6-4e3c-8a65-0d3f1f6b8a12","code":"REQUEST_FAILED","message":"Refused.",
                 "details":[{"code":"LIMIT_EXCEEDED","target":"numberId","message":"Meta takes ten registrations of a number in 72 hours."}]}""");
        browser.click("Register the number");
        browser.awaitText("Meta has not registered the number");
        browser.answerNoMore();
    }

    @Test
    void aNumberThatCanSendOffersNoRegistration() {
        ready();
        assertThat(browser.text()).doesNotContain("Register …");
    }

    @Test
    void templatesAreDeletedAtMetaOnlyWhenThatIsChosen() {
        SimulatedAccount account = ready();
        remove("Delete them.");
        browser.awaitText("Templates deleted at Meta (2)");
        isForEverybody("removed");
        assertThat(system.graph().world().waba(account.wabaId()).templates().find("mfa_device_pairing_v1", "en"))
                .as("gone, or going")
                .satisfiesAnyOf(
                        template -> assertThat(template).isEmpty(),
                        template -> assertThat(template.orElseThrow().status(Instant.now()))
                                .isIn("DELETED", "PENDING_DELETION"));
        browser.awaitText("Sender removed");

        SimulatedAccount another = account();
        api.put(another);
        api.awaitStatus("READY");
        open();
        remove("Keep them");
        browser.awaitText("Templates that stay at Meta (2)");
        assertThat(system.graph().world().waba(another.wabaId()).templates().find("mfa_device_pairing_v1", "en"))
                .isPresent();
        assertThat(browser.errors()).isEmpty();
    }

    private void remove(String choice) {
        browser.click("Remove the sender …");
        browser.click(choice);
        browser.click("I understand");
        browser.evaluate("document.querySelector('dialog .danger').click()");
    }

    private void register(String pin) {
        browser.click("Register +");
        browser.type("PIN", pin);
        browser.click("Register it now.");
        browser.click("Register the number");
    }

    /** The only number of an account whose other values are good. */
    private PhoneNumber unregistered() {
        List<PhoneNumber> numbers = new ArrayList<>();
        api.put(system.graph()
                .world()
                .newAccount()
                .number(found -> numbers.add(found.unregistered().pin(PIN)))
                .create());
        api.awaitEnd();
        return numbers.getFirst();
    }

    private String startOf(String step) {
        JsonNode found = Checks.step(api.get().body(), step);
        return found.path("startedAt").asText();
    }
}
