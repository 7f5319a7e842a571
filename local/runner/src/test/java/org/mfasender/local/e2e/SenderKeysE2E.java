package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keys are shown once, hashed or encrypted, named, two at a time, and end with the account or when an administrator says so. */
@ExtendWith(WithFaultProxy.class)
class SenderKeysE2E {

    private final Faulty faulty;
    private final SendingAccount account;
    private final SenderApi api;
    private final HooksApi hooks;

    SenderKeysE2E(Faulty faulty) {
        this.faulty = faulty;
        this.account = SendingAccount.ready(faulty);
        this.api = account.messages().api();
        this.hooks = new HooksApi(api);
    }

    @Test
    void aKeyIsShownOnceAndStoredAsAHash() {
        SenderApi.Answer made = hooks.makeKey(HooksApi.named("Keycloak").put("expiresInDays", 30));

        assertThat(made.status()).isEqualTo(201);
        String key = made.body().path("key").asText();
        String id = made.body().path("id").asText();
        assertThat(key).matches("wsk_[A-Za-z0-9_-]{43}");
        assertThat(made.header("Location")).endsWith(api.path() + "/senderKeys/" + id);
        ObjectNode shown = made.body().deepCopy();
        shown.remove("key");
        assertThat(hooks.key(id).body()).isEqualTo(shown);
        assertThat(listed()).containsExactly(shown);
        assertThat(shown.path("kind").asText()).isEqualTo("BEARER");
        assertThat(shown.has("expiresAt")).isTrue();
        assertThat(shown.has("lastUsedAt")).isFalse();
        assertThat(stored())
                .singleElement()
                .satisfies(item -> assertThat(item.toString()).doesNotContain(key, key.substring(4)));
    }

