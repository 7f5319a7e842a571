package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.templates.Locales;

/** A sender over time on the page: its health, whether it is ready for MFA, and who changed what. */
class ConsoleLifeE2E extends ConsolePage {

    private final Watching watching;

    ConsoleLifeE2E(LocalSystem system) {
        super(system);
        this.watching = new Watching(system);
    }

    @Test
    void whatBreaksAtMetaIsShownWithWhatToDoAndWhatCameBefore() {
        SimulatedAccount account = ready();
        browser.awaitText("The connection has not been checked since it was set up.");
        watching.check(api.environment());
        open();
        browser.awaitText("Everything was in order when it was last checked at Meta.");
        browser.awaitText("Next check");

        system.graph().world().waba(account.wabaId()).unlink(account.appId());
        watching.check(api.environment());
        open();
        browser.awaitText("Something needs attention.");
        browser.click("Changes over time");
        browser.awaitText("Status: Needs attention, before Ready");
        browser.awaitText("Needs attention: webhooks");
        browser.awaitText("A regular check");
        String said = section("health");
        isForEverybody("health");

        open();
        browser.click("Changes over time");
        browser.awaitText("Needs attention: webhooks");
        browser.awaitText("Something needs attention.");
        assertThat(section("health")).as("whoever returns sees the same").isEqualTo(said);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aTokenThatMetaRefusesIsNamedWithTheWayToAnotherOne() {
        SimulatedAccount account = ready();
        token(account, TokenState.REVOKED);
        watching.check(api.environment());
        open();
        browser.awaitText("Meta no longer accepts the access token.");
        browser.awaitText("Something does not work any more. See what to do.");
        browser.awaitText("WhatsApp may not be enabled as an MFA method yet.");
        browser.awaitText("Go to Connection");
        isForEverybody("token-refused");
        browser.click("Go to Access Token");
        browser.await("the field has the focus", "document.activeElement.id === 'field-userAccessToken'");
        assertThat(browser.is("document.getElementById('field-appSecret')"))
                .as("nothing else has to be entered")
                .isFalse();

        token(account, TokenState.VALID);
        watching.check(api.environment());
        open();
        browser.awaitText("WhatsApp may be enabled as an MFA method.");
        browser.click("Changes over time");
        browser.awaitText("Status: Ready, before New token required");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aTokenThatExpiresSoonIsSaidInTime() {
        SimulatedAccount account = system.graph()
                .world()
                .newAccount()
                .tokenLifetime(Duration.ofDays(20))
                .create();
        api.put(SenderApi.body(account).put("acceptExpiringToken", true));
        api.awaitReady(1);
        open();
        browser.awaitText("in 19 days. Replace it before.");
        browser.evaluate("document.querySelector('#health .notice button').click()");
        browser.await("the field has the focus", "document.activeElement.id === 'field-userAccessToken'");
    }

    @Test
    void whatIsBrokenIsRepairedAtOnce() {
        SimulatedAccount account = ready();
        Waba waba = system.graph().world().waba(account.wabaId());
        Reported.awaitLater();
        waba.templates()
                .put(waba.templates()
                        .find("mfa_device_pairing_v1", "en")
                        .orElseThrow()
                        .withLife(life -> life.in("DISABLED", Instant.now(), null)));
        browser.click("Check and repair now");
        api.awaitReady(2);
        browser.awaitText("mfa_device_pairing_v2");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aRightThatIsMissingIsSaidAndIsNoError() {
        ready();
        for (String part : List.of("health", "readiness", "history")) {
            browser.answer("GET", "/" + part, 403, Map.of(), "{\"message\":\"Forbidden\"}");
            open();
            browser.await(
                    part,
                    "document.querySelector('#" + part
                            + "')?.innerText.includes('Your rights do not include reading this.')");
            assertThat(browser.is("document.querySelector('#" + part + " [role=alert]')"))
                    .as(part)
                    .isFalse();
            browser.answerNoMore();
        }
    }

    @Test
    void whatCannotBeReadIsReadAgain() {
        ready();
        browser.answer("GET", "/history", 500, Map.of(), "<html>Bad</html>");
        open();
        browser.awaitText("Something went wrong on the server");
        browser.answerNoMore();
        browser.evaluate("document.querySelector('#history [role=alert] button').click()");
        browser.awaitText("Sender created");
    }

    @Test
    void eachPurposeAndLanguageIsReadyOrSaysWhyNot() {
        SimulatedAccount account = account();
        api.put(SenderApi.body(account).set("locales", SenderApi.JSON.valueToTree(List.of("en", "de", "fr"))));
        api.awaitReady(1);
        Waba waba = system.graph().world().waba(account.wabaId());
        Reported.awaitLater();
        waba.templates()
                .put(waba.templates()
                        .find("mfa_strong_authentication_v1", "de")
                        .orElseThrow()
                        .withLife(life -> life.in("PAUSED", Instant.now(), null)));
        watching.check(api.environment());
        open();
        browser.awaitText("WhatsApp may be enabled as an MFA method.");
        browser.awaitText("Passcodes are valid for 10 minutes.");
        browser.awaitText("Languages with a template of their own: 3 of 3");
        browser.click("Languages with a template of their own: 2 of 3");
        browser.awaitText("The template mfa_strong_authentication_v1 in de is");
        browser.click("Default language (1)");
        browser.await("only it is shown", "document.querySelectorAll('#readiness tbody tr').length === 1");
        isForEverybody("readiness");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void everyLanguageThatMetaHasIsReadable() {
        SimulatedAccount account = account();
        api.put(SenderApi.body(account).set("locales", SenderApi.JSON.valueToTree(Locales.META_LANGUAGES)));
        api.awaitStatus("READY");
        open();
        int languages = Locales.META_LANGUAGES.size();
        browser.await(
                "nothing is made before it is asked for",
                "document.querySelectorAll('#readiness details').length > 1 && !document.querySelector('#readiness table')");
        browser.click("Languages with a template of their own:");
        browser.awaitText("All (" + languages + ")");
        browser.click("Default language (");
        browser.await("only these are shown", """
                (() => {
                  const filter = document.querySelector('#readiness [aria-pressed=true]')?.textContent ?? '';
                  const rows = document.querySelectorAll('#readiness tbody tr').length;
                  return filter.startsWith('Default language') && filter.includes(`(${rows})`);
                })()""");
        isForEverybody("readiness-all-languages");
    }

    @Test
    void whatIsMissingLeadsToTheSectionThatHelps() {
        SimulatedAccount account =
                system.graph().world().newAccount().numbers(2).create();
        api.put(account);
        api.awaitStatus("NUMBER_REQUIRED");
        open();
        browser.click("Go to Sender number");
        browser.await("the section has the focus", "document.activeElement.id === 'numbers-title'");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void whoChangedWhatIsPagedAndInThePersonsOwnTime() {
        SimulatedAccount account = account();
        api.put(account);
        api.awaitReady(1);
        MessagesApi messages = new MessagesApi(api);
        for (int i = 0; i < 12; i++) {
            messages.turn("{\"enabled\": false, \"reason\": \"Reason " + i + "\"}");
            messages.turn(true);
        }
        browser.zone("Asia/Tokyo");
        open();
        browser.awaitText("Somebody without a sign-in");
        assertThat(entries()).isEqualTo(20);
        browser.click("Sending allowed: yes, before no");
        browser.awaitText("Why sending is stopped: none, before Reason 11");
        JsonNode newest = api.history().body().at("/_embedded/history/0/recordedAt");
        String hour =
                Instant.parse(newest.asText()).atZone(ZoneId.of("Asia/Tokyo")).getHour() % 12 + ":";
        assertThat(browser.evaluate("document.querySelector('#history time').textContent")
                        .asText())
                .contains(hour.startsWith("0") ? "12:" : hour);
        isForEverybody("history");

        while (browser.is(
                "[...document.querySelectorAll('#history button')].some(each => each.textContent.trim() === 'Show more')")) {
            int before = entries();
            browser.click("Show more");
            browser.await("more are shown", "document.querySelectorAll('#history .entries > li').length > " + before);
        }
        assertThat(entries()).isEqualTo(api.history().body().path("size").asInt());
        browser.awaitText("Sender created");
        browser.click("Sender created");
        browser.awaitText("Wanted templates (Device pairing): en, codes valid for 10 minutes");
        assertThat(browser.text()).doesNotContain(account.userAccessToken(), account.appSecret());

        int shown = entries();
        messages.turn("{\"enabled\": false, \"reason\": \"The newest\"}");
        browser.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        browser.await(
                "it comes first, and the others stay",
                "document.querySelectorAll('#history .entries > li').length === " + (shown + 1));
        assertThat(browser.errors()).isEmpty();
    }

    private void token(SimulatedAccount account, TokenState state) {
        system.graph().world().changeToken(account.userAccessToken(), token -> token.withState(state));
    }

    private int entries() {
        return browser.evaluate("document.querySelectorAll('#history .entries > li').length")
                .asInt();
    }

    private String section(String id) {
        return browser.evaluate("document.getElementById('" + id + "').innerText")
                .asText();
    }
}
