package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;

/** A stack that was deployed with SendingEnabled=false: whoever asks, nothing is sent, and everything else goes on. */
class StoppedStackE2E {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));

    private static LocalSystem system;

    private SimulatedAccount account;
    private SenderApi api;
    private MessagesApi messages;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start(
                LocalOptions.of(ROOT).withReviewDelay(Duration.ZERO).withParameter("SendingEnabled", "false"));
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @BeforeEach
    void setUp() {
        account = system.graph().world().newAccount().create();
        api = new SenderApi(system.httpUri());
        messages = new MessagesApi(api);
        api.put(account);
        api.awaitStatus("READY");
    }

    @Test
    void nothingIsSentForTheApi() {
        for (SenderApi.Answer answer :
                new SenderApi.Answer[] {messages.send("100001"), messages.test("{\"to\": \"" + MessagesApi.TO + "\"}")
                }) {
            ErrorBody.check(answer, 409, "REQUEST_FAILED");
            assertThat(answer.body().at("/details/0/innerError/obstacles/0").asText())
                    .isEqualTo("SENDING_STOPPED");
        }
        assertNothingWasSent();
    }

    @Test
    void nothingIsSentForAnIdentityProduct() {
        HooksApi hooks = new HooksApi(api);
        String key = hooks.makeKey("login").body().path("key").asText();

        ErrorBody.check(hooks.send(key, "100001"), 409, "REQUEST_FAILED");
        assertNothingWasSent();
    }

    @Test
    void theAccountSaysSoAndKeepsItsOwnSwitch() {
        JsonNode shown = api.get().body();

        assertThat(shown.path("canSend").asBoolean()).isFalse();
        assertThat(shown.path("cannotSendReasons").findValuesAsText("code")).containsExactly("SENDING_STOPPED");
        ErrorBody.check(new ContentsApi(api).serving(null, null), 404, "NOT_FOUND");
        assertThat(api.send("GET", api.path() + "/sending", null)
                        .body()
                        .path("enabled")
                        .asBoolean())
                .isTrue();
        assertThat(messages.turn(true).status()).isEqualTo(200);
        ErrorBody.check(messages.send("100002"), 409, "REQUEST_FAILED");
    }

    @Test
    void anEnvironmentWithoutAnAccountIsStillNotFound() {
        ErrorBody.check(new MessagesApi(new SenderApi(system.httpUri())).send("100003"), 404, "NOT_FOUND");
    }

    /** What is stored is not changed by the parameter: a stack that sends again sends at once. */
    @Test
    void nothingOfItIsStored() {
        assertThat(new Stored(system).items(api.environment()).toString()).doesNotContain("SENDING_STOPPED");
    }

    private void assertNothingWasSent() {
        assertThat(system.graph().messages().outbox().list(account.wabaId())).isEmpty();
    }
}
