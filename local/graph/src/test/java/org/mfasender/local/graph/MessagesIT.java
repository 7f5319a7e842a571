package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;

/** {@code POST /{phone}/messages}: what Meta accepts and refuses. */
class MessagesIT extends WithMessages {
    @Test
    void aMessageIsAcceptedAndListedWithoutItsCode() {
        JsonNode accepted = send(login("+43 660 5550-999")).isOk().json();

        String id = accepted.at("/messages/0/id").asText();
        assertThat(accepted).isEqualTo(parse("""
                {"messaging_product": "whatsapp",
                 "contacts": [{"input": "+43 660 5550-999", "wa_id": "436605550999"}],
                 "messages": [{"id": "%s", "message_status": "accepted"}]}""".formatted(id)));
        assertThat(id).startsWith("wamid.HBgMNDM2NjA1NTUwOTk5FQIAERgS");
        assertThat(new String(Base64.getDecoder().decode(id.substring(6)), StandardCharsets.ISO_8859_1))
                .contains(WA_ID);
        Answer listed =
                control("GET", "/accounts/good-one-number/messages", null).isOk();
        assertThat(listed.json().path("data")).isEqualTo(parse("""
                [{"id": "%s", "phone_number_id": "%s", "recipient_id": "436605550999", "template": "login",
                  "language": "de", "category": "AUTHENTICATION", "time": "2026-11-23T08:00:00Z",
                  "biz_opaque_callback_data": "txn:7f1c2a"}]""".formatted(id, number(good()))));
        assertThat(listed.text()).doesNotContain(CODE);
        assertThat(graph.messages().outbox().list(good().wabaId()).toString()).doesNotContain(CODE);
        graph.reset();
        assertThat(graph.messages().outbox().list(good().wabaId())).isEmpty();
    }

