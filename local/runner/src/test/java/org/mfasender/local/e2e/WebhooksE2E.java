package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.aws.PublishedEvent;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.messages.MessageProblem;
import org.mfasender.local.graph.webhooks.Delivery;
import org.mfasender.local.graph.webhooks.Webhooks;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.World;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Meta reports over HTTP what becomes of messages, and a caller learns it. */
@ExtendWith(WithFaultProxy.class)
class WebhooksE2E {

    private static final String CODE = "493027";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Faulty faulty;
    private final SendingAccount account;
    private final MessagesApi messages;
    private final Webhooks webhooks;
    private final JsonNode address;

    WebhooksE2E(Faulty faulty) {
        this.faulty = faulty;
        this.account = SendingAccount.ready(faulty);
        this.messages = account.messages();
        this.webhooks = faulty.system().graph().webhooks();
        this.address = addresses().at("/webhooks/0");
        webhooks.script(account.account().wabaId(), null);
        webhooks.script(message -> List.of(Delivery.of("sent"), Delivery.of("delivered")));
        webhooks.subscribe(account.account().wabaId(), account.account().appId(), callback());
    }

    @AfterEach
    void asUsual() {
        webhooks.clear();
    }

    @Test
    void whatAnAdministratorEntersAtMetaIsConfirmed() {
        assertThat(addresses().path("webhooks")).hasSize(1);
        assertThat(address.path("appId").asText()).isEqualTo(account.account().appId());
        String token = address.path("verifyToken").asText();

        assertThat(webhooks.handshake(callback(), token, "1158201444")).isEqualTo("1158201444");
        assertThat(webhooks.handshake(callback(), token.replace(token.charAt(0), '_'), "1158201444"))
                .isNull();
        assertThat(webhooks.handshake(URI.create(callback() + "1"), token, "1158201444"))
                .as("another app's address")
                .isNull();
        SenderApi.Answer refused = messages.api().send("GET", callback().getPath(), null);
        ErrorBody.check(refused, 403, "INVALID_REQUEST");
        assertThat(refused.response().body()).doesNotContain(token);
    }

    @Test
    void aMessageIsDelivered() {
        JsonNode known = await(messages.send(CODE).body().path("id").asText(), "DELIVERED");

        assertThat(known.at("/pricing/billable").asBoolean()).isTrue();
        assertThat(known.at("/pricing/category").asText()).isEqualTo("authentication");
        assertThat(known.path("statusAt").asText()).isNotEmpty();
        assertThat(known.at("/content/locale").asText()).isEqualTo("en");
        assertThat(known.has("refusal")).isFalse();
    }

