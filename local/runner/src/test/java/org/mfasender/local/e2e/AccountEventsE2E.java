package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;

/** Meta reports over HTTP what becomes of templates and the account, and the account is that at once. */
@ExtendWith(WithFaultProxy.class)
class AccountEventsE2E {

    private final Faulty faulty;
    private final SendingAccount account;
    private final SenderApi api;
    private final URI callback;
    private final long now;

    AccountEventsE2E(Faulty faulty) {
        this.faulty = faulty;
        this.account = SendingAccount.ready(faulty);
        this.api = account.messages().api();
        this.callback = URI.create(api.send("GET", api.path() + "/webhooks", null)
                .body()
                .at("/webhooks/0/callbackUrl")
                .asText());
        this.now = Instant.now().getEpochSecond();
    }

    @Test
    void aTemplateThatMetaPausesIsNotSentUntilMetaGoesOn() {
        List<String> templates = templates();
        assertThat(templates).isNotEmpty();

        templates.forEach(id -> deliver(now + 10, "message_template_status_update", status(id, "PAUSED")));
        api.await("nothing is sent for either purpose", AccountEventsE2E::isPaused);
        assertThat(account.messages().send("493027").status()).isEqualTo(409);

        templates.forEach(id -> deliver(now + 20, "message_template_status_update", status(id, "REINSTATED")));
        templates.forEach(id -> deliver(now + 10, "message_template_status_update", status(id, "PAUSED")));
        api.await("it is sent again", resource -> resource.path("canSend").asBoolean());
        assertThat(account.messages().send("493028").status()).isEqualTo(202);
        assertThat(account.sent()).hasSize(1);
    }

    @Test
    void aBanIsCheckedAtOnce() {
        deliver(
                now - 5,
                "account_update",
                "{\"event\": \"DISABLED_UPDATE\", \"ban_info\": {\"waba_ban_state\": \"DISABLE\"}}");

        assertThat(api.awaitReady(2).path("canSend").asBoolean())
                .as("the run has found out that it is over")
                .isTrue();
    }

    @Test
    void anotherAccountOfTheSameAppIsNotConcerned() {
        assertThat(faulty.system()
                        .graph()
                        .webhooks()
                        .deliver(
                                callback,
                                body(
                                        "1" + account.account().wabaId(),
                                        now + 10,
                                        "account_review_update",
                                        "{\"decision\": \"REJECTED\"}"),
                                account.account().appSecret()))
                .isTrue();
        deliver(now + 10, "business_capability_update", "{\"max_daily_conversations_per_business\": 10}");

        api.await(
                "the event after it is applied",
                any -> new Stored(faulty.system())
                        .items(api.environment()).stream()
                                .anyMatch(item -> item.toString().contains("TIER_10")));
        assertThat(api.get().body().path("canSend").asBoolean()).isTrue();
        assertThat(api.get().body().at("/provisioning/generation").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsToBeCheckedIsRunOnce() {
        account.requestCheck();

        api.awaitReady(2);
        assertThat(account.messages().send("493027").status()).isEqualTo(202);
    }

    private static boolean isPaused(JsonNode resource) {
        return !resource.path("canSend").asBoolean()
                && resource.at("/templates/device_pairing/states").has("PAUSED")
                && resource.at("/templates/strong_authentication/states").has("PAUSED");
    }

    private List<String> templates() {
        return new Stored(faulty.system())
                .items(api.environment()).stream()
                        .filter(item ->
                                Objects.requireNonNull(item.get("sk")).s().startsWith("CONTENT#"))
                        .map(item -> Objects.requireNonNull(Objects.requireNonNull(item.get("template"))
                                        .m()
                                        .get("id"))
                                .s())
                        .toList();
    }

    private static String status(String id, String event) {
        return "{\"event\": \"" + event + "\", \"message_template_id\": " + id
                + ", \"message_template_name\": \"x\", \"message_template_language\": \"en\", \"reason\": \"NONE\"}";
    }

    private void deliver(long time, String field, String value) {
        assertThat(faulty.system()
                        .graph()
                        .webhooks()
                        .deliver(
                                callback,
                                body(account.account().wabaId(), time, field, value),
                                account.account().appSecret()))
                .isTrue();
    }

    private static byte[] body(String wabaId, long time, String field, String value) {
        return """
                {"object": "whatsapp_business_account", "entry": [{"id": "%s", "time": %d, "changes": [{"field": "%s", "value": %s}]}]}
                """.formatted(wabaId, time, field, value).getBytes(StandardCharsets.UTF_8);
    }
}
