package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;

/**
 * The Action for Auth0 that administrators copy: the file itself, in a browser, which has the same {@code fetch}, {@code crypto} and
 * {@code AbortSignal} as Auth0's runtime.
 *
 * @see <a
 *     href="https://auth0.com/docs/customize/phone-messages/configure-phone-messaging-providers/configure-a-custom-phone-provider/actions-triggers-custom-phone-provider-event-object">the
 *     event that it gets</a>
 */
@ExtendWith(WithFaultProxy.class)
@EnabledIf(value = "hasBrowser", disabledReason = "NO BROWSER: install Debian's package chromium to test the Action")
@TestInstance(Lifecycle.PER_CLASS)
class Auth0ActionE2E {

    private static final Path FILE =
            Path.of(System.getProperty("project.root", "../..")).resolve("docs/identity-products/auth0-action.js");
    private static final String CODE = "493027";
    private static final String SENT = "[]";

    private final Faulty faulty;
    private SendingAccount account;
    private HooksApi hooks;
    private String key;
    private Browser browser;

    Auth0ActionE2E(Faulty faulty) {
        this.faulty = faulty;
    }

    static boolean hasBrowser() {
        return Browser.program().isPresent();
    }

    @BeforeAll
    void startBrowser(@TempDir Path folder) throws Exception {
        browser = Browser.start(Browser.program().orElseThrow(), Files.createDirectory(folder.resolve("profile")));
        // Of the origin that is called: elsewhere, a browser asks first, and the gateway answers for the console only.
        browser.open(URI.create(faulty.system().httpUri() + "/console"));
        browser.awaitText("Which environment?");
    }

    @BeforeEach
    void makeKey() {
        account = SendingAccount.ready(faulty);
        hooks = new HooksApi(account.messages().api());
        key = hooks.makeKey("Auth0").body().path("key").asText();
    }

    @AfterEach
    void reachTheServer() {
        browser.answerNoMore();
    }

    @AfterAll
    void stopBrowser() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({
        "otp_enroll, device_pairing",
        "otp_verify, strong_authentication",
        "change_password, strong_authentication",
    })
    void aPasscodeIsSentOnceHoweverOftenAuth0Tries(String type, String purpose) throws Exception {
        ObjectNode event = event();
        notification(event).put("message_type", type);

        assertThat(run(event)).hasToString(SENT);
        assertThat(run(event)).hasToString(SENT);

        assertThat(account.sent())
                .singleElement()
                .satisfies(message -> assertThat(message.toString()).contains("436605550123", "mfa_" + purpose));
        notification(event).put("code", "222222");
        assertThat(run(event)).hasToString(SENT);
        assertThat(account.sent()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"de_AT", "de-AT", "''", "xx"})
    void theLanguageIsNoReasonNotToSend(String locale) throws Exception {
        ObjectNode event = event();
        notification(event).put("locale", locale);

        assertThat(run(event)).hasToString(SENT);
        assertThat(account.sent()).hasSize(1);
    }

    @Test
    void whatHasNoPasscodeOrIsACallIsDropped() throws Exception {
        ObjectNode call = event();
        notification(call).put("delivery_method", "voice");
        ObjectNode blocked = event();
        notification(blocked).put("message_type", "blocked_account").remove("code");

        assertThat(reason(run(call), "drop")).contains("voice");
        assertThat(reason(run(blocked), "drop")).contains("blocked_account");
        assertThat(account.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"error": {"code": 131026}} | drop  | 502
            500 | {"error": {"code": 131016}} | retry | 503
            400 | {"error": {"code": 130429}} | retry | 429
            500 | ``                          | drop  | 504
            """)
    void whatMayPassIsTriedAgain(int status, String meta, String reaction, String answered) throws Exception {
        try (Rule rule = account.meta(status, meta)) {
            assertThat(reason(run(event()), reaction)).startsWith(answered + " ");
            assertThat(rule.struck()).isEqualTo(1);
        }
        if (reaction.equals("retry")) {
            assertThat(run(event())).as("the next try").hasToString(SENT);
            assertThat(account.sent()).hasSize(1);
        }
    }

    @Test
    void aLostAnswerIsAskedForAgainAndNothingIsSentTwice() throws Exception {
        browser.loseAnswers("/messages/strong_authentication");
        assertThat(reason(run(event()), "retry")).isEqualTo("no answer");
        browser.answerNoMore();

        assertThat(run(event())).hasToString(SENT);
        assertThat(account.sent()).hasSize(1);
    }

    @Test
    void anAnswerThatIsNotOursIsNoSuccess() throws Exception {
        browser.answer("POST", "/v1/hooks/", 502, Map.of(), "<html>");
        assertThat(reason(run(event()), "drop")).startsWith("502");
        browser.answer("POST", "/v1/hooks/", 502, Map.of(), "null");
        assertThat(reason(run(event()), "drop")).startsWith("502");
        browser.answer("POST", "/v1/hooks/", 503, Map.of(), "{\"message\": \"Service Unavailable\"}");
        assertThat(reason(run(event()), "retry")).isEqualTo("503 Service Unavailable");
        assertThat(account.sent()).isEmpty();
    }

    @Test
    void whatAnAdministratorHasToFixIsDropped() throws Exception {
        String valid = key;
        key = valid + "x";
        assertThat(reason(run(event()), "drop")).startsWith("404 ");
        key = valid;
        ObjectNode domestic = event();
        notification(domestic).put("recipient", "0660 5550123");
        assertThat(reason(run(domestic), "drop")).startsWith("400 ").doesNotContain("5550123");
        account.messages().turn(false);
        assertThat(reason(run(event()), "drop")).startsWith("409 ");
        assertThat(account.sent()).isEmpty();
    }

    /** What the Action says to Auth0; nothing when the message has left. */
    private JsonNode run(JsonNode event) throws IOException {
        return browser.evaluate("""
                (async () => {
                  const exports = {};
                  %s
                  const said = [];
                  const say = (what) => (reason) => { said.push({ [what]: reason }); };
                  await exports.onExecuteCustomPhoneProvider(%s,
                      { notification: { drop: say('drop'), retry: say('retry') } });
                  return said;
                })()""".formatted(Files.readString(FILE), event));
    }

    private static String reason(JsonNode said, String reaction) {
        assertThat(said).as("%s", said).hasSize(1);
        assertThat(said.get(0).has(reaction)).as("%s", said).isTrue();
        String reason = said.get(0).path(reaction).asText();
        assertThat(reason).doesNotContain(CODE);
        return reason;
    }

    private static ObjectNode notification(ObjectNode event) {
        return (ObjectNode) event.path("notification");
    }

    private ObjectNode event() throws IOException {
        return (ObjectNode) SenderApi.JSON.readTree(
                """
                {"client": {"client_id": "simulatedClient", "name": "Portal", "metadata": {}},
                 "notification": {"as_text": "493027 is your code", "as_voice": "4 9 3 0 2 7", "code": "%s",
                   "delivery_method": "text", "from": "+15555550100", "locale": "en_US", "message_type": "otp_verify",
                   "recipient": "+43-660-5550123"},
                 "request": {"ip": "127.0.0.1", "method": "POST"},
                 "secrets": {"SENDER_URL": "%s/v1/hooks/%s/messages", "SENDER_KEY": "%s"},
                 "tenant": {"id": "example"},
                 "transaction": {"correlation_id": "d9f5b1c0"},
                 "user": {"user_id": "auth0|simulated", "user_metadata": {}, "app_metadata": {}}}
                """.formatted(CODE, faulty.system().httpUri(), hooks.api().environment(), key));
    }
}
