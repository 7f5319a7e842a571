package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;

/** The page as a person uses it, in a real browser against the local system. */
@ExtendWith(SharedLocalSystem.class)
@EnabledIf(value = "hasBrowser", disabledReason = "NO BROWSER: install Debian's package chromium to test the page")
class ConsolePageE2E {

    /** A folder to put pictures into; none are taken without it. */
    private static final String PICTURES = System.getProperty("console.pictures", "");

    private static Browser browser;

    private final LocalSystem system;
    private final SenderApi api;

    ConsolePageE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
    }

    static boolean hasBrowser() {
        return Browser.program().isPresent();
    }

    @BeforeAll
    static void startBrowser(@TempDir Path folder) throws Exception {
        browser = Browser.start(Browser.program().orElseThrow(), Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
    }

    @AfterEach
    void undo() {
        browser.offline(false);
        browser.answerNoMore();
        browser.scheme("light");
        browser.size(1280);
        browser.forget();
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
        if (!PICTURES.isEmpty()) {
            browser.size(880);
            browser.evaluate("scrollTo(0, 0)");
            write("console", browser.view());
            browser.size(1280);
        }
        browser.click("Show the message in English");
        browser.awaitText("123456 is your verification code.");
        picture("preview");
        thereIsNoSecretOf(account);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void theKeyboardAloneIsEnough() {
        SimulatedAccount account = account();
        open();
        browser.evaluate("document.querySelector('#preparation ol + button').focus()");
        browser.press("Tab", 9);
        for (String value : List.of(account.wabaId(), account.userAccessToken())) {
            browser.insert(value);
            browser.press("Tab", 9);
        }
        browser.press("Tab", 9); // over Show
        browser.insert(account.appId());
        browser.press("Tab", 9);
        browser.insert(account.appSecret());
        browser.press("Enter", 13);
        browser.awaitText("Passcodes can be sent.");
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
        browser.click("Replace token or other values");
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
    void nothingKeepsAnybodyFromUsingIt() {
        SimulatedAccount account = system.graph()
                .world()
                .newAccount()
                .numbers(11)
                .number(number -> number.set("status", "BANNED"))
                .create();
        open();
        hasNoBarrier("empty");
        browser.click("Save and verify");
        browser.awaitText("Enter this value.");
        hasNoBarrier("values are missing");
        picture("missing");
        ObjectNode refused = SenderApi.body(account).put("appSecret", "0123456789abcdef0123456789abcdef");
        api.put(refused);
        api.awaitStatus("ACTION_REQUIRED");
        open();
        hasNoBarrier("refused");
        api.put(account);
        api.awaitStatus("NUMBER_REQUIRED");
        open();
        browser.awaitText("Cannot send");
        hasNoBarrier("numbers");
    }

    private static void hasNoBarrier(String state) {
        for (String scheme : List.of("light", "dark")) {
            for (int width : List.of(1280, 360)) {
                browser.scheme(scheme);
                browser.size(width);
                assertThat(browser.barriers())
                        .as("%s, %s, %d px", state, scheme, width)
                        .isEmpty();
            }
        }
    }

    @Test
    void aSampleIsSentToOnesOwnNumber() {
        api.put(account());
        api.awaitReady(1);
        open();
        browser.type("Your own WhatsApp number", "12");
        browser.click("Send a sample");
        browser.awaitText("This was not accepted");
        browser.type("Your own WhatsApp number", "+43 660 5550123");
        browser.click("Send a sample");
        browser.awaitText("Meta has accepted the message.");
        picture("trial");
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
    void otherLanguagesAreShownBeforeTheyAreSaved() {
        api.put(account());
        api.awaitReady(1);
        open();
        browser.type("Languages, separated by commas", "en, de, pt-BR");
        browser.click("Show what would be done");
        browser.awaitText("Templates to create: 4.");
        browser.click("Save these languages");
        browser.awaitText("Approved (3)");
        picture("languages");
        assertThat(api.get().body().path("locales")).hasSize(3);
        assertThat(browser.errors()).isEmpty();
    }

    private SimulatedAccount account() {
        return system.graph().world().newAccount().create();
    }

    private void open() {
        browser.open(URI.create(system.httpUri() + "/console/index.html#/environments/" + api.environment()));
        browser.awaitText("Verification");
    }

    static void enter(Browser browser, SimulatedAccount account) {
        browser.type("WhatsApp Business Account ID", account.wabaId());
        browser.type("Access Token", account.userAccessToken());
        browser.type("App ID", account.appId());
        browser.type("App Secret", account.appSecret());
    }

    /** Neither where it is shown nor where it could be kept; only requests that submit or check it have it. */
    private static void thereIsNoSecretOf(SimulatedAccount account) {
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

    private static void picture(String name) {
        if (!PICTURES.isEmpty()) {
            write(name, browser.picture());
        }
    }

    private static void write(String name, byte[] picture) {
        try {
            Files.write(Path.of(PICTURES, name + ".png"), picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
