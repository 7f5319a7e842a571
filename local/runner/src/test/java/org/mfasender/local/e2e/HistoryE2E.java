package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.World;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every change is in the history, with who made it; what did not happen is not. */
@ExtendWith(WithFaultProxy.class)
class HistoryE2E {

    private final Faulty faulty;
    private final SendingAccount account;
    private final MessagesApi messages;
    private final SenderApi api;

    HistoryE2E(Faulty faulty) {
        this.faulty = faulty;
        this.account = SendingAccount.ready(faulty);
        this.messages = account.messages();
        this.api = messages.api();
    }

    @Test
    void aSetUpIsCreatedByItsCallerAndEndedByTheWorkflow() {
        List<JsonNode> entries = history();

        JsonNode first = entries.getLast();
        assertThat(first.path("action").asText()).isEqualTo("SENDER_CREATED");
        assertThat(first.at("/actor/function").asText()).isEqualTo("submit");
        assertThat(change(first, "status").path("to").asText()).isEqualTo("VERIFYING");
        assertThat(change(first, "status").has("from")).isFalse();
        assertThat(change(first, "whatsAppAccountBusinessId").path("to").asText())
                .isEqualTo(account.account().wabaId());
        assertThat(entries.getFirst().at("/actor/function").asText()).isEqualTo("provision-templates");
        assertThat(change(entries.getFirst(), "status").path("to").asText()).isEqualTo("READY");
        assertThat(entries).hasSizeLessThan(7).allSatisfy(entry -> {
            assertThat(entry.path("changes")).isNotEmpty();
            assertThat(entry.at("/actor/subject").isMissingNode()).isTrue();
        });
        assertThat(entries)
                .extracting(entry -> entry.path("recordedAt").asText())
                .isSortedAccordingTo((a, b) -> Instant.parse(b).compareTo(Instant.parse(a)));
        followsItself("status");
    }

    @Test
    void anOperatorsWordIsThereOnce() {
        int before = history().size();

        messages.turn("{\"enabled\": false, \"reason\": \"Too many\"}");
        messages.turn("{\"enabled\": false, \"reason\": \"Too many\"}");

        List<JsonNode> entries = history();
        assertThat(entries).hasSize(before + 1);
        assertThat(change(entries.getFirst(), "sending.enabled")).isEqualTo(change("sending.enabled", "true", "false"));
        assertThat(change(entries.getFirst(), "sending.reason").path("to").asText())
                .isEqualTo("Too many");
        assertThat(entries.getFirst().at("/actor/function").asText()).isEqualTo("manage");
    }

    @Test
    void newCredentialsAreShownByFingerprint() {
        SimulatedAccount renewed = faulty.system().graph().world().reissueToken(account.account());
        api.put(renewed);
        api.awaitReady(2);

        String all = history().toString();
        assertThat(all)
                .contains("credentials.userAccessToken", "candidate.status")
                .doesNotContain(renewed.userAccessToken(), renewed.appSecret())
                .doesNotContain(
                        account.account().userAccessToken(), account.account().appSecret());
        followsItself("status");
        followsItself("run");
        followsItself("credentials.userAccessToken");
    }

    @Test
    void senderKeysAreMadeAndRevoked() {
        HooksApi hooks = new HooksApi(api);
        JsonNode key = hooks.makeKey("Keycloak").body();
        String id = key.path("id").asText();
        hooks.revoke(id);
        assertThat(hooks.revoke(id).status()).isEqualTo(404);

        List<JsonNode> entries = history();
        assertThat(entries.subList(0, 2))
                .extracting(entry -> entry.path("action").asText())
                .containsExactly("SENDER_KEY_REVOKED", "SENDER_KEY_CREATED");
        assertThat(change(entries.getFirst(), "id").path("from").asText()).isEqualTo(id);
        assertThat(change(entries.get(1), "name").path("to").asText()).isEqualTo("Keycloak");
        assertThat(entries.toString()).doesNotContain(key.path("key").asText());
    }

    @Test
    void aBindingByHandIsThere() {
        ContentsApi contents = new ContentsApi(api);
        World world = faulty.system().graph().world();
        Template own = world.addTemplate(
                world.waba(account.account().wabaId()), "contoso_passcode", "de", "AUTHENTICATION", "APPROVED");
        contents.add(ContentsApi.binding("de", own));
        JsonNode bound = change(history().getFirst(), "contents.device_pairing.de");
        contents.remove(contents.content("de"));
        JsonNode unbound = change(history().getFirst(), "contents.device_pairing.de");

        assertThat(bound.path("to").asText()).isEqualTo("contoso_passcode de");
        assertThat(unbound.path("from")).isEqualTo(bound.path("to"));
        assertThat(unbound.has("to")).isFalse();
    }