    @Test
    void aMessageIsNoManagementCall() {
        assertThat(send(login(RECIPIENT)).isOk().header("X-Business-Use-Case-Usage"))
                .isEmpty();
        graph.world().turnOn(Behaviour.MESSAGE_STATUS_IS_ABSENT);
        assertThat(send(login(RECIPIENT)).isOk().json().at("/messages/0").has("message_status"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "messaging_product, 100",
        "to, 100",
        "type, 100",
        "template, 131008",
    })
    void whatIsRequiredIsRequired(String member, int code) {
        send(login(RECIPIENT).replace("\"" + member + "\":", "\"other\":")).isCode(400, code, 0);
    }

    @Test
    void whatIsMissingInTheTemplateIsNamed() {
        send(message(RECIPIENT, "", "de", BODY, BUTTON)).isError(400, """
                {"message": "(#131008) Required parameter is missing", "type": "OAuthException", "code": 131008,
                 "error_data": {"messaging_product": "whatsapp", "details": "Missing parameter: template.name"}}""");
        send(message(RECIPIENT, "login", "", BODY, BUTTON)).isCode(400, 131008, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "12", "+0660123456", "+4366055501234567", "00436605550999"})
    void aRecipientIsANumber(String to) {
        send(login(to)).isCode(400, 131009, 0);
    }

    @Test
    void otherMembersHaveTheirBounds() {
        send(login(RECIPIENT).replace("individual", "group")).isCode(400, 131009, 0);
        send(login(RECIPIENT).replace("\"whatsapp\"", "\"sms\"")).isCode(400, 100, 0);
        send(login(RECIPIENT).replace("\"type\": \"template\"", "\"type\": \"image\""))
                .isCode(400, 100, 0);
        send(login(RECIPIENT).replace("txn:7f1c2a", "x".repeat(513))).isCode(400, 100, 0);
        send(login(RECIPIENT).replace("txn:7f1c2a", "x".repeat(512))).isOk();
        send(login(RECIPIENT).replace("\"to\"", "\"recipient\"")).isCode(400, 131062, 0);
        send(login("+43 660 5550100")).isCode(400, 131021, 0);
    }

    @Test
    void aRecipientWithoutAPlusIsTakenAsItIsOrIsNational() {
        assertThat(send(login(WA_ID)).isOk().json().at("/contacts/0/wa_id").asText())
                .isEqualTo(WA_ID);
        graph.world().turnOn(Behaviour.NUMBER_WITHOUT_PLUS_IS_NATIONAL);
        assertThat(send(login("6605550999"))
                        .isOk()
                        .json()
                        .at("/contacts/0/wa_id")
                        .asText())
                .isEqualTo(WA_ID);
        assertThat(send(login(RECIPIENT)).isOk().json().at("/contacts/0/wa_id").asText())
                .isEqualTo(WA_ID);
    }

    @Test
    void aTemplateExistsInTheLanguage() {
        send(message(RECIPIENT, "login", "fr", BODY, BUTTON)).isError(404, """
                {"message": "(#132001) Template name does not exist in the translation", "type": "OAuthException",
                 "code": 132001, "error_data": {"messaging_product": "whatsapp",
                   "details": "template name (login) does not exist in fr"}}""");
        send(message(RECIPIENT, "logout", "de", BODY, BUTTON)).isCode(404, 132001, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, 404, 132001",
        "REJECTED, 404, 132001",
        "ARCHIVED, 404, 132001",
        "PAUSED, 400, 132015",
        "DISABLED, 400, 132016"
    })
    void onlyAnApprovedTemplateIsSent(String state, int status, int code) {
        template("other", "de", state);
        send(message(RECIPIENT, "other", "de", BODY, BUTTON)).isCode(status, code, 0);
    }

    @Test
    void aNewTemplateIsSentAtOnceOrAfterAMinute() {
        send(login(RECIPIENT)).isOk();
        graph.world().turnOn(Behaviour.NEW_TEMPLATES_ARE_SENT_LATER);
        send(login(RECIPIENT)).isCode(404, 132001, 0);
        clock.advance(Duration.ofMinutes(1));
        send(login(RECIPIENT)).isOk();
    }

    @Test
    void theCodeIsInBodyAndButton() {
        send(message(RECIPIENT, "login", "de", BODY)).isError(400, """
                {"message": "(#131008) Required parameter is missing", "type": "OAuthException", "code": 131008,
                 "error_data": {"messaging_product": "whatsapp",
                   "details": "buttons: Button at index 0 of type Url requires a parameter"}}""");
        send(message(RECIPIENT, "login", "de", BUTTON)).isCode(400, 132000, 0);
        send(message(RECIPIENT, "login", "de")).isCode(400, 132000, 0);
        String two = BODY.replace("[{", "[{\"type\": \"text\", \"text\": \"1\"}, {");
        send(message(RECIPIENT, "login", "de", two, BUTTON)).isCode(400, 132000, 0);
        send(message(RECIPIENT, "login", "de", BODY.replace("\"text\", ", "\"currency\", "), BUTTON))
                .isCode(400, 132012, 0);
        send(message(RECIPIENT, "login", "de", BODY, BUTTON.replace("url", "quick_reply")))
                .isCode(400, 131009, 0);
        send(message(RECIPIENT, "login", "de", BODY, BUTTON.replace("\"0\"", "1")))
                .isCode(400, 131009, 0);
        send(message(RECIPIENT, "login", "de", BODY, BUTTON.replace("\"0\"", "0")))
                .isOk();
    }

    @Test
    void aCodeHas15CharactersAtMost() {
        send(withCode("A23456789012345")).isOk();
        send(withCode("A234567890123456")).isCode(400, 132005, 0);
        send(withCode("")).isCode(400, 131008, 0);
        send(withCode("12\\n34")).isCode(400, 132018, 0);
        graph.world().turnOn(Behaviour.LONG_CODE_IS_CODE_131009);
        assertThat(send(withCode("A234567890123456")).text())
                .contains("131009")
                .as("no error repeats the code")
                .doesNotContain("A2345");
    }

    private static String withCode(String code) {
        return login(RECIPIENT).replace(CODE, code);
    }

    @Test
    void bothCodesAreTheSameOrNot() {
        String different = message(RECIPIENT, "login", "de", BODY, BUTTON.replace(CODE, "493028"));
        send(different).isCode(400, 131009, 0);
        graph.world().turnOn(Behaviour.DIFFERENT_CODES_ARE_ACCEPTED);
        send(different).isOk();
    }

    @ParameterizedTest
    @CsvSource({
        "without-whatsapp-messaging, 403, 200, 0",
        "employee-view-only, 403, 200, 0",
        "employee-not-assigned, 403, 200, 0",
        "foreign-account, 400, 100, 33",
        "expired-token, 400, 190, 463",
        "unregistered-numbers, 400, 133010, 0",
        "banned-number, 403, 131031, 0",
        "review-rejected, 403, 131031, 0",
        "sandbox-number, 400, 131030, 0"
    })
    void notEverySenderMaySend(String name, int status, int code, int subcode) {
        SimulatedAccount account = graph.accounts().named(name);
        post(account, "/" + number(account) + "/messages", login(RECIPIENT)).isCode(status, code, subcode);
    }

    @Test
    void aTestNumberReachesAllowedRecipients() {
        SimulatedAccount account = graph.accounts().named("sandbox-number");
        graph.world().addTemplate(graph.world().waba(account.wabaId()), "login", "de", "AUTHENTICATION", "APPROVED");
        control(
                        "POST",
                        "/accounts/sandbox-number/recipients",
                        "{\"recipient\": \"" + RECIPIENT + "\", \"allowed\": true}")
                .isOk();
        post(account, "/" + number(account) + "/messages", login(RECIPIENT)).isOk();
        post(account, "/" + number(account) + "/messages", login("+436605550998"))
                .isCode(400, 131030, 0);
    }

    @Test
    void aNumberSendsAsManyMessagesASecondAsItsThroughputAllows() {
        PhoneNumber number = graph.world().waba(good().wabaId()).numbers().getFirst();
        sendToMany(80);
        send(login("+436605559999")).isCode(400, 130429, 0);
        clock.advance(Duration.ofSeconds(1));
        send(login("+436605559999")).isOk();
        clock.advance(Duration.ofSeconds(1));
        number.coexisting();
        sendToMany(20);
        send(login("+436605559998")).isCode(400, 130429, 0);
    }

    private void sendToMany(int count) {
        for (int i = 0; i < count; i++) {
            send(login("+4366055510" + (10 + i))).isOk();
        }
    }

    @Test
    void aRecipientGetsBurstsThatAreRepaid() {
        for (int i = 0; i < 45; i++) {
            send(login(RECIPIENT)).isOk();
        }
        send(login(RECIPIENT)).isCode(400, 131056, 0);
        send(login("+436605550998")).isOk();
        clock.advance(Duration.ofSeconds(6));
        send(login(RECIPIENT)).isOk();
        send(login(RECIPIENT)).isCode(400, 131056, 0);
    }

    @Test
    void aRecipientGetsOneMessageInSixSecondsWithoutBursts() {
        graph.world().turnOn(Behaviour.PAIR_LIMIT_HAS_NO_BURST);
        send(login(RECIPIENT)).isOk();
        clock.advance(Duration.ofSeconds(5));
        send(login(RECIPIENT)).isCode(400, 131056, 0);
        clock.advance(Duration.ofSeconds(1));
        send(login(RECIPIENT)).isOk();
    }
}
