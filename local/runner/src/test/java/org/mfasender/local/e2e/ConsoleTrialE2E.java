package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.messages.MessageProblem;
import org.mfasender.local.graph.messages.SentMessage;
import org.mfasender.local.graph.webhooks.Delivery;
import org.mfasender.local.graph.world.SimulatedAccount;

/** A sample is sent to one's own number, and watched until it arrives. */
class ConsoleTrialE2E extends ConsolePage {

    ConsoleTrialE2E(LocalSystem system) {
        super(system);
    }

    @AfterEach
    void clearScript() {
        system.graph().webhooks().clear();
    }

    @Test
    void aSampleIsWatchedUntilItIsReadAndEachChangeIsSpokenOnce() {
        SimulatedAccount account = readyWithWebhooks();
        browser.evaluate("""
                window.spoken = [];
                new MutationObserver(() => {
                  const now = document.querySelector('#delivery [role=status]')?.innerText;
                  if (now && now !== window.spoken.at(-1)) window.spoken.push(now);
                }).observe(document.getElementById('trial'), { subtree: true, childList: true, characterData: true })""");
        send("+43 660 5550123");
        browser.awaitText("Meta has accepted the message.");
        report(account, "sent");
        browser.awaitText("Meta has sent the message to your phone.");
        report(account, "delivered");
        browser.awaitText("The message has arrived on your phone.");
        browser.evaluate("document.getElementById('trial').scrollIntoView()");
        picture("trial");
        report(account, "read");
        browser.awaitText("You have read the message.");

        assertThat(browser.evaluate("window.spoken").valueStream().map(JsonNode::asText))
                .containsExactly(
                        "Meta has accepted the message. It arrives on your phone within seconds.",
                        "Meta has sent the message to your phone.",
                        "The message has arrived on your phone.",
                        "You have read the message.");
        assertThat(sent(account)).hasSize(1);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void whyItDidNotArriveIsSaid() {
        SimulatedAccount account = readyWithWebhooks(Delivery.of("failed"));
        system.graph().messages().recipients().fail(account.wabaId(), "436605550124", MessageProblem.UNDELIVERABLE, 1);
        send("+43 660 5550124");
        browser.awaitText("Meta could not deliver the message.");
        browser.awaitText("The number has no WhatsApp, or one that cannot receive this message.");
        browser.awaitText("Code 131026");
        picture("trial-failed");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void pressedTwiceItIsSentOnce() {
        SimulatedAccount account = ready();
        browser.type("Your own WhatsApp number", "+43 660 5550123");
        browser.evaluate(
                "{ const button = document.querySelector('#trial button[type=submit]'); button.click(); button.click(); }");
        browser.await("Meta has taken it", "document.getElementById('delivery')");
        assertThat(sent(account)).hasSize(1);
    }

    @Test
    void pressedAgainAfterALostAnswerItIsSentOnce() {
        SimulatedAccount account = ready();
        browser.loseAnswers("/testMessage");
        send("+43 660 5550123");
        browser.awaitText("You may press the button again: the message is sent once.");
        browser.answerNoMore();
        browser.click("Send a sample");
        browser.await("Meta has taken it", "document.getElementById('delivery')");
        assertThat(sent(account)).hasSize(1);

        browser.click("Send a sample");
        browser.await("the second is under way", "!document.querySelector('#trial [aria-disabled=true]')");
        assertThat(sent(account)).as("another sample").hasSize(2);
    }

    @Test
    void aWrongNumberIsSaidBesideItsField() {
        ready();
        browser.click("Send a sample");
        browser.awaitText("Enter this value.");
        browser.await("the field has the focus", "document.activeElement.id === 'trial-to'");
        send("12");
        browser.awaitText("The country code is missing.");
        assertThat(browser.is("document.getElementById('trial-to').getAttribute('aria-invalid') === 'true'"))
                .isTrue();
        assertThat(browser.errors()).isEmpty();
    }

    private SimulatedAccount readyWithWebhooks(Delivery... course) {
        SimulatedAccount account = ready();
        JsonNode webhooks = api.send("GET", api.path() + "/webhooks", null).body();
        system.graph()
                .webhooks()
                .subscribe(
                        account.wabaId(),
                        account.appId(),
                        URI.create(webhooks.at("/webhooks/0/callbackUrl").asText()));
        system.graph().webhooks().script(message -> List.of(course));
        return account;
    }

    private void send(String number) {
        browser.type("Your own WhatsApp number", number);
        browser.click("Send a sample");
    }

    /** Meta reports what has become of the account's one message. */
    private void report(SimulatedAccount account, String status) {
        system.graph().webhooks().script(account.wabaId(), List.of(Delivery.of(status)));
        system.graph().webhooks().accepted(sent(account).getFirst());
    }

    private List<SentMessage> sent(SimulatedAccount account) {
        return system.graph().messages().outbox().list(account.wabaId());
    }
}
