package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.World;

/** Access token and App Secret are replaced on the page, each alone or both; the other values are not asked for. */
class ConsoleRotationE2E extends ConsolePage {

    /** Looks like a token, and none was issued. */
    private static final String NEVER_ISSUED = "EAAsimulatedTokenThatNeverWas";

    ConsoleRotationE2E(LocalSystem system) {
        super(system);
    }

    @Test
    void theTokenIsReplacedAlone() {
        SimulatedAccount account = ready();
        JsonNode before = credentials();
        SimulatedAccount renewed = system.graph().world().reissueToken(account);
        browser.forget();

        browser.click("Replace token");
        browser.await("the field has the focus", "document.activeElement.id === 'field-userAccessToken'");
        browser.awaitText("Generate it for the system user and the app");
        browser.awaitText("Everything else stays as it is stored.");
        assertThat(fields()).containsExactly("field-userAccessToken");
        isForEverybody("rotation");
        browser.type("Access Token", renewed.userAccessToken());
        browser.click("Save and verify");
        api.awaitReady(2);
        browser.awaitText("ends in "
                + renewed.userAccessToken().substring(renewed.userAccessToken().length() - 4));

        assertThat(credentials().at("/userAccessToken/fingerprint"))
                .isNotEqualTo(before.at("/userAccessToken/fingerprint"));
        assertThat(credentials().at("/appSecret/fingerprint")).isEqualTo(before.at("/appSecret/fingerprint"));
        assertThat(saved()).singleElement().satisfies(request -> {
            assertThat(request.path("userAccessToken").asText()).isEqualTo(renewed.userAccessToken());
            assertThat(request.has("appSecret")).isFalse();
        });
        browser.awaitText("Passcodes can be sent.");
        assertThat(browser.text()).doesNotContain(renewed.userAccessToken());
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void theAppSecretIsReplacedAlone() {
        SimulatedAccount account = ready();
        JsonNode before = credentials();
        String secret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
        World world = system.graph().world();
        world.put(new MetaApp(account.appId(), world.app(account.appId()).name(), secret));
        browser.forget();

        browser.click("Replace App Secret");
        browser.await("the field has the focus", "document.activeElement.id === 'field-appSecret'");
        assertThat(fields()).containsExactly("field-appSecret");
        browser.type("App Secret", secret);
        browser.click("Save and verify");
        api.awaitReady(2);
        browser.await("it is in use", "document.querySelector('#connection').innerText.includes('ends in e1f0')");

        assertThat(credentials().at("/userAccessToken/fingerprint"))
                .isEqualTo(before.at("/userAccessToken/fingerprint"));
        assertThat(saved())
                .singleElement()
                .satisfies(request -> assertThat(request.has("userAccessToken")).isFalse());
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void nothingIsSavedWithoutTheValueThatIsToBeReplaced() {
        ready();
        browser.forget();
        browser.click("Replace both");
        assertThat(fields()).containsExactly("field-userAccessToken", "field-appSecret");
        browser.await("the field has the focus", "document.activeElement.id === 'field-userAccessToken'");
        browser.type("Access Token", NEVER_ISSUED);
        browser.click("Save and verify");
        browser.awaitText("Enter this value.");
        browser.await("the summary has the focus", "document.activeElement.matches('[role=alert]')");
        assertThat(saved()).isEmpty();
        browser.click("Cancel");
        browser.click("Replace token");
        assertThat(browser.evaluate("document.getElementById('field-userAccessToken').value")
                        .asText())
                .as("what was cancelled is forgotten")
                .isEmpty();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aTokenThatMetaRefusesStandsBesideTheOneThatWorks() {
        ready();
        browser.click("Replace token");
        browser.type("Access Token", NEVER_ISSUED);
        browser.click("Save and verify");
        browser.awaitText("They were not accepted. What worked before goes on working.");
        browser.awaitText("Passcodes can be sent.");
        isForEverybody("rotation-refused");
        browser.click("Discard new values");
        browser.await("the candidate is gone", "!document.getElementById('candidate')");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void theFormerValuesAreRestored() {
        SimulatedAccount account = ready();
        JsonNode former = credentials();
        api.put(system.graph().world().reissueToken(account));
        api.awaitReady(2);
        open();
        browser.awaitText("Former values");
        isForEverybody("rotation-former");
        browser.forget();

        browser.click("Restore former values");
        browser.awaitText("Do not restore values that somebody else may know.");
        isForEverybody("rotation-restore");
        browser.click("Keep the new values");
        assertThat(saved()).isEmpty();

        browser.click("Restore former values");
        browser.click("Restore and verify");
        api.awaitReady(3);
        browser.await("there is nothing to restore", "!document.getElementById('former')");

        assertThat(credentials().at("/userAccessToken/fingerprint"))
                .isEqualTo(former.at("/userAccessToken/fingerprint"));
        assertThat(saved()).singleElement().satisfies(request -> {
            assertThat(request.path("restoreCredentials").asBoolean()).isTrue();
            assertThat(request.has("userAccessToken")).isFalse();
            assertThat(request.has("appSecret")).isFalse();
        });
        browser.awaitText("Passcodes can be sent.");
        assertThat(browser.errors()).isEmpty();
    }

    /** A message was sent with the new ones while somebody read the question. */
    @Test
    void formerValuesThatAreNotKeptAnyMoreAreNotRestored() {
        SimulatedAccount account = ready();
        api.put(system.graph().world().reissueToken(account));
        api.awaitReady(2);
        open();
        browser.click("Restore former values");
        assertThat(new MessagesApi(api).send("493027").status()).isEqualTo(202);
        api.await("former credentials that are let go of", resource -> !resource.has("formerCredentials"));

        browser.click("Restore and verify");

        browser.await("the refusal is said", "document.querySelector('#former dialog [role=alert]')");
        assertThat(api.get().body().at("/provisioning/generation").asInt()).isEqualTo(2);
    }

    private JsonNode credentials() {
        return api.get().body().path("credentials");
    }

    private List<String> fields() {
        return browser.evaluate("[...document.querySelectorAll('#connection .field input')].map(input => input.id)")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    /** The bodies of the requests that submitted values. */
    private List<JsonNode> saved() {
        return browser.requests().stream()
                .filter(request -> request.path("method").asText().equals("PUT"))
                .map(request -> json(request.path("postData").asText()))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return SenderApi.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
