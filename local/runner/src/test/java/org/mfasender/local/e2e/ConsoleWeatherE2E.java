package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;

/** Bad weather on the page: nothing typed is lost, nothing is done twice, and the page says what happened. */
class ConsoleWeatherE2E extends ConsolePage {

    ConsoleWeatherE2E(LocalSystem system) {
        super(system);
    }

    @Test
    void whatIsTypedSurvivesALostConnectionAndIsSentOnce() {
        SimulatedAccount account = account();
        open();
        enter(browser, account);
        browser.offline(true);
        browser.click("Save and verify");
        browser.awaitText("The server cannot be reached. What you typed is still here.");
        picture("offline");
        browser.offline(false);
        browser.click("Save and verify");
        browser.awaitText("Passcodes can be sent.");

        assertThat(api.get().body().at("/provisioning/generation").asInt()).isEqualTo(1);
        assertThat(keysOf("PUT")).as("both tries have one key").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | {"message":"Unauthorized"}      | You are not signed in
            403 | {"message":"Forbidden"}         | You may not do this
            409 | {"id":"6f0a4d7e-51f6-4e3c-8a65-0d3f1f6b8a12","code":"INVALID_REQUEST","message":"Refused.","details":[{"code":"UNIQUENESS_VIOLATION","target":"x","message":"The former account is not deleted yet."}]} | The former account is not deleted yet.
            429 | {"message":"Too Many Requests"} | Try again at
            500 | {"id":"6f0a4d7e-51f6-4e3c-8a65-0d3f1f6b8a13","code":"UNEXPECTED_ERROR","message":"x","details":[]} | 6f0a4d7e-51f6-4e3c-8a65-0d3f1f6b8a13
            502 | {"id":"6f0a4d7e-51f6-4e3c-8a65-0d3f1f6b8a14","code":"REQUEST_FAILED","message":"x","details":[]} | 6f0a4d7e-51f6-4e3c-8a65-0d3f1f6b8a14
            503 | <html>Bad</html>                | Something went wrong on the server
            """)
    void aRefusalIsExplainedAndNothingTypedIsLost(int status, String body, String explained) {
        SimulatedAccount account = account();
        open();
        enter(browser, account);
        browser.answer("PUT", "/whatsApp", status, Map.of("Retry-After", "420"), body);
        browser.click("Save and verify");
        browser.awaitText(explained);
        browser.answerNoMore();
        browser.click("Save and verify");
        browser.awaitText("Passcodes can be sent.");
        assertThat(keysOf("PUT")).hasSize(1);
    }

    @Test
    void anAnswerThatIsLostIsAskedForAgainAndTheValuesAreSavedOnce() {
        SimulatedAccount account = account();
        open();
        enter(browser, account);
        browser.loseAnswers("/whatsApp");
        browser.click("Save and verify");
        browser.awaitText("The server cannot be reached. What you typed is still here.");
        browser.answerNoMore();
        browser.click("Save and verify");
        browser.awaitText("Passcodes can be sent.");
        assertThat(api.get().body().at("/provisioning/generation").asInt()).isEqualTo(1);
        assertThat(keysOf("PUT")).hasSize(1);
    }

    @Test
    void pressedTwiceTheValuesAreSavedOnce() {
        SimulatedAccount account = account();
        open();
        enter(browser, account);
        browser.forget();
        browser.evaluate(
                "{ const button = document.querySelector('#connection button[type=submit]'); button.click(); button.click(); }");
        browser.awaitText("Passcodes can be sent.");
        assertThat(browser.requests())
                .filteredOn(request -> request.path("method").asText().equals("PUT"))
                .hasSize(1);
    }

    @Test
    void aServerThatTakesTooLongIsSaidToBeSlowAndNothingTypedIsLost() {
        SimulatedAccount account = account();
        open();
        enter(browser, account);
        browser.evaluate(
                "{ const whole = AbortSignal.timeout; AbortSignal.timeout = () => whole.call(AbortSignal, 300); }");
        browser.neverAnswer("/whatsApp");
        browser.click("Save and verify");
        browser.awaitText("The server takes unusually long. What you typed is still here.");
        picture("slow");
        browser.answerNoMore();
        assertThat(browser.is("document.getElementById('field-appSecret').value"))
                .isTrue();
    }

    @Test
    void theErrorsIdCanBeCopied() {
        open();
        enter(browser, account());
        browser.answer(
                "PUT",
                "/whatsApp",
                500,
                Map.of(),
                "{\"id\":\"6f0a4d7e-51f6-4e3c-8a65-0d3f1f6b8a15\",\"code\":\"UNEXPECTED_ERROR\",\"message\":\"x\",\"details\":[]}");
        browser.click("Save and verify");
        browser.awaitText("6f0a4d7e-51f6-4e3c-8a65-0d3f1f6b8a15");
        browser.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }");
        browser.click("Copy");
        browser.awaitText("Copied");
        assertThat(browser.evaluate("window.copied").asText()).isEqualTo("6f0a4d7e-51f6-4e3c-8a65-0d3f1f6b8a15");
    }

    @Test
    void aThousandNumbersAreSearchedAtOnce() {
        SimulatedAccount account =
                system.graph().world().newAccount().numbers(1000).create();
        api.put(account);
        String wanted =
                api.awaitStatus("NUMBER_REQUIRED").at("/numbers/987/number").asText();
        open();
        browser.awaitText("Search among 1000 numbers");
        assertThat(browser.evaluate("document.querySelectorAll('.numbers > li').length")
                        .asInt())
                .as("shown at first")
                .isEqualTo(50);
        browser.type("Search among", wanted.replace(" ", ""));
        browser.awaitText("1 found");
        picture("thousand-numbers");
        browser.evaluate("document.querySelector('.numbers input').click()");
        browser.click("Use this number");
        browser.awaitText("Selected");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aVeryLongTextOfMetasStaysInItsPlace() {
        SimulatedAccount account = account();
        open();
        enter(browser, account);
        String text = "Averylongwordwithoutanyblank".repeat(60) + " " + "and many short ones ".repeat(120);
        browser.answer(
                "POST",
                "/checks",
                200,
                Map.of("Content-Type", "application/json"),
                "{\"status\":\"FAILED\",\"numbers\":[],\"checks\":[{\"name\":\"metaCall\",\"status\":\"FAILED\",\"message\":\""
                        + text + "\",\"remedy\":\"" + text + "\"}]}");
        browser.evaluate("document.querySelector('#connection form button[type=button]:not([aria-pressed])').click()");
        browser.awaitText("Averylongword");
        for (int width : new int[] {1280, 360}) {
            browser.size(width);
            assertThat(browser.is("document.documentElement.scrollWidth <= innerWidth"))
                    .as("%d px", width)
                    .isTrue();
        }
        browser.answerNoMore();
        assertThat(browser.is("document.getElementById('field-appSecret').value"))
                .isTrue();
    }

    @Test
    void whatIsShownStaysWhileTheServerIsAwayAndComesBackByItself() {
        ready();
        browser.offline(true);
        browser.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        browser.awaitText("The page shows what was last known, and tries again by itself.");
        browser.awaitText("Passcodes can be sent.");
        browser.offline(false);
        browser.await("it is back", "!document.body.innerText.includes('tries again by itself')");
    }

    private List<String> keysOf(String method) {
        return browser.requests().stream()
                .filter(request -> request.path("method").asText().equals(method)
                        && request.path("url")
                                .asText()
                                .contains(api.environment().toString()))
                .map(request -> request.at("/headers/Idempotency-Key").asText())
                .peek(key -> assertThat(UUID.fromString(key)).isNotNull())
                .distinct()
                .toList();
    }
}
