package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.messages.SentMessage;
import org.mfasender.local.graph.world.SimulatedAccount;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A passcode leaves for a phone, or the caller learns why not while another channel is left. */
@ExtendWith(WithFaultProxy.class)
class SendingE2E {

    private static final String CODE = "493027";

    private final Faulty faulty;
    private final SendingAccount account;
    private final MessagesApi messages;

    SendingE2E(Faulty faulty) {
        this.faulty = faulty;
        this.account = SendingAccount.ready(faulty);
        this.messages = account.messages();
    }

    @Test
    void sendsAPasscodeAndSaysWhatIsKnownOfIt() {
        SenderApi.Answer accepted = messages.send(CODE);

        assertThat(accepted.status()).isEqualTo(202);
        JsonNode message = accepted.body();
        String id = message.path("id").asText();
        assertThat(accepted.header("Location")).endsWith("/messages/" + id);
        assertThat(message.path("status").asText()).isEqualTo("ACCEPTED");
        assertThat(message.path("match").asText()).isEqualTo("DEFAULT");
        assertThat(message.at("/content/locale").asText()).isEqualTo("en");
        assertThat(message.path("numberId").asText()).isEqualTo(account.numberId());
        assertThat(message.at("/recipient/country").asText()).isEqualTo("AT");
        assertThat(message.at("/recipient/lastDigits").asText()).isEqualTo("0123");
        assertThat(account.sent()).singleElement().satisfies(sent -> {
            assertThat(sent.recipient()).isEqualTo("436605550123");
            assertThat(sent.callbackData()).isEqualTo(messages.api().environment() + "/" + id);
            assertThat(sent.template()).startsWith("mfa_strong_authentication");
            assertThat(sent.id()).isEqualTo(message.path("whatsAppMessageId").asText());
        });
        ObjectNode known = (ObjectNode) message.deepCopy();
        known.remove("whatsAppMessageId");
        assertThat(messages.get(id).body()).isEqualTo(known);
    }

    @Test
    void choosesTheContentAsServingDoes() {
        ObjectNode body = MessagesApi.body(MessagesApi.TO, CODE).put("locale", "en-GB, fr;q=0.9");

        JsonNode message = messages.post(body.toString(), "device_pairing").body();

        assertThat(message.path("match").asText()).isEqualTo("LANGUAGE");
        assertThat(message.at("/template/id").asText()).isEqualTo("device_pairing");
        assertThat(account.sent()).extracting(SentMessage::template).allMatch(name -> name.contains("device_pairing"));
    }

