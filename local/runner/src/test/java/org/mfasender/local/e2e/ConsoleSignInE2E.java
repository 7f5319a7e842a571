package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SimulatedIssuer;

/** Signing in to the page, at an issuer on loopback, in a real browser. */
@EnabledIf(value = "hasBrowser", disabledReason = "NO BROWSER: install Debian's package chromium to test the page")
class ConsoleSignInE2E {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final String ADMINISTER = "whatsapp-sender:administer";

    private static final AtomicReference<String> NEXT_TOKEN = new AtomicReference<>("");

    private static SimulatedIssuer issuer;
    private static LocalSystem system;
    private static Browser browser;

    private final UUID environment = UUID.randomUUID();
    private final Date inAnHour = Date.from(Instant.now().plusSeconds(3600));
    private final Date aMinuteAgo = Date.from(Instant.now().minusSeconds(60));

    static boolean hasBrowser() {
        return Browser.program().isPresent();
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        issuer = SimulatedIssuer.start();
        system = LocalSystem.start(LocalOptions.of(ROOT)
                .withReviewDelay(Duration.ZERO)
                .withParameter("TokenIssuer", issuer.uri())
                .withParameter("TokenAudience", SimulatedIssuer.AUDIENCE)
                .withParameter("ConsoleClientId", SignInPages.CLIENT));
        SignInPages.of(issuer, system.httpUri() + "/console/index.html", NEXT_TOKEN::get);
        browser = Browser.start(Browser.program().orElseThrow(), Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    static void stop() {
        browser.close();
        system.close();
        issuer.close();
    }

    /** Opens the page and signs in; the issuer's answer is this token. */
    private void signIn(String token) {
        browser.forget();
        NEXT_TOKEN.set(token);
        browser.open(URI.create(system.httpUri() + "/console/index.html#/environments/" + environment));
        browser.click("Sign in");
    }

    private static String token(UUID environment, String scope, Date end) {
        return issuer.token(environment, scope, claims -> claims.expirationTime(end));
    }

    @Test
    void whoSignsInReturnsToTheEnvironmentAndTheTokenIsInMemoryOnly() {
        signIn(token(environment, ADMINISTER, inAnHour));
        browser.awaitText("This environment has no WhatsApp sender yet.");

        assertThat(browser.evaluate("location.href").asText())
                .isEqualTo(system.httpUri() + "/console/index.html#/environments/" + environment);
        assertThat(browser.evaluate(
                                "JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie, history.state])")
                        .asText())
                .doesNotContain("oidc", "eyJ");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aSignInThatEndsDuringWorkIsRepeatedInAWindowOfItsOwnAndNothingTypedIsLost() {
        signIn(token(environment, ADMINISTER, inAnHour));
        browser.awaitText("This environment has no WhatsApp sender yet.");
        ConsolePage.enter(browser, system.graph().world().newAccount().create());
        browser.answer("PUT", "/whatsApp", 401, Map.of(), "{\"message\":\"Unauthorized\"}");
        browser.click("Save and verify");
        browser.awaitText("Your sign-in has ended.");
        browser.answerNoMore();

        browser.click("Sign in again");
        browser.await("there is no complaint any more", "!document.body.innerText.includes('Your sign-in has ended.')");
        browser.click("Save and verify");
        browser.awaitText("Passcodes can be sent.");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void anExpiredTokenIsReplacedByAnotherSignIn() {
        signIn(token(environment, ADMINISTER, aMinuteAgo));
        browser.awaitText("Your sign-in has ended.");
        NEXT_TOKEN.set(token(environment, ADMINISTER, inAnHour));
        browser.click("Sign in again");
        browser.awaitText("This environment has no WhatsApp sender yet.");
    }

    @Test
    void aTokenForAnotherEnvironmentShowsNothingOfThisOne() {
        SenderApi api = new SenderApi(system.httpUri(), environment)
                .authorized("Bearer " + token(environment, ADMINISTER, inAnHour));
        api.put(system.graph().world().newAccount().create());
        api.awaitReady(1);

        signIn(token(UUID.randomUUID(), ADMINISTER, inAnHour));
        browser.awaitText("This environment has no WhatsApp sender yet.");
        assertThat(browser.text()).doesNotContain("Working since");
    }

    @Test
    void whoMayOnlyReadIsToldSoAndKeepsWhatWasTyped() {
        signIn(token(environment, "whatsapp-sender:read", inAnHour));
        browser.awaitText("This environment has no WhatsApp sender yet.");
        browser.awaitText("Nothing has happened yet.");
        ConsolePage.enter(browser, system.graph().world().newAccount().create());
        browser.click("Save and verify");
        browser.awaitText("Your sign-in allows less than this.");
        assertThat(browser.is("document.getElementById('field-appSecret').value"))
                .isTrue();
    }
}
