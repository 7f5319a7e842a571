package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.SimulatedAccount;

/** An operator stops an account from sending: nothing is sent, and nothing else changes. */
@ExtendWith(WithFaultProxy.class)
class StoppedSendingE2E {

    private static final String REASON = "Passcodes go to numbers that nobody knows.";

    private final Faulty faulty;
    private final SendingAccount account;
    private final MessagesApi messages;
    private final SenderApi api;

    StoppedSendingE2E(Faulty faulty) {
        this.faulty = faulty;
        this.account = SendingAccount.ready(faulty);
        this.messages = account.messages();
        this.api = messages.api();
    }

    @Test
    void sendsUntilAnOperatorStopsItAndAgainWhenItMay() {
        JsonNode before = sending();
        assertThat(before.path("enabled").asBoolean()).isTrue();
        assertThat(before.has("reason")).isFalse();
        assertThat(messages.send("100001").status()).isEqualTo(202);

        JsonNode stopped = messages.turn("{\"enabled\": false, \"reason\": \"" + REASON + "\"}")
                .body();

        assertThat(stopped.path("enabled").asBoolean()).isFalse();
        assertThat(stopped.path("reason").asText()).isEqualTo(REASON);
        assertThat(stopped.has("stoppedAt")).isTrue();
        assertThat(sending()).isEqualTo(stopped);
        assertNothingIsSent();
        assertThat(account.sent()).hasSize(1);

        assertThat(messages.turn(true).body()).isEqualTo(before);
        assertThat(messages.send("100002").status()).isEqualTo(202);
        assertThat(api.get().body().path("canSend").asBoolean()).isTrue();
    }

    @Test
    void theSameWordTwiceChangesNothing() {
        JsonNode first = messages.turn("{\"enabled\": false, \"reason\": \"" + REASON + "\"}")
                .body();
        JsonNode stored = api.get().body();

        assertThat(messages.turn("{\"enabled\": false, \"reason\": \"" + REASON + "\"}")
                        .body())
                .isEqualTo(first);
        assertThat(api.get().body()).isEqualTo(stored);
        JsonNode other = messages.turn(false).body();
        assertThat(other.has("reason")).isFalse();
        assertThat(other.path("stoppedAt")).as("it is stopped since then").isEqualTo(first.path("stoppedAt"));
    }

    @Test
    void staysStoppedThroughANewTokenAndANewAccountAtMeta() {
        messages.turn(false);

        SimulatedAccount renewed = faulty.system().graph().world().reissueToken(account.account());
        api.put(renewed);
        api.awaitReady(2);
        assertNothingIsSent();
        api.put(faulty.system().graph().world().newAccount().create());
        api.awaitReady(3);
        assertNothingIsSent();

        assertThat(messages.turn(true).status()).isEqualTo(200);
        assertThat(messages.send("100003").status()).isEqualTo(202);
    }

    @Test
    void aDeletionEndsIt() {
        messages.turn(false);
        api.delete();
        ErrorBody.check(api.send("GET", api.path() + "/sending", null), 404, "NOT_FOUND");
        ErrorBody.check(messages.turn(false), 404, "NOT_FOUND");

        api.put(account.account());
        api.awaitStatus("READY");

        assertThat(sending().path("enabled").asBoolean()).isTrue();
        assertThat(messages.send("100004").status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {}                                    ; enabled REQUIRED_VALUE
            {"enabled": null, "reason": "x"}      ; enabled REQUIRED_VALUE
            {"enabled": "false"}                  ; enabled INVALID_VALUE
            {"enabled": 0}                        ; enabled INVALID_VALUE
            {"enabled": false, "reason": 1}       ; reason INVALID_VALUE
            {"enabled": false, "reason": "LONG"}  ; reason INVALID_VALUE
            """)
    void refusesWhatIsNoSuchWord(String body, String details) {
        SenderApi.Answer answer = messages.turn(body.replace("LONG", "x".repeat(201)));

        ErrorBody.check(answer, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(answer)).containsExactly(details);
        assertThat(sending().path("enabled").asBoolean()).isTrue();
    }

    private void assertNothingIsSent() {
        JsonNode resource = api.get().body();
        assertThat(resource.path("status").asText()).isEqualTo("READY");
        assertThat(resource.path("canSend").asBoolean()).isFalse();
        assertThat(resource.path("cannotSendReasons").findValuesAsText("code")).containsExactly("SENDING_STOPPED");
        int before = account.sent().size();
        for (String purpose : new String[] {"strong_authentication", "device_pairing"}) {
            SenderApi.Answer refused =
                    messages.post(MessagesApi.body(MessagesApi.TO, "999999").toString(), purpose);
            ErrorBody.check(refused, 409, "REQUEST_FAILED");
            assertThat(refused.body().at("/details/0/innerError/obstacles/0").asText())
                    .isEqualTo("SENDING_STOPPED");
        }
        assertThat(messages.test("{\"to\": \"" + MessagesApi.TO + "\"}").status())
                .isEqualTo(409);
        assertThat(account.sent()).hasSize(before);
    }

    private JsonNode sending() {
        return api.send("GET", api.path() + "/sending", null).body();
    }
}