    @Test
    void aSigningKeyIsEncryptedForItsEnvironmentAndId() {
        String given = "v1,whsec_" + "c2ltdWxhdGVkIHNpbXVsYXRlZCBzaW11bGF0ZWQ=";
        JsonNode own = hooks.makeKey(
                        HooksApi.named("Supabase").put("kind", "SUPABASE").put("key", given))
                .body();
        JsonNode made = hooks.makeKey(HooksApi.named("Supabase").put("kind", "SUPABASE"))
                .body();

        assertThat(own.path("key").asText()).isEqualTo(given);
        assertThat(made.path("key").asText()).matches("v1,whsec_[A-Za-z0-9+/]{43}=");
        assertThat(stored())
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.toString())
                        .doesNotContain("c2ltdWxhdGVk")
                        .doesNotContain(made.path("key").asText().substring(9)));
        assertThat(hooks.supabase(given, "436605550123", "100001").status()).isEqualTo(200);

        // What was encrypted for one ID is of no use for another.
        Map<String, AttributeValue> first = stored().getFirst();
        Map<String, AttributeValue> second = stored().getLast();
        new Stored(faulty.system()).set(second, "verifier", verifier(first));
        new Stored(faulty.system()).set(first, "verifier", verifier(second));
        JsonNode swapped =
                hooks.makeKey(HooksApi.named("Other").put("kind", "SUPABASE")).body();
        Map<String, AttributeValue> other = stored().stream()
                .filter(item -> item.containsValue(AttributeValue.fromS("Other")))
                .findFirst()
                .orElseThrow();
        new Stored(faulty.system()).set(other, "verifier", verifier(first));
        assertThat(hooks.supabase(swapped.path("key").asText(), "436605550123", "100002")
                        .status())
                .isEqualTo(404);
    }

    private static AttributeValue verifier(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get("verifier"));
    }

    @Test
    void theTextsOfAKeyAreShown() {
        JsonNode made = hooks.makeKey((ObjectNode)
                        HooksApi.named("PingOne").put("kind", "PINGONE").set("texts", texts(20)))
                .body();
        SenderApi.Answer refused = hooks.makeKey(
                (ObjectNode) HooksApi.named("PingOne").put("kind", "PINGONE").set("texts", texts(21)));

        assertThat(made.path("key").asText()).matches("wsk_[A-Za-z0-9_-]{43}");
        assertThat(hooks.key(made.path("id").asText()).body().path("texts")).isEqualTo(texts(20));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(ErrorBody.details(refused)).containsExactly("texts INVALID_VALUE");
        assertThat(stored()).hasSize(1);
    }

    private static ArrayNode texts(int number) {
        ArrayNode texts = SenderApi.JSON.createArrayNode();
        IntStream.range(0, number).forEach(i -> texts.add("Text " + i + ": ${otp}"));
        return texts;
    }

    @Test
    void twoKeysOfANameReplaceEachOther() {
        JsonNode first = hooks.makeKey("Keycloak").body();
        JsonNode second = hooks.makeKey("Keycloak").body();
        SenderApi.Answer third = hooks.makeKey("Keycloak");

        assertThat(third.status()).isEqualTo(409);
        assertThat(ErrorBody.details(third)).containsExactly("name UNIQUENESS_VIOLATION");
        assertThat(hooks.makeKey("another").status()).isEqualTo(201);
        assertThat(hooks.send(key(first), "100001").status()).isEqualTo(202);
        assertThat(hooks.send(key(second), "100002").status()).isEqualTo(202);

        assertThat(hooks.revoke(first.path("id").asText()).status()).isEqualTo(204);
        assertThat(hooks.revoke(first.path("id").asText()).status()).isEqualTo(404);
        assertThat(hooks.send(key(first), "100003").status()).isEqualTo(404);
        assertThat(hooks.send(key(second), "100004").status()).isEqualTo(202);
        assertThat(hooks.makeKey("Keycloak").status()).isEqualTo(201);
    }

    @Test
    void requestsAtOnceMakeTwoKeysOfAName() {
        List<Integer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> hooks.makeKey("Keycloak").status())
                .toList();

        assertThat(answers).hasSize(8).isSubsetOf(201, 409, 503);
        assertThat(stored()).hasSizeLessThanOrEqualTo(2);
        assertThat(answers.stream().filter(status -> status == 201)).hasSameSizeAs(stored());
    }

    @Test
    void anEnvironmentHasTwentyKeys() {
        for (int i = 0; i < 20; i++) {
            assertThat(hooks.makeKey("key" + i).status()).isEqualTo(201);
        }
        SenderApi.Answer refused = hooks.makeKey("one more");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(ErrorBody.details(refused)).containsExactly("environmentId LIMIT_EXCEEDED");
        assertThat(listed()).hasSize(20);
    }

    @Test
    void anExpiredKeyGivesWay() {
        JsonNode first = hooks.makeKey("Keycloak").body();
        hooks.makeKey("Keycloak");
        expire(first);

        assertThat(hooks.send(key(first), "100001").status()).isEqualTo(404);
        JsonNode third = hooks.makeKey("Keycloak").body();
        assertThat(hooks.send(key(third), "100001").status()).isEqualTo(202);
        assertThat(stored()).hasSize(2);
        assertThat(hooks.key(first.path("id").asText()).status()).isEqualTo(404);
    }

    @Test
    void useIsRecordedOnceAnHour() {
        JsonNode made = hooks.makeKey("Keycloak").body();
        hooks.send(key(made), "100001");
        String first = lastUse();
        hooks.send(key(made), "100002");

        assertThat(lastUse()).isEqualTo(first);

        new Stored(faulty.system())
                .set(stored().getFirst(), "lastUsedAt", AttributeValue.fromS("2026-01-01T00:00:00Z"));
        hooks.send(key(made), "100003");
        assertThat(lastUse()).isGreaterThanOrEqualTo(first);
        assertThat(hooks.key(made.path("id").asText()).body().path("lastUsedAt").asText())
                .isEqualTo(lastUse());
    }

    private String lastUse() {
        return Objects.requireNonNull(stored().getFirst().get("lastUsedAt")).s();
    }

    @Test
    void keysEndWithTheAccount() {
        JsonNode made = hooks.makeKey("Keycloak").body();
        assertThat(api.delete().status()).isEqualTo(200);

        assertThat(stored()).isEmpty();
        assertThat(hooks.keys().status()).isEqualTo(404);
        assertThat(hooks.makeKey("Keycloak").status()).isEqualTo(404);
        api.put(account.account());
        api.awaitStatus("READY");
        assertThat(hooks.send(key(made), "100001").status()).isEqualTo(404);
        assertThat(listed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                      | name REQUIRED_VALUE
            {"name": ""}                                            | name EMPTY_VALUE
            {"name": "a#1"}                                         | name INVALID_VALUE
            {"name": 7}                                             | name INVALID_VALUE
            {"name": "a", "kind": "OTHER"}                          | kind INVALID_VALUE
            {"name": "a", "expiresInDays": 0}                       | expiresInDays OUT_OF_RANGE
            {"name": "a", "expiresInDays": 1.5}                     | expiresInDays OUT_OF_RANGE
            {"name": "a", "key": "my own"}                          | key INVALID_VALUE
            {"name": "a", "kind": "SUPABASE", "key": "whsec_c2hvcnQ="} | key INVALID_VALUE
            {"name": "a", "kind": "OKTA", "key": "my own"}          | key INVALID_VALUE
            {"name": "a", "kind": "PINGONE", "key": "my own"}       | key INVALID_VALUE
            {"name": "a", "texts": ["${otp}"]}                      | texts INVALID_VALUE
            {"name": "a", "kind": "OKTA", "texts": []}              | texts INVALID_VALUE
            {"name": "a", "kind": "PINGONE", "texts": "${otp}"}     | texts INVALID_VALUE
            {"name": "a", "kind": "PINGONE", "texts": ["${otp}", 7]} | texts[1] INVALID_VALUE
            {"name": "a", "kind": "PINGONE", "texts": ["my own"]}   | texts[0] INVALID_VALUE
            {"name": "a", "kind": "PINGONE", "texts": ["${otp} or ${otp}"]} | texts[0] INVALID_VALUE
            {"name": "a", "kind": "PINGONE", "texts": ["${user.username}: ${otp}"]} | texts[0] INVALID_VALUE
            {"name": "a", "kind": "SUPABASE", "key": "c2ltdWxhdGVkIHNpbXVsYXRlZCBzaW11bGF0ZWQ="} | key INVALID_VALUE
            """)
    void aFaultIsNamedByItsMember(String body, String fault) throws Exception {
        SenderApi.Answer refused = hooks.makeKey((ObjectNode) SenderApi.JSON.readTree(body));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(ErrorBody.details(refused)).containsExactly(fault);
        assertThat(refused.response().body()).doesNotContain("my own", "c2hvcnQ", "c2ltdWxhdGVk");
        assertThat(stored()).isEmpty();
    }

    @Test
    void aPageHasItsKeysByName() {
        hooks.makeKey("b");
        hooks.makeKey("a");
        hooks.makeKey("a");

        assertThat(listed().stream().map(key -> key.path("name").asText())).containsExactly("a", "a", "b");
        JsonNode page =
                api.send("GET", api.path() + "/senderKeys?limit=2", null).body();
        JsonNode next =
                api.send("GET", page.at("/_links/next/href").asText(), null).body();
        assertThat(next.at("/_embedded/senderKeys").findValuesAsText("name")).containsExactly("b");
        assertThat(hooks.key(UUID.randomUUID().toString()).status()).isEqualTo(404);
        assertThat(hooks.key("a").status()).isEqualTo(404);
    }

    private List<JsonNode> listed() {
        return hooks.keys().body().at("/_embedded/senderKeys").valueStream().toList();
    }

    private List<Map<String, AttributeValue>> stored() {
        return new Stored(faulty.system()).senderKeys(api.environment());
    }

    private void expire(JsonNode key) {
        stored().stream()
                .filter(item ->
                        item.containsValue(AttributeValue.fromS(key.path("id").asText())))
                .forEach(item -> new Stored(faulty.system())
                        .set(item, "expiresAt", AttributeValue.fromS("2026-01-01T00:00:00Z")));
    }

    private static String key(JsonNode made) {
        return made.path("key").asText();
    }
}
