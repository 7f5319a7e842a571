package org.mfasender.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.messages.delivery.DeliveryStatus;
import org.mfasender.messages.delivery.DeliveryStatus.Pricing;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.platform.secrets.Secret;

class WebhookReaderTest {

    private static final UUID ID = new UUID(1, 2);
    private static final String REFERENCE = ENVIRONMENT + "/" + ID;

    @Test
    void aStatusIsReadAsMetaWritesIt() throws Exception {
        Webhook webhook = read(change("""
                {"messaging_product": "whatsapp", "metadata": {"display_phone_number": "436605550100", "phone_number_id": "1001"},
                 "contacts": [{"user_id": "AT.1", "username": "x"}],
                 "statuses": [{"id": "wamid.HBgM", "status": "delivered", "timestamp": "1784030412", "recipient_id": "436605550123",
                   "recipient_user_id": "AT.1", "biz_opaque_callback_data": "%s", "conversation": {"id": "c"},
                   "pricing": {"billable": true, "pricing_model": "PMP", "type": "regular", "category": "authentication"}}]}
                """.formatted(REFERENCE)));

        assertThat(webhook.statuses()).singleElement().satisfies(status -> {
            assertThat(status.environment()).isEqualTo(ENVIRONMENT);
            assertThat(status.messageId()).isEqualTo(ID);
            assertThat(status.status())
                    .isEqualTo(new DeliveryStatus(
                            MessageState.DELIVERED,
                            Instant.ofEpochSecond(1784030412),
                            null,
                            new Pricing(true, "authentication")));
            assertThat(status.recipient()).isNotNull();
            assertThat(status.toString()).doesNotContain("436605550123");
        });
        assertThat(webhook.unknown() + webhook.foreign()).isZero();
        assertThat(webhook.notRequested()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'[{\"code\": 131026, \"title\": \"Message undeliverable\"}]', NOT_ON_WHATSAPP, 131026",
        "'[{\"code\": 131042}]',                                      ACCOUNT_REFUSED, 131042",
        "'[{\"code\": 130497}, {\"code\": 1}]',                       COUNTRY_REFUSED, 130497",
        "'[{\"code\": 999999}]',                                      OTHER,           999999",
        "'[{\"code\": \"x\"}]',                                       OTHER,           ",
        "'{}',                                                        OTHER,           ",
    })
    void aFailureHasItsCause(String errors, RefusalCause cause, Integer code) throws Exception {
        Webhook webhook = read(status("\"status\": \"failed\", \"timestamp\": \"1784030412\", \"errors\": " + errors));

        assertThat(webhook.statuses().getFirst().status().refusal())
                .isEqualTo(new Refusal(cause, code == null ? null : new MetaError(code, null, null)));
    }

    @ParameterizedTest
    @CsvSource({
        "sent,      1, 0",
        "read,      1, 0",
        "played,    0, 1",
        "Delivered, 0, 1",
        "'',        0, 1",
    })
    void unknownWordsAreCounted(String word, int known, int unknown) throws Exception {
        Webhook webhook = read(status("\"status\": \"" + word + "\""));

        assertThat(webhook.statuses()).hasSize(known);
        assertThat(webhook.unknown()).isEqualTo(unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "null", "-1", "99999999999999999999", "{}"})
    void anUnreadableTimeIsNow(String time) throws Exception {
        Webhook webhook = read(status("\"status\": \"sent\", \"timestamp\": " + time));

        assertThat(webhook.statuses().getFirst().status().at()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "txn:7f1c2a", "x/y", "11111111-2222-4333-8444-555555555555"})
    void aStatusOfAnotherSenderIsForeign(String data) throws Exception {
        Webhook webhook = read(change("{\"statuses\": [{\"status\": \"sent\", \"biz_opaque_callback_data\": \"" + data
                + "\"}, {\"status\": \"sent\"}]}"));

        assertThat(webhook.statuses()).isEmpty();
        assertThat(webhook.foreign()).isEqualTo(2);
    }

    @Test
    void aRecipientWhoAskedForNoCodeIsCounted() throws Exception {
        Webhook webhook = read(change("""
                {"messages": [{"from": "436605550123", "type": "button", "button": {"payload": "DID_NOT_REQUEST_CODE", "text": "x"},
                  "context": {"id": "wamid.x"}}, {"type": "text", "text": {"body": "hello"}}]}"""));

        assertThat(webhook.notRequested()).singleElement().satisfies(word -> {
            assertThat(word.wamid().reveal()).isEqualTo("wamid.x");
            assertThat(word.sender()).isEqualTo(new Secret("436605550123"));
            assertThat(word.at()).isEqualTo(NOW);
            assertThat(word.toString()).doesNotContain("436605550123", "wamid.x");
        });
        assertThat(webhook.unknown()).isOne();
    }

    @Test
    void oneWebhookMayHaveManyOfEverything() throws Exception {
        String own =
                change("{\"statuses\": [" + one("\"status\": \"sent\"") + "," + one("\"status\": \"read\"") + ", 7]}");
        String body = "{\"entry\": [{\"id\": \"1\", \"changes\": [" + own + "," + own + ","
                + "{\"field\": \"account_update\", \"value\": {\"event\": \"NEW\"}}, 5]}, {\"changes\": [" + own
                + "]}, {}]}";

        Webhook webhook = WebhookReader.read(body.getBytes(UTF_8), NOW);

        assertThat(webhook.statuses()).hasSize(6);
        assertThat(webhook.foreign()).isEqualTo(3);
        assertThat(webhook.unknown()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "null", "{\"entry\": {}}", "{\"entry\": []", "{\"entry\": []} x", "\u0000"})
    void whatIsNoWebhookIsMalformed(String body) {
        assertThatThrownBy(() -> WebhookReader.read(body.getBytes(UTF_8), NOW))
                .isInstanceOf(MalformedWebhookException.class);
    }

    @Test
    void theFaultOfAMalformedBodyQuotesNothing() {
        assertThatThrownBy(() -> WebhookReader.read("{\"entry\": [436605550123x".getBytes(UTF_8), NOW))
                .isInstanceOf(MalformedWebhookException.class)
                .hasNoCause()
                .message()
                .doesNotContain("43660");
    }

    private static String status(String members) {
        return change("{\"statuses\": [" + one(members) + "]}");
    }

    private static String one(String members) {
        return "{" + members + ", \"biz_opaque_callback_data\": \"" + REFERENCE + "\"}";
    }

    private static String change(String value) {
        return "{\"field\": \"messages\", \"value\": " + value + "}";
    }

    private static Webhook read(String change) throws MalformedWebhookException {
        String body = "{\"object\": \"whatsapp_business_account\", \"entry\": [{\"id\": \"1\", \"changes\": [" + change
                + "]}]}";
        return WebhookReader.read(body.getBytes(UTF_8), NOW);
    }
}
