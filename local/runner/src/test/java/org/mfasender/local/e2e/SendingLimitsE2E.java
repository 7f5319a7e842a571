package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.Waba;

/** An excess is refused while another channel is left, and callers say whether passcodes are used. */
@ExtendWith(WithFaultProxy.class)
class SendingLimitsE2E {

    private static final String USED = "{\"outcome\": \"VERIFIED\"}";
    private static final String UNUSED = "{\"outcome\": \"UNUSED\"}";

    private final Faulty faulty;
    private final SendingAccount account;
    private final MessagesApi messages;

    SendingLimitsE2E(Faulty faulty) {
        this.faulty = faulty;
        this.account = SendingAccount.ready(faulty);
        this.messages = account.messages();
    }

    @Test
    void oneRecipientGetsTenPasscodesInAnHour() {
        SendingAccount.awaitAmpleHour();
        for (int i = 0; i < 10; i++) {
            assertThat(messages.send("10000" + i).status()).isEqualTo(202);
        }
        assertThat(messages.send("100000").status()).as("a repetition").isEqualTo(202);

        SenderApi.Answer refused = messages.send("200000");

        ErrorBody.check(refused, 429, "REQUEST_LIMITED");
        JsonNode detail = refused.body().at("/details/0");
        assertThat(detail.path("target").asText()).isEqualTo("to");
        assertThat(detail.at("/innerError/limit").asText()).isEqualTo("RECIPIENT");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 3600);
        assertThat(account.sent()).hasSize(10);
        assertThat(messages.post(MessagesApi.body("+436605550124", "200000").toString(), "strong_authentication")
                        .status())
                .isEqualTo(202);
    }

    /** As a run found it out. */
    @Test
    void theRestOfMetasMessagingLimitIsKeptForStrongAuthentication() {
        LocalSystem system = faulty.system();
        SenderApi api = new SenderApi(system.httpUri());
        api.put(system.graph()
                .world()
                .newAccount()
                .waba((Waba waba) -> waba.set("whatsapp_business_manager_messaging_limit", "TIER_10"))
                .create());
        api.awaitStatus("READY");
        MessagesApi few = new MessagesApi(api);

        for (int i = 0; i < 7; i++) {
            assertThat(send(few, i, "device_pairing").status()).isEqualTo(202);
        }
        SenderApi.Answer refused = send(few, 7, "device_pairing");

        ErrorBody.check(refused, 429, "REQUEST_LIMITED");
        assertThat(refused.body().at("/details/0/innerError/limit").asText()).isEqualTo("MESSAGING_LIMIT");
        assertThat(send(few, 7, "strong_authentication").status()).isEqualTo(202);
        assertThat(send(few, 7, "device_pairing").status()).as("counted now").isEqualTo(202);
    }

    private static SenderApi.Answer send(MessagesApi messages, int recipient, String purpose) {
        return messages.post(
                MessagesApi.body("+43660555000" + recipient, "493027").toString(), purpose);
    }

    @Test
    void anOutcomeIsReportedOnceAndRepeatedAtWill() {
        String id = messages.send("493027").body().path("id").asText();

        assertThat(messages.outcome(id, UNUSED).status()).isEqualTo(204);
        assertThat(messages.outcome(id, UNUSED).status()).isEqualTo(204);
        SenderApi.Answer other = messages.outcome(id, USED);

        ErrorBody.check(other, 409, "INVALID_REQUEST");
        assertThat(other.body().at("/details/0/message").asText())
                .isEqualTo("The outcome of this message is UNUSED already.");
    }

    @ParameterizedTest
    @CsvSource({"{}, REQUIRED_VALUE", "'{\"outcome\": \"MAYBE\"}', INVALID_VALUE", "'{\"outcome\": 1}', INVALID_VALUE"})
    void anythingElseIsNoOutcome(String body, String code) {
        String id = messages.send("493027").body().path("id").asText();

        SenderApi.Answer refused = messages.outcome(id, body);

        ErrorBody.check(refused, 400, "INVALID_DATA");
        assertThat(refused.body().at("/details/0/code").asText()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"not-an-id", "6f0a4d7e-51f6-4e3c-8a65-0d3f1f6b8b25"})
    void aMessageThatIsNotKnownHasNoOutcome(String id) {
        ErrorBody.check(messages.outcome(id, USED), 404, "NOT_FOUND");
        ErrorBody.check(
                new MessagesApi(new SenderApi(faulty.system().httpUri(), UUID.randomUUID())).outcome(id, USED),
                404,
                "NOT_FOUND");
    }
}