    @Test
    void itOutlivesTheAccountAndGoesOnWithTheNext() {
        api.delete();
        api.delete();

        List<JsonNode> entries = history();
        assertThat(entries)
                .extracting(entry -> entry.path("action").asText())
                .startsWith("SENDER_DELETED")
                .containsOnlyOnce("SENDER_DELETED");
        assertThat(change(entries.getFirst(), "status").has("to")).isFalse();
        assertThat(entries.getFirst().at("/actor/function").asText()).isEqualTo("remove");

        api.put(account.account());
        api.awaitStatus("READY");
        assertThat(history().size()).isGreaterThan(entries.size());
        followsItself("status");
    }

    /** DynamoDB deletes it later; until then, it is not shown. */
    @Test
    void anEntryThatIsNotRetainedAnyMoreIsGone() {
        int before = history().size();
        Stored stored = new Stored(faulty.system());
        Map<String, AttributeValue> oldest = stored.history(api.environment()).getFirst();

        assertThat(oldest).containsKey("retainedUntil");
        stored.set(oldest, "retainedUntil", AttributeValue.fromN("1"));

        assertThat(history()).hasSize(before - 1);
    }

    @Test
    void pagesAreTheWholeHistory() {
        messages.turn(false);
        messages.turn(true);
        List<JsonNode> all = history();
        List<JsonNode> paged = new ArrayList<>();
        String next = api.path() + "/history?limit=2";
        while (!next.isEmpty()) {
            JsonNode page = api.send("GET", next, null).body();
            assertThat(page.path("size").asInt()).isBetween(1, 2);
            page.at("/_embedded/history").forEach(paged::add);
            next = page.at("/_links/next/href").asText();
        }

        assertThat(paged).isEqualTo(all);
    }

    @Test
    void whatDidNotHappenIsNotThere() {
        List<JsonNode> before = history();
        try (FaultProxy.Rule rule = faulty.proxy()
                .fail(
                        "TransactWriteItems",
                        FaultProxy.Way.REFUSED,
                        api.environment().toString())) {
            assertThat(messages.turn(false).status()).isGreaterThanOrEqualTo(500);
            assertThat(rule.struck()).isPositive();
        }

        assertThat(history()).isEqualTo(before);
    }

    @Test
    void whatHappenedIsThereOnceThoughTheAnswerWasLost() {
        int before = history().size();
        try (FaultProxy.Rule rule = faulty.proxy()
                .fail(
                        "TransactWriteItems",
                        FaultProxy.Way.ANSWER_LOST,
                        1,
                        api.environment().toString())) {
            assertThat(messages.turn(false).status()).isEqualTo(200);
            assertThat(rule.struck()).isEqualTo(1);
        }

        assertThat(history()).hasSize(before + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "cursor=",
                "cursor=%21",
                "cursor=YQ",
                "filter=action%20eq%20%22x%22"
            })
    void refusesWhatNoPageHas(String query) {
        assertThat(api.send("GET", api.path() + "/history?" + query, null).status())
                .isEqualTo(400);
    }

    @Test
    void aCursorBetweenEntriesIsGood() {
        String place = "2020-01-01T00:00:00.000000Z#" + api.environment();
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));

        assertThat(api.send("GET", api.path() + "/history?cursor=" + cursor, null)
                        .body()
                        .at("/_embedded/history"))
                .isEmpty();
    }

    /** Each change begins where the one before has ended. */
    private void followsItself(String member) {
        List<JsonNode> changes = history().reversed().stream()
                .map(entry -> change(entry, member))
                .filter(change -> !change.isMissingNode())
                .toList();
        assertThat(changes).isNotEmpty();
        IntStream.range(1, changes.size())
                .forEach(i -> assertThat(changes.get(i).path("from"))
                        .as("%s in %s", member, changes)
                        .isEqualTo(changes.get(i - 1).path("to")));
    }

    private List<JsonNode> history() {
        SenderApi.Answer answer = api.history();
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().at("/_embedded/history").valueStream().toList();
    }

    private static JsonNode change(JsonNode entry, String member) {
        return entry.path("changes")
                .valueStream()
                .filter(change -> change.path("member").asText().equals(member))
                .findFirst()
                .orElseGet(SenderApi.JSON::missingNode);
    }

    private static JsonNode change(String member, String from, String to) {
        return SenderApi.JSON
                .createObjectNode()
                .put("member", member)
                .put("from", from)
                .put("to", to);
    }
}