    @Test
    void theSamePasscodeForTheSameRecipientIsSentOnce() {
        JsonNode first = messages.send(CODE).body();
        SenderApi.Answer second = messages.send(CODE);

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.body().path("id")).isEqualTo(first.path("id"));
        assertThat(second.body().has("whatsAppMessageId")).isFalse();
        assertThat(account.sent()).hasSize(1);
        assertThat(messages.send("493028").body().path("id")).isNotEqualTo(first.path("id"));
        assertThat(account.sent()).hasSize(2);
    }

    @Test
    void theSameKeyIsOneMessageAndWithOtherContentNone() {
        JsonNode first = messages.send(CODE, "Idempotency-Key", "one").body();

        assertThat(messages.send(CODE, "Idempotency-Key", "one").body().path("id"))
                .isEqualTo(first.path("id"));
        SenderApi.Answer reused = messages.send("111111", "Idempotency-Key", "one");
        ErrorBody.check(reused, 409, "INVALID_REQUEST");
        assertThat(reused.body().at("/details/0/code").asText()).isEqualTo("UNIQUENESS_VIOLATION");
        assertThat(messages.send(CODE, "Idempotency-Key", "two").status())
                .as("a new key is a new request")
                .isEqualTo(202);
        assertThat(account.sent()).hasSize(2);
    }

    @Test
    void anotherEnvironmentsKeyIsNoneOfThisOnes() {
        SendingAccount other = SendingAccount.ready(faulty);

        messages.send(CODE, "Idempotency-Key", "one");
        assertThat(other.messages().send("111111", "Idempotency-Key", "one").status())
                .isEqualTo(202);

        assertThat(account.sent()).hasSize(1);
        assertThat(other.sent()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fiftyAtOnceAreOneMessage(boolean named) {
        String[] headers = named ? new String[] {"Idempotency-Key", "one"} : new String[0];
        List<SenderApi.Answer> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 50)
                    .mapToObj(any -> CompletableFuture.supplyAsync(() -> messages.send(CODE, headers), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        assertThat(account.sent()).hasSize(1);
        assertThat(answers)
                .extracting(SenderApi.Answer::status)
                .containsOnly(202, 409)
                .contains(202);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> {
            assertThat(answer.body().at("/details/0/code").asText()).isEqualTo("IN_PROGRESS");
            assertThat(answer.header("Retry-After")).isIn("1", "2");
        });
        assertThat(answers)
                .filteredOn(answer -> answer.body().has("whatsAppMessageId"))
                .hasSize(1);
        assertThat(messages.send(CODE, headers).status()).isEqualTo(202);
        assertThat(account.sent()).hasSize(1);
    }

    /** Meta's answer, ours, and whether Meta is called again for the same request. */
    @ParameterizedTest
    @CsvSource({
        "400, 131026, 502, NOT_ON_WHATSAPP,     1",
        "400, 131030, 502, RECIPIENT_REFUSED,   1",
        "403, 130497, 502, COUNTRY_REFUSED,     1",
        "404, 132001, 502, TEMPLATE_REFUSED,    1",
        "400, 132016, 502, TEMPLATE_REFUSED,    1",
        "400, 133010, 502, NUMBER_REFUSED,      1",
        "401, 190,    502, CREDENTIALS_REFUSED, 1",
        "403, 131031, 502, ACCOUNT_REFUSED,     1",
        "400, 131042, 502, ACCOUNT_REFUSED,     1",
        "400, 4711,   502, OTHER,               1",
        "400, 131056, 429, RECIPIENT_LIMITED,   2",
        "400, 130429, 429, RATE_LIMITED,        2",
        "503, 131016, 503, META_UNAVAILABLE,    2",
    })
    void aRefusalHasItsCause(int metaStatus, int code, int status, String cause, int calls) {
        try (Rule meta = account.meta(metaStatus, "{\"error\": {\"code\": " + code + ", \"fbtrace_id\": \"AbC\"}}")) {
            for (SenderApi.Answer answer : List.of(messages.send(CODE), messages.send(CODE))) {
                ErrorBody.check(answer, status, status == 429 ? "REQUEST_LIMITED" : "REQUEST_FAILED");
                JsonNode inner = answer.body().at("/details/0/innerError");
                assertThat(inner.path("cause").asText()).isEqualTo(cause);
                assertThat(inner.path("code").asInt()).isEqualTo(code);
                assertThat(inner.path("traceId").asText()).isEqualTo("AbC");
                assertThat(inner.path("useAnotherChannel").asBoolean()).isEqualTo(status == 502);
                assertThat(answer.header("Retry-After").isEmpty()).isEqualTo(status == 502);
                assertThat(inner.has("messageId")).isEqualTo(status == 502);
            }
            assertThat(meta.struck()).isEqualTo(calls);
        }
        assertThat(messages.send(CODE).status())
                .as("what may pass is sent when it has passed")
                .isEqualTo(status == 502 ? 502 : 202);
        assertThat(account.sent()).hasSize(status == 502 ? 0 : 1);
    }

    @Test
    void aRefusedMessageIsKnown() {
        String id;
        try (Rule meta = account.meta(400, "{\"error\": {\"code\": 132015}}")) {
            id = messages.send(CODE)
                    .body()
                    .at("/details/0/innerError/messageId")
                    .asText();
            assertThat(meta.struck()).isEqualTo(1);
        }

        JsonNode message = messages.get(id).body();

        assertThat(message.path("status").asText()).isEqualTo("REFUSED");
        assertThat(message.at("/refusal/cause").asText()).isEqualTo("TEMPLATE_REFUSED");
        assertThat(message.at("/refusal/code").asInt()).isEqualTo(132015);
    }

    @Test
    void whoHasNoWhatsAppIsNotTriedAgain() {
        try (Rule meta = account.meta(400, "{\"error\": {\"code\": 131026}}")) {
            messages.send(CODE);
            SenderApi.Answer next = messages.send("111111");

            assertThat(next.status()).isEqualTo(502);
            assertThat(next.body().at("/details/0/innerError/cause").asText()).isEqualTo("NOT_ON_WHATSAPP");
            assertThat(meta.struck()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "500 | ``",
                "502 | <html>Bad gateway</html>",
                "200 | {}",
                "200 | ``",
                "400 | {\"error\": {\"code\": 1}}",
                "400 | {\"error\": {\"code\": 2}}",
                "400 | {\"error\": {\"code\": 190, \"is_transient\": true}}",
                "500 | {\"error\": {\"code\": 131000}}"
            })
    void anUnknownOutcomeStaysOneAndIsNeverSentAgain(int status, String body) {
        String id = "";
        try (Rule meta = account.meta(status, body)) {
            for (SenderApi.Answer answer : List.of(messages.send(CODE), messages.send(CODE))) {
                id = unknown(answer);
            }
            assertThat(meta.struck()).isEqualTo(1);
        }
        assertThat(unknown(messages.send(CODE))).isEqualTo(id);
        assertThat(account.sent()).isEmpty();
        assertThat(messages.get(id).body().path("status").asText()).isEqualTo("UNKNOWN");
    }

    @Test
    void aLostAnswerIsUnknownUntilAStatusResolvesIt() {
        String id;
        try (Rule meta = account.metaFails(Way.ANSWER_LOST)) {
            id = unknown(messages.send(CODE));
            assertThat(meta.struck()).isEqualTo(1);
        }
        assertThat(account.sent()).hasSize(1);
        assertThat(unknown(messages.send(CODE))).isEqualTo(id);

        account.items("MESSAGE")
                .forEach(item ->
                        new Stored(faulty.system()).setMessage(item, "state", AttributeValue.fromS("DELIVERED")));

        SenderApi.Answer resolved = messages.send(CODE);
        assertThat(resolved.status()).isEqualTo(202);
        assertThat(resolved.body().path("status").asText()).isEqualTo("DELIVERED");
        assertThat(messages.get(id).body().path("status").asText()).isEqualTo("DELIVERED");
        assertThat(account.sent()).hasSize(1);
    }

    private static String unknown(SenderApi.Answer answer) {
        ErrorBody.check(answer, 504, "REQUEST_FAILED");
        assertThat(answer.body().at("/details/0/code").asText()).isEqualTo("OUTCOME_UNKNOWN");
        return answer.body().at("/details/0/innerError/messageId").asText();
    }

    /** A member's value as JSON, and the status; nothing of it is repeated in the answer. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            code   | ``                 | 400
            code   | ""                 | 400
            code   | "1234567890123456" | 400
            code   | "4930 27"          | 400
            code   | " 493027"          | 400
            code   | "49302ö"           | 400
            code   | "49-3027"          | 400
            code   | 493027             | 400
            code   | ["493027"]         | 400
            to     | ``                 | 400
            to     | ""                 | 400
            to     | "secretary"        | 400
            to     | "06605550123"      | 400
            to     | 436605550123       | 400
            locale | "not a locale!"    | 400
            locale | 7                  | 400
            identityKeyHash | "DF2l S5v2" | 400
            identityKeyHash | 7           | 400
            identityKeyHash | ""          | 400
            """)
    void aFaultIsNamedByItsMember(String member, String value, int status) throws Exception {
        ObjectNode body = MessagesApi.body(MessagesApi.TO, CODE);
        body.remove(member);
        if (!value.isEmpty()) {
            body.set(member, SenderApi.JSON.readTree(value));
        }

        SenderApi.Answer refused = messages.post(body.toString(), "strong_authentication");

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.body().path("details").findValuesAsText("target")).containsExactly(member);
        assertThat(refused.response().body()).doesNotContain("493027", "5550123");
        assertThat(account.sent()).isEmpty();
    }

    @Test
    void badRequestsOfOtherKindsAreRefused() {
        String good = MessagesApi.body(MessagesApi.TO, CODE).toString();

        assertThat(messages.post(good.replace("{", "{\"x\": \"" + "x".repeat(16_400) + "\", "), "strong_authentication")
                        .status())
                .isEqualTo(413);
        assertThat(messages.post(good.substring(2), "strong_authentication").status())
                .isEqualTo(400);
        assertThat(messages.post(good, "transaction").status()).isEqualTo(404);
        assertThat(messages.post(good, "strong_authentication", "Idempotency-Key", "with blanks")
                        .status())
                .isEqualTo(400);
        assertThat(messages.get(UUID.randomUUID().toString()).status()).isEqualTo(404);
        assertThat(messages.get("wamid.x").status()).isEqualTo(404);
        assertThat(account.sent()).isEmpty();
    }

    @Test
    void anAccountThatCannotSendSaysWhy() {
        SenderApi none = new SenderApi(faulty.system().httpUri());
        assertThat(new MessagesApi(none).send(CODE).status()).isEqualTo(404);

        SimulatedAccount several =
                faulty.system().graph().world().newAccount().numbers(2).create();
        none.put(several);
        none.awaitStatus("NUMBER_REQUIRED");

        SenderApi.Answer refused = new MessagesApi(none).send(CODE);
        ErrorBody.check(refused, 409, "REQUEST_FAILED");
        assertThat(refused.body().at("/details/0/code").asText()).isEqualTo("ACCOUNT_NOT_USABLE");
        assertThat(refused.body().at("/details/0/innerError/obstacles").toString())
                .contains("NUMBER_NOT_SELECTED");
        assertThat(refused.response().body()).doesNotContain("\"messageId\"");
    }

    @Test
    void aVariantThatNothingServesIsRefused() {
        ObjectNode body = MessagesApi.body(MessagesApi.TO, CODE).put("variant", "unknown");

        SenderApi.Answer refused = messages.post(body.toString(), "strong_authentication");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().at("/details/0/code").asText()).isEqualTo("ACCOUNT_NOT_USABLE");
        assertThat(account.items("KEY")).isEmpty();
    }

    @Test
    void aTestMessageHasACodeOfItsOwnEachTime() {
        String body = "{\"to\": \"" + MessagesApi.TO + "\"}";

        SenderApi.Answer first = messages.test(body, "Idempotency-Key", "one");
        SenderApi.Answer second = messages.test(body, "Idempotency-Key", "two");

        assertThat(List.of(first, second)).extracting(SenderApi.Answer::status).containsOnly(202);
        assertThat(second.body().path("id")).isNotEqualTo(first.body().path("id"));
        assertThat(account.sent()).hasSize(2);
        assertThat(messages.test("{}").status()).isEqualTo(400);
        assertThat(messages.test(body, "Idempotency-Key", "with blanks").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDoubleClickIsOneTestMessage(boolean named) {
        String body = "{\"to\": \"" + MessagesApi.TO + "\"}";
        String[] headers = named ? new String[] {"Idempotency-Key", "one"} : new String[0];

        SenderApi.Answer first = messages.test(body, headers);
        SenderApi.Answer second = messages.test(body, headers);

        assertThat(List.of(first, second)).extracting(SenderApi.Answer::status).containsOnly(202);
        assertThat(second.body().path("id")).isEqualTo(first.body().path("id"));
        assertThat(account.sent()).hasSize(1);
        assertThat(messages.test("{\"to\": \"+436605550199\"}").status())
                .as("another recipient")
                .isEqualTo(202);
    }
}
