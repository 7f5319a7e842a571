package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.graph.messages.MessageProblem;
import org.mfasender.local.graph.messages.SentMessage;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;

/** What happens to messages that the sender did right. */
class MessageProblemsIT extends WithMessages {
    @ParameterizedTest
    @ValueSource(ints = {130472, 130497, 131026, 131042, 131049, 131053, 137000})
    void whatMetaFindsWhileItDeliversIsAcceptedOrAnswered(int code) {
        fail(code, 0);
        send(login(RECIPIENT)).isOk();
        assertThat(listed())
                .extracting(SentMessage::failure)
                .containsExactly(MessageProblem.of(code).orElseThrow());
        assertThat(control("GET", "/accounts/good-one-number/messages", null)
                        .json()
                        .at("/data/0/error")
                        .asInt())
                .isEqualTo(code);
        graph.world().turnOn(Behaviour.DELIVERY_PROBLEMS_ARE_ANSWERED);
        Answer refused = send(login(RECIPIENT));
        assertThat(refused.error().path("code").asInt()).isEqualTo(code);
        assertThat(listed()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"130429, 400", "131000, 500", "131016, 500", "131031, 403", "131048, 400", "131056, 400", "131057, 500"
    })
    void otherProblemsAreAnsweredAsOftenAsWanted(int code, int status) {
        fail(code, 2);
        send(login("+436605550998")).isOk();
        send(login(RECIPIENT)).isCode(status, code, 0);
        send(login(RECIPIENT)).isCode(status, code, 0);
        send(login(RECIPIENT)).isOk();
    }

    @Test
    void aMessageForAnotherIdentityIsNotDelivered() {
        on("recipients", "{\"recipient\": \"" + RECIPIENT + "\", \"identity\": \"DF2lS5v2W6x=\"}");
        for (String expected : List.of("DF2lS5v2W6x=", "AAAlS5v2W6x=")) {
            send(login(RECIPIENT).replaceFirst("\\{", "{\"recipient_identity_key_hash\": \"" + expected + "\","))
                    .isOk();
        }
        send(login(RECIPIENT)).isOk();
        assertThat(listed())
                .extracting(SentMessage::failure)
                .containsExactly(null, MessageProblem.IDENTITY_CHANGED, null);
    }

    @Test
    void recipientsBecomeOrdinaryAgain() {
        fail(131000, 0);
        send(login(RECIPIENT)).isCode(500, 131000, 0);
        control("DELETE", "/accounts/good-one-number/recipients", null).isOk();
        send(login(RECIPIENT)).isOk();
        assertThat(control("POST", "/accounts/good-one-number/recipients", "{\"recipient\": \"1\", \"error\": 1}")
                        .status())
                .isEqualTo(400);
        assertThat(control("PUT", "/accounts/good-one-number/recipients", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void withoutPaymentNothingIsDelivered() {
        SimulatedAccount account = graph.accounts().named("no-payment-method");
        graph.world().addTemplate(graph.world().waba(account.wabaId()), "login", "de", "AUTHENTICATION", "APPROVED");
        String path = "/" + number(account) + "/messages";
        post(account, path, login(RECIPIENT)).isOk();
        assertThat(graph.messages().outbox().list(account.wabaId()))
                .extracting(SentMessage::failure)
                .containsExactly(MessageProblem.PAYMENT);
        graph.world().turnOn(Behaviour.DELIVERY_PROBLEMS_ARE_ANSWERED);
        post(account, path, login(RECIPIENT)).isCode(400, 131042, 0);
    }

    @Test
    void aBlockedAccountFailsLaterOrForEver() {
        on("health", "{\"state\": \"BLOCKED\", \"errorCode\": 141006}");
        send(login(RECIPIENT)).isOk();
        assertThat(listed()).extracting(SentMessage::failure).containsExactly(MessageProblem.PAYMENT);
        graph.world().turnOn(Behaviour.BLOCKED_ACCOUNT_IS_CODE_2);
        for (int i = 0; i < 3; i++) {
            Answer refused = send(login(RECIPIENT));
            refused.isCode(500, 2, 0);
            assertThat(refused.error().path("is_transient").asBoolean()).isTrue();
        }
    }

    @Test
    void whoListensLearnsOfAcceptedMessagesOnly() {
        List<SentMessage> heard = new ArrayList<>();
        graph.messages().outbox().listen(heard::add);
        send(login(RECIPIENT)).isOk();
        send(login("nobody")).isCode(400, 131009, 0);
        assertThat(heard).isEqualTo(listed()).hasSize(1);
    }

    private List<SentMessage> listed() {
        return graph.messages().outbox().list(good().wabaId());
    }

    private void fail(int code, int times) {
        on("recipients", "{\"recipient\": \"" + RECIPIENT + "\", \"error\": " + code + ", \"times\": " + times + "}");
    }
}
