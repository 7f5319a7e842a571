package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.hooks.SupabaseSignature;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Identity products send with keys and signatures of their own; without a valid one, nothing of an environment shows. */
@ExtendWith(WithFaultProxy.class)
class HooksE2E {

    private static final String CODE = "493027";
    private static final String TO = "436605550123";

    private final Faulty faulty;
    private final SendingAccount account;
    private final HooksApi hooks;

    HooksE2E(Faulty faulty) {
        this.faulty = faulty;
        this.account = SendingAccount.ready(faulty);
        this.hooks = new HooksApi(account.messages().api());
    }

    private String key(String kind) {
        return hooks.makeKey(HooksApi.named(kind).put("kind", kind))
                .body()
                .path("key")
                .asText();
    }

    @Test
    void theNeutralRequestIsAnsweredAsThatOfTheApi() {
        String key = key("BEARER");

        SenderApi.Answer sent = hooks.send(key, CODE);

        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.body().path("status").asText()).isEqualTo("ACCEPTED");
        String id = sent.body().path("id").asText();
        assertThat(account.messages().get(id).body().path("id").asText()).isEqualTo(id);
        assertThat(hooks.send(key, CODE).body().path("id").asText())
                .as("the same request")
                .isEqualTo(id);
        assertThat(account.messages().send(CODE).body().path("id").asText())
                .as("the same by the API")
                .isEqualTo(id);
        assertThat(account.sent()).hasSize(1);
    }

    @Test
    void whatKeepsTheApiFromSendingKeepsAHookToo() {
        String key = key("BEARER");

        assertThat(hooks.post(
                                "/messages/strong_authentication",
                                MessagesApi.body("0660", CODE).toString(),
                                bearer(key))
                        .status())
                .isEqualTo(400);
        assertThat(hooks.post("/messages/strong_authentication", "{", bearer(key))
                        .status())
                .isEqualTo(400);
        assertThat(hooks.post("/messages/transaction", body(), bearer(key)).status())
                .isEqualTo(404);
        assertThat(hooks.post("/messages", body(), bearer(key)).status()).isEqualTo(404);
        try (Rule rule = account.meta(400, "{\"error\": {\"code\": 131026}}")) {
            ErrorBody.check(hooks.send(key, CODE), 502, "REQUEST_FAILED");
            assertThat(rule.struck()).isEqualTo(1);
        }
        account.messages().turn(false);
        ErrorBody.check(hooks.send(key, "111111"), 409, "REQUEST_FAILED");
        assertThat(account.sent()).isEmpty();
    }

    /** The body is no JSON: nothing of it is read. */
    @Test
    void whateverIsWrongWithAKeyTheAnswerAndItsTimeAreTheSame() {
        String key = key("BEARER");
        String signing = key("SUPABASE");
        HooksApi others = new HooksApi(SendingAccount.ready(faulty).messages().api());
        String another = others.makeKey("Keycloak").body().path("key").asText();
        JsonNode revoked = hooks.makeKey("revoked").body();
        hooks.revoke(revoked.path("id").asText());
        JsonNode expired = hooks.makeKey("expired").body();
        new Stored(faulty.system())
                .senderKeys(hooks.api().environment()).stream()
                        .filter(item -> item.containsValue(AttributeValue.fromS("expired")))
                        .forEach(item -> new Stored(faulty.system())
                                .set(item, "expiresAt", AttributeValue.fromS("2026-01-01T00:00:00Z")));
        HooksApi nobody = new HooksApi(new SenderApi(faulty.system().httpUri(), UUID.randomUUID()));
        String path = "/messages/strong_authentication";
        String supabase = "/supabase/strong_authentication";
        SupabaseSignature now = SupabaseSignature.now(signing);
        String body = "{";
        Map<String, Supplier<SenderApi.Answer>> bad = new LinkedHashMap<>();
        bad.put("no key", () -> hooks.post(path, body));
        bad.put("an empty key", () -> hooks.post(path, body, bearer("")));
        bad.put("a wrong key", () -> hooks.post(path, body, bearer(key + "x")));
        bad.put("another scheme", () -> hooks.post(path, body, "Authorization", "Basic " + key));
        bad.put(
                "a revoked key",
                () -> hooks.post(path, body, bearer(revoked.path("key").asText())));
        bad.put(
                "an expired key",
                () -> hooks.post(path, body, bearer(expired.path("key").asText())));
        bad.put("another environment's key", () -> hooks.post(path, body, bearer(another)));
        bad.put("a key of another kind", () -> hooks.post(path, body, bearer(signing)));
        bad.put("an unknown environment", () -> nobody.post(path, body, bearer(key)));
        bad.put("no signature", () -> hooks.post(supabase, body));
        bad.put("a wrong signature", () -> hooks.post(supabase, body, now.headers("{}")));
        bad.put(
                "an old signature",
                () -> hooks.post(
                        supabase, body, now.at(Instant.now().minusSeconds(330)).headers(body)));
        bad.put(
                "a signature of the future",
                () -> hooks.post(
                        supabase, body, now.at(Instant.now().plusSeconds(330)).headers(body)));
        bad.put("a key in place of a signature", () -> hooks.post(supabase, body, bearer(key)));
        bad.put("a signature in an unknown environment", () -> nobody.post(supabase, body, now.headers(body)));

        JsonNode first = withoutId(bad.get("no key").get());
        bad.forEach((what, request) -> {
            Instant begin = Instant.now();
            SenderApi.Answer answer = request.get();
            assertThat(Duration.between(begin, Instant.now())).as(what).isGreaterThan(Duration.ofMillis(90));
            ErrorBody.check(answer, 404, "NOT_FOUND");
            assertThat(withoutId(answer)).as(what).isEqualTo(first);
        });
        assertThat(withoutId(hooks.post("/elsewhere/strong_authentication", body, bearer(key))))
                .isEqualTo(first);
        assertThat(hooks.send(key, CODE).status()).isEqualTo(202);
    }

    @Test
    void aKeyServiceThatFailsIsNoWrongSignature() {
        String signing = key("SUPABASE");
        try (Rule rule = faulty.proxy().answer("Decrypt", 500, "{\"__type\": \"KMSInternalException\"}")) {
            assertThat(hooks.supabase(signing, TO, CODE).status()).isEqualTo(503);
            assertThat(rule.struck()).isPositive();
        }
        assertThat(hooks.supabase(signing, TO, CODE).status()).isEqualTo(200);
        assertThat(account.sent()).hasSize(1);
    }

    @Test
    void supabaseGetsWhatItTakesForSuccess() {
        String signing = key("SUPABASE");

        SenderApi.Answer sent = hooks.supabase(signing, TO, CODE);

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.header("Content-Type")).isEqualTo("application/json");
        assertThat(sent.response().body()).isEqualTo("{}");
        assertThat(account.sent())
                .singleElement()
                .satisfies(message -> assertThat(message.toString()).contains(TO));
        assertThat(hooks.supabase(signing, TO, CODE).status())
                .as("its next try, with another ID")
                .isEqualTo(200);
        assertThat(account.sent()).hasSize(1);
    }

    @Test
    void aRecordedSignatureSendsNothingAgain() {
        SupabaseSignature signature = SupabaseSignature.now(key("SUPABASE"));
        String body = HooksApi.supabaseBody(TO, CODE);
        assertThat(hooks.supabase(body, signature).status()).isEqualTo(200);
        assertThat(account.items("KEY"))
                .as("the same request for longer than its signature is valid")
                .singleElement()
                .satisfies(item -> assertThat(Instant.parse(
                                Objects.requireNonNull(item.get("windowEnd")).s()))
                        .isAfter(Instant.now().plus(Duration.ofMinutes(10))));

        assertThat(hooks.supabase(body, signature).status()).isEqualTo(200);
        assertThat(account.sent()).hasSize(1);
    }

    @Test
    void supabaseSignsWithAllItsKeys() {
        String signing = key("SUPABASE");
        String other = "v1,whsec_c2ltdWxhdGVkIHNpbXVsYXRlZCBzaW11bGF0ZWQ=";

        assertThat(hooks.supabase(other + "|" + signing, TO, CODE).status()).isEqualTo(200);
        assertThat(hooks.supabase(signing + "|" + other, TO, "100002").status()).isEqualTo(200);
        assertThat(hooks.supabase(other, TO, "100003").status()).isEqualTo(404);
    }

    /** Supabase repeats 429 and 503 with Retry-After, and nothing else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"error": {"code": 131026}} | 502 | false
            500 | {"error": {"code": 131016}} | 503 | true
            400 | {"error": {"code": 130429}} | 429 | true
            500 | ``                          | 504 | false
            """)
    void supabaseRepeatsWhatMayPass(int status, String body, int answered, boolean repeated) {
        String signing = key("SUPABASE");
        try (Rule rule = account.meta(status, body)) {
            SenderApi.Answer answer = hooks.supabase(signing, TO, CODE);

            assertThat(answer.status()).isEqualTo(answered);
            assertThat(answer.response().headers().firstValue("Retry-After").isPresent())
                    .isEqualTo(repeated);
            assertThat(answer.body().at("/error/http_code").asInt()).isEqualTo(answered);
            assertThat(answer.body().at("/error/message").asText()).isNotBlank();
            assertThat(rule.struck()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"user": {"phone": "436605550123"}, "sms": {"otp": "493027"}}                            | 200
            {"user": {"phone": "+43 660 5550123"}, "sms": {"otp": "493027"}}                         | 200
            {"user": {"phone": "", "user_metadata": {"locale": "de-AT"}}, "sms": {"otp": "493027", "phone": "436605550123"}} | 200
            {"user": {"phone": "1", "user_metadata": {"locale": "no locale!"}}, "sms": {"otp": "493027", "phone": "436605550123"}} | 200
            {"user": {"phone": "1", "user_metadata": []}, "sms": {"otp": "493027", "phone": "436605550123"}} | 200
            {"user": {"phone": "436605550199", "new_phone": "436605550123"}, "sms": {"otp": "493027", "phone": "436605550123"}} | 200
            {"user": {"phone": "436605550123", "new_phone": "436605550199"}, "sms": {"otp": "493027"}} | 400
            {"user": {"phone": "436605550123"}, "sms": {}}                                           | 400
            {"user": {"phone": "436605550123"}, "sms": {"otp": 493027}}                              | 400
            {"user": {"phone": "436605550123"}, "sms": {"otp": "1234567890123456"}}                  | 400
            {"user": {}, "sms": {"otp": "493027"}}                                                   | 400
            {"user": {"phone": "06605550123"}, "sms": {"otp": "493027"}}                             | 400
            {"user": "x", "sms": {"otp": "493027"}}                                                  | 400
            {"sms": {"otp": "493027"}}                                                               | 400
            {                                                                                        | 400
            """)
    void whatSupabaseSendsIsRead(String body, int status) {
        SupabaseSignature signature = SupabaseSignature.now(key("SUPABASE"));

        SenderApi.Answer answer = hooks.supabase(body, signature);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(account.sent())
                .hasSize(status == 200 ? 1 : 0)
                .allSatisfy(message -> assertThat(message.toString()).contains(TO));
        assertThat(answer.response().body()).doesNotContain("493027", "5550123");
    }

    private static String body() {
        return MessagesApi.body(MessagesApi.TO, CODE).toString();
    }

    private static String[] bearer(String key) {
        return new String[] {"Authorization", "Bearer " + key, "Content-Type", "application/json"};
    }

    private static JsonNode withoutId(SenderApi.Answer answer) {
        return ((ObjectNode) answer.body()).without("id");
    }
}
