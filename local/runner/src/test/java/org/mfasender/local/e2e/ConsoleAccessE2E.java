package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;

/** The page is for everybody: by keyboard, screen reader, on a phone, enlarged, in every scheme and direction. */
class ConsoleAccessE2E extends ConsolePage {

    ConsoleAccessE2E(LocalSystem system) {
        super(system);
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
        String number = api.get()
                .body()
                .path("numbers")
                .valueStream()
                .filter(each -> each.path("usable").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("number")
                .asText();
        api.put(SenderApi.body(account)
                .set(
                        "numbers",
                        SenderApi.JSON
                                .createArrayNode()
                                .add(SenderApi.JSON
                                        .createObjectNode()
                                        .put("number", number)
                                        .put("selected", true))));
        api.awaitStatus("READY");
        open();
        browser.awaitText("Passcodes can be sent.");
        browser.click("Change the template for English");
        browser.click("Show the message in English");
        browser.awaitText("is your verification code.");
        browser.type("Your own WhatsApp number", "+43 660 5550123");
        browser.click("Send a sample");
        browser.await("Meta has taken it", "document.getElementById('delivery')");
        hasNoBarrier("ready");
        browser.click("Remove the sender …");
        hasNoBarrier("removal");
    }

    @Test
    void enlargedTwiceNothingIsCutOff() {
        ready();
        browser.enlarge(2);
        assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .isTrue();
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void forcedColoursKeepEdgesAndStates() {
        ready();
        browser.media("forced-colors", "active");
        assertThat(browser.is("matchMedia('(forced-colors: active)').matches")).isTrue();
        assertThat(browser.is(
                        "[...document.querySelectorAll('.badge')].every(badge => /[✓✕…!–]/.test(badge.textContent))"))
                .as("a state has a sign and a word")
                .isTrue();
        assertThat(
                        browser.is(
                                "[...document.querySelectorAll('section, .state, .card, button, input[type=tel], input:not([type])')].every(part => getComputedStyle(part).borderTopStyle !== 'none')"))
                .as("edges do not depend on colors of the ground")
                .isTrue();
        picture("forced-colors");
    }

    @Test
    void nothingMovesForWhoeverWantsThat() {
        ready();
        browser.media("prefers-reduced-motion", "reduce");
        assertThat(browser.is("document.getAnimations().length === 0")).isTrue();
        assertThat(browser.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
                        .asText())
                .isEqualTo("auto");
        assertThat(browser.is(
                        "[...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).filter(rule => !(rule instanceof CSSMediaRule))"
                                + ".every(rule => !/animation|transition/.test(rule.cssText))"))
                .as("only who does not mind sees anything move")
                .isTrue();
    }

    @Test
    void itReadsFromRightToLeft() {
        ready();
        browser.evaluate("document.documentElement.dir = 'rtl'");
        for (int width : List.of(1280, 360)) {
            browser.size(width);
            assertThat(browser.is("document.documentElement.scrollWidth <= innerWidth"))
                    .as("%d px", width)
                    .isTrue();
            assertThat(browser.barriers()).isEmpty();
        }
        browser.size(1280);
        assertThat(
                        browser.is(
                                "document.querySelector('h2').getBoundingClientRect().right > document.querySelector('section > header .badge').getBoundingClientRect().right"))
                .as("what comes first is on the right")
                .isTrue();
        assertThat(browser.is("document.querySelector('.numbers bdi').dir === 'ltr'"))
                .as("a number keeps its plus in front")
                .isTrue();
        picture("right-to-left");
    }

    private void hasNoBarrier(String state) {
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
}