    @Test
    void aCallerMayWaitForTheFirstStatus() {
        webhooks.script(message -> List.of(Delivery.of("delivered").after(Duration.ofMillis(700))));

        SenderApi.Answer answer = messages.send(CODE, "Prefer", "wait=9");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("status").asText()).isEqualTo("DELIVERED");
        assertThat(answer.body().path("whatsAppMessageId").asText()).isNotEmpty();
        assertThat(answer.response().headers().firstValue("Preference-Applied")).contains("wait=9");
    }

    @Test
    void whatCannotBeDeliveredIsARefusalForAWaitingCallerAndAnEventForOthers() {
        faulty.system()
                .graph()
                .messages()
                .recipients()
                .fail(account.account().wabaId(), "436605550123", MessageProblem.UNDELIVERABLE, 1);
        webhooks.script(message -> List.of(Delivery.of("failed").times(2)));
        String correlation = "txn " + messages.api().environment();

        SenderApi.Answer refused = messages.post(
                MessagesApi.body(MessagesApi.TO, CODE)
                        .put("correlationId", correlation)
                        .toString(),
                "strong_authentication",
                "Prefer",
                "wait=9");

        ErrorBody.check(refused, 502, "REQUEST_FAILED");
        JsonNode why = refused.body().at("/details/0/innerError");
        assertThat(why.path("cause").asText()).isEqualTo("NOT_ON_WHATSAPP");
        JsonNode known = messages.get(why.path("messageId").asText()).body();
        assertThat(known.path("correlationId").asText()).isEqualTo(correlation);
        JsonNode event = awaitEvent();
        assertThat(event.path("messageId")).isEqualTo(known.path("id"));
        assertThat(event.path("correlationId").asText()).isEqualTo(correlation);
        assertThat(event.path("country").asText()).isEqualTo("AT");
        assertThat(event.toString()).doesNotContain(CODE, "555012");
    }

    /** Meta has taken it, and nobody could record that. */
    @Test
    void whatASenderDiedOfIsAnEventWithWhatTheCallerKnowsItBy() {
        faulty.system()
                .graph()
                .messages()
                .recipients()
                .fail(account.account().wabaId(), "436605550123", MessageProblem.UNDELIVERABLE, 1);
        webhooks.script(message -> List.of(Delivery.of("failed")));
        String environment = messages.api().environment().toString();
        String correlation = "txn " + environment;
        try (Rule rule = faulty.proxy().fail("UpdateItem", Way.REFUSED, "wamidHash", environment)) {
            messages.post(
                    MessagesApi.body(MessagesApi.TO, CODE)
                            .put("correlationId", correlation)
                            .toString(),
                    "strong_authentication");
            assertThat(rule.struck()).isPositive();
        }

        JsonNode event = awaitEvent();
        assertThat(event.path("correlationId").asText()).isEqualTo(correlation);
        assertThat(event.path("country").asText()).isEqualTo("AT");
        JsonNode known = messages.get(event.path("messageId").asText()).body();
        assertThat(known.path("status").asText()).isEqualTo("FAILED");
        assertThat(known.path("correlationId").asText()).isEqualTo(correlation);
    }

    /** What is published of this environment. */
    private JsonNode awaitEvent() {
        String environment = messages.api().environment().toString();
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            Optional<JsonNode> found = faulty.system().eventBridge().events().stream()
                    .filter(event -> event.detailType().equals("Passcode Undelivered"))
                    .map(PublishedEvent::detail)
                    .filter(detail -> detail.path("environmentId").asText().equals(environment))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(Instant.now()).as("an event").isBefore(end);
            SenderApi.pause();
        }
    }

    @Test
    void disorderRepetitionAndLossEndInTheSame() {
        webhooks.script(message -> List.of(
                Delivery.of("read").times(3),
                Delivery.of("delivered").times(0),
                Delivery.of("sent").after(Duration.ofMillis(300)).times(2)));

        JsonNode known = await(messages.send(CODE).body().path("id").asText(), "READ");
        awaitSilence();

        assertThat(messages.get(known.path("id").asText()).body()).isEqualTo(known);
    }

    @Test
    void aRecipientWithoutWhatsAppIsRefusedAtOnceTheNextTime() {
        webhooks.script(message -> List.of(Delivery.of("failed")));
        faulty.system()
                .graph()
                .messages()
                .recipients()
                .fail(account.account().wabaId(), "436605550123", MessageProblem.UNDELIVERABLE, 1);

        JsonNode known = await(messages.send(CODE).body().path("id").asText(), "FAILED");
        assertThat(known.at("/refusal/cause").asText()).isEqualTo("NOT_ON_WHATSAPP");
        assertThat(known.at("/refusal/code").asInt()).isEqualTo(131026);
        awaitSilence();

        SenderApi.Answer next = messages.send("111111");
        ErrorBody.check(next, 502, "REQUEST_FAILED");
        assertThat(next.response().body()).contains("NOT_ON_WHATSAPP");
        assertThat(account.sent()).hasSize(1);
    }

    /** What Meta's documentation says, and what an answer at once would be. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void somebodyElseWithTheNumberGetsNothing(boolean atOnce) {
        webhooks.script(message -> List.of(Delivery.of(message.failure() == null ? "delivered" : "failed")));
        World world = faulty.system().graph().world();
        faulty.system()
                .graph()
                .messages()
                .recipients()
                .identify(account.account().wabaId(), "436605550123", "DF2lS5v2W6x=");
        JsonNode same = sendTo("DF2lS5v2W6x=", "111111").body();
        await(same.path("id").asText(), "DELIVERED");

        if (atOnce) {
            world.turnOn(Behaviour.DELIVERY_PROBLEMS_ARE_ANSWERED);
        }
        try {
            SenderApi.Answer other = sendTo("AAAAAAv2W6x=", CODE);
            assertThat(other.status()).isEqualTo(atOnce ? 502 : 202);
            if (!atOnce) {
                JsonNode failed = await(other.body().path("id").asText(), "FAILED");
                assertThat(failed.at("/refusal/cause").asText()).isEqualTo("IDENTITY_CHANGED");
            }
        } finally {
            world.turnOff(Behaviour.DELIVERY_PROBLEMS_ARE_ANSWERED);
        }

        SenderApi.Answer again = sendTo("AAAAAAv2W6x=", CODE);
        ErrorBody.check(again, 502, "REQUEST_FAILED");
        JsonNode inner = again.body().at("/details/0/innerError");
        assertThat(inner.path("cause").asText()).isEqualTo("IDENTITY_CHANGED");
        assertThat(inner.path("code").asInt()).isEqualTo(137000);
        assertThat(inner.path("useAnotherChannel").asBoolean()).isFalse();
        assertThat(account.sent()).hasSize(atOnce ? 1 : 2);
    }

    private SenderApi.Answer sendTo(String identity, String code) {
        return messages.post(
                MessagesApi.body(MessagesApi.TO, code)
                        .put("identityKeyHash", identity)
                        .toString(),
                "strong_authentication");
    }

    @Test
    void anUnknownOutcomeIsResolved() {
        try (Rule rule = account.metaFails(Way.ANSWER_LOST)) {
            SenderApi.Answer unknown = messages.send(CODE);
            assertThat(unknown.status()).isEqualTo(504);
            assertThat(rule.struck()).isPositive();
        }
        String reference = Objects.requireNonNull(account.sent().getFirst().callbackData());

        await(reference.substring(reference.indexOf('/') + 1), "DELIVERED");
        assertThat(messages.send(CODE).status()).as("the same request").isEqualTo(202);
        assertThat(account.sent()).hasSize(1);
    }

    @Test
    void whatCouldNotBeStoredComesAgain() {
        String id;
        try (Rule rule = faulty.proxy()
                .fail("UpdateItem", Way.REFUSED, messages.api().environment().toString(), "DELIVERED")) {
            id = messages.send(CODE).body().path("id").asText();
            Instant end = Instant.now().plus(PATIENCE);
            // A function tries three times, so the fourth is of another delivery. Meta does not repeat one for ever.
            while (rule.struck() <= 3) {
                assertThat(Instant.now()).as("%s refused writes", rule.struck()).isBefore(end);
                SenderApi.pause();
            }
            await(id, "SENT");
        }

        await(id, "DELIVERED");
    }

    @Test
    void anotherAccountWithTheSameAppIsNotConcerned() {
        SenderApi forger = new SenderApi(faulty.system().httpUri());
        SimulatedAccount same = account.account();
        forger.put(same);
        forger.awaitReady(1);

        String id = messages.send(CODE).body().path("id").asText();
        await(id, "DELIVERED");

        assertThat(new MessagesApi(forger).get(id).status()).isEqualTo(404);
    }

    @Test
    void aDeletedAccountsAppIsUnknown() {
        assertThat(secretsOfApp())
                .hasSize(1)
                .allSatisfy(item -> assertThat(item.toString())
                        .doesNotContain(account.account().appSecret()));

        assertThat(messages.api().delete().status()).isLessThan(300);

        assertThat(secretsOfApp()).isEmpty();
        assertThat(messages.api().send("POST", callback().getPath(), "{}").status())
                .isEqualTo(404);
    }

    @Test
    void secretsOfTheConnectionAndOfTheOneBeforeAreKept() {
        for (int i = 0; i < 4; i++) {
            messages.api().put(faulty.system().graph().world().reissueToken(account.account()));
            messages.api().awaitReady(i + 2);
        }

        assertThat(secretsOfApp())
                .as("of the connection, of the three before it, and of the one that was kept until something is sent")
                .hasSize(5);
        await(messages.send(CODE).body().path("id").asText(), "DELIVERED");
    }

    @Test
    void manyMessagesAreAllDelivered() {
        webhooks.script(message -> List.of(Delivery.of("delivered").times(2), Delivery.of("sent")));

        List<String> ids = IntStream.range(0, 40)
                .mapToObj(i -> messages.post(
                                MessagesApi.body("+43660555" + (1000 + i), "c" + i)
                                        .toString(),
                                "strong_authentication")
                        .body()
                        .path("id")
                        .asText())
                .toList();

        awaitSilence();
        assertThat(ids)
                .allSatisfy(
                        id -> assertThat(messages.get(id).body().path("status").asText())
                                .isEqualTo("DELIVERED"));
    }

    private JsonNode addresses() {
        SenderApi.Answer answer =
                account.messages().api().send("GET", messages.api().path() + "/webhooks", null);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private URI callback() {
        return URI.create(address.path("callbackUrl").asText());
    }

    private List<Map<String, AttributeValue>> secretsOfApp() {
        return new Stored(faulty.system())
                .items().stream()
                        .filter(item -> Objects.requireNonNull(item.get("pk"))
                                .s()
                                .equals("APP#" + account.account().appId()))
                        .toList();
    }

    private JsonNode await(String id, String status) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            JsonNode known = messages.get(id).body();
            if (known.path("status").asText().equals(status)) {
                return known;
            }
            assertThat(Instant.now())
                    .as("status %s, but it is still %s", status, known)
                    .isBefore(end);
            SenderApi.pause();
        }
    }

    private void awaitSilence() {
        Instant end = Instant.now().plus(PATIENCE);
        while (webhooks.pending() > 0) {
            assertThat(Instant.now()).as("%s deliveries", webhooks.pending()).isBefore(end);
            SenderApi.pause();
        }
    }
}
