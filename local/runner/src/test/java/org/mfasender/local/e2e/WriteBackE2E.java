package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.local.e2e.ContentsApi.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** Read, change, write back: what GET answers can be sent with PUT, and changes what differs alone. */
@ExtendWith(SharedLocalSystem.class)
class WriteBackE2E {

    private final World world;
    private final SenderApi api;
    private final ContentsApi contents;
    private final SimulatedAccount account;
    private final Waba waba;

    WriteBackE2E(LocalSystem system) {
        this.world = system.graph().world();
        this.api = new SenderApi(system.httpUri());
        this.contents = new ContentsApi(api);
        this.account = world.newAccount().numbers(2).create();
        this.waba = world.waba(account.wabaId());
    }

    @BeforeEach
    void configure() {
        assertThat(api.put(account).status()).isEqualTo(202);
        api.awaitEnd();
        String first = waba.numbers().getFirst().id();
        ObjectNode selection = SenderApi.body(account);
        selection.putArray("numbers").addObject().put("numberId", first).put("selected", true);
        assertThat(api.put(selection).status()).isIn(200, 202);
        api.awaitStatus("READY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?expand=whatsAppTemplates"})
    void anUnchangedSenderChangesNothing(String query) {
        SenderApi.Answer before = api.send("GET", api.path() + query, null);
        assertThat(before.status()).isEqualTo(200);

        SenderApi.Answer answer = api.put(before.body());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(api.send("GET", api.path() + query, null).body()).isEqualTo(before.body());
    }

    @Test
    void oneChangeChangesThatAlone() {
        JsonNode before = api.resource();
        ObjectNode changed = before.deepCopy();
        changed.withObject("/templates/device_pairing")
                .put("codeExpirationMinutes", 5)
                .put("messageSendTtlSeconds", 300);

        api.put(changed);

        JsonNode after = api.awaitReady(before.at("/provisioning/generation").asInt() + 1);
        assertThat(after.at("/templates/device_pairing/codeExpirationMinutes").asInt())
                .isEqualTo(5);
        assertThat(after.at("/templates/strong_authentication/codeExpirationMinutes")
                        .asInt())
                .isEqualTo(10);
        assertThat(after.path("credentials")).isEqualTo(before.path("credentials"));
        assertThat(number(after, waba.numbers().getFirst()).path("selected").asBoolean())
                .isTrue();
    }

    @Test
    void aCandidateThatIsSentBackStays() {
        api.put(SenderApi.body(account).put("userAccessToken", "EAAsimulatedTokenThatMetaNeverIssued"));
        JsonNode before = api.await(
                "a refused candidate",
                resource ->
                        resource.at("/candidate/provisioning/status").asText().equals("FAILED"));

        api.put(before);

        assertThat(api.resource()).isEqualTo(before);
        ObjectNode without = before.deepCopy();
        without.remove("candidate");
        api.put(without);
        assertThat(api.resource().has("candidate")).isFalse();
    }

    @Test
    void aSelectedNumberThatCannotSendAnyMoreIsSentBack() {
        PhoneNumber selected = waba.numbers().getFirst();
        selected.banned();
        api.put(SenderApi.body(account), "Idempotency-Key", UUID.randomUUID().toString());
        api.awaitEnd();
        JsonNode before = api.resource();
        assertThat(number(before, selected).path("selected").asBoolean()).isTrue();
        assertThat(number(before, selected).path("usable").asBoolean()).isFalse();

        SenderApi.Answer answer = api.put(before);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(api.resource()).isEqualTo(before);
    }

    @Test
    void aNumberThatMetaDoesNotSayIsSentBack() {
        PhoneNumber unsaid = waba.numbers().getLast().set("display_phone_number", "");
        api.put(SenderApi.body(account), "Idempotency-Key", UUID.randomUUID().toString());
        api.awaitEnd();
        JsonNode before = api.resource();
        assertThat(number(before, unsaid).path("number").asText()).isEmpty();

        assertThat(api.put(before).status()).isEqualTo(200);
        assertThat(api.resource()).isEqualTo(before);
    }

    @Test
    void whatNoAnswerHasIsRefusedAsBefore() {
        ObjectNode changed = api.awaitStatus("READY").deepCopy();
        changed.withObject("/templates/device_pairing").put("codeExpirationMinute", 5);

        SenderApi.Answer refused = api.put(changed);

        ErrorBody.check(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused))
                .containsExactly("templates.device_pairing.codeExpirationMinute INVALID_VALUE");
    }

    @Test
    void anUnchangedContentChangesNothing() {
        JsonNode before = contents.contents().body();
        assertThat(before.at("/_embedded/contents/0/manual").asBoolean(true)).isFalse();

        for (JsonNode content : contents.listed()) {
            SenderApi.Answer answer = contents.replace(content, content);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(content);
        }

        assertThat(contents.contents().body()).isEqualTo(before);
    }

    @Test
    void aContentWhoseTemplateWasMovedIsSentBack() {
        Template own = world.addTemplate(waba, "contoso_passcode", "fr", "AUTHENTICATION", "APPROVED");
        contents.add(binding("fr", own));
        waba.templates().put(own.movedTo("MARKETING"));
        api.put(SenderApi.body(account), "Idempotency-Key", UUID.randomUUID().toString());
        api.awaitEnd();
        JsonNode moved = contents.content("fr");
        assertThat(moved.at("/whatsAppTemplate/category").asText()).isEqualTo("MARKETING");

        SenderApi.Answer answer = contents.replace(moved, moved);

        assertThat(answer.body()).isEqualTo(moved);
        ObjectNode other = binding("fr", world.addTemplate(waba, "contoso", "fr", "AUTHENTICATION", "APPROVED"));
        other.withObject("/whatsAppTemplate").put("category", "MARKETING");
        SenderApi.Answer refused = contents.replace(moved, other);
        ErrorBody.check(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused)).containsExactly("whatsAppTemplate.category INVALID_VALUE");
    }

    @Test
    void aTemplateThatWasBoundByHandAndDoesNotFitAnyMoreIsAWarning() {
        Template own = world.addTemplate(waba, "contoso_passcode", "en", "AUTHENTICATION", "APPROVED");
        JsonNode pinned =
                contents.replace(contents.content("en"), binding("en", own)).body();
        assertThat(pinned.has("warnings")).isFalse();
        ObjectNode changed = api.resource().deepCopy();
        changed.withObject("/templates/device_pairing")
                .put("codeExpirationMinutes", 5)
                .put("messageSendTtlSeconds", 300);
        api.put(changed);
        api.awaitReady(changed.at("/provisioning/generation").asInt() + 1);

        JsonNode after = contents.content("en");

        assertThat(after.path("whatsAppTemplate")).isEqualTo(pinned.path("whatsAppTemplate"));
        assertThat(StreamSupport.stream(after.path("warnings").spliterator(), false)
                        .map(JsonNode::asText))
                .anySatisfy(warning -> assertThat(warning).contains("valid for 10 minutes", "Wanted are 5"));
        assertThat(contents.replace(after, after).body()).isEqualTo(after);
    }

    private static JsonNode number(JsonNode resource, PhoneNumber wanted) {
        return StreamSupport.stream(resource.path("numbers").spliterator(), false)
                .filter(number -> number.path("numberId").asText().equals(wanted.id()))
                .findFirst()
                .orElseThrow();
    }
}
