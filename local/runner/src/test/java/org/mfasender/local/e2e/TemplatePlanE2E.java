package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;

/** A plan shows what a run would do about templates, and does nothing. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class TemplatePlanE2E {

    private final LocalSystem system;
    private final SenderApi api;
    private final SimulatedAccount account;

    TemplatePlanE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
        this.account = system.graph().world().newAccount().create();
    }

    @Test
    void anAccountThatHasWhatItWantsIsLeftAlone() {
        api.put(account);
        api.awaitStatus("READY");

        JsonNode plan = plan(null).body();

        assertThat(plan.path("creations").asInt()).isZero();
        assertThat(plan.at("/capacity/count").asInt()).isEqualTo(2);
        assertThat(languages(plan)).containsExactly("en LEAVE mfa_device_pairing_v1 USABLE");
    }

    @Test
    void otherOptionsAreTriedWithoutAnyEffect() {
        api.put(account);
        JsonNode before = api.awaitStatus("READY");
        int requests = system.graph().requests().size();

        JsonNode plan = plan("""
                {"locales": ["en", "de"], "templates": {"device_pairing": {"codeExpirationMinutes": 5}}}""").body();

        assertThat(languages(plan))
                .containsExactly("en NEW_VERSION mfa_device_pairing_v2 ", "de NEW_VERSION mfa_device_pairing_v2 ");
        assertThat(plan.at("/templates/device_pairing/messageSendTtlSeconds").asInt())
                .as("a message lives no longer than its code")
                .isEqualTo(300);
        assertThat(plan.at("/templates/strong_authentication/codeExpirationMinutes")
                        .asInt())
                .isEqualTo(10);
        assertThat(plan.path("creations").asInt()).isEqualTo(3);
        assertThat(plan.path("callsNow").asInt()).isEqualTo(2);
        assertThat(system.graph().requests()).hasSize(requests + 1);
        assertThat(api.get().body()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"templates\": {\"transaction\": {}}}                                                | INVALID_VALUE | templates.transaction",
                "{\"templates\": {\"device_pairing\": {\"text\": \"Hello\"}}}                            | INVALID_VALUE | templates.device_pairing.text",
                "{\"templates\": {\"device_pairing\": {\"locales\": [\"xx\"]}}}                          | INVALID_VALUE | templates.device_pairing.locales[0]",
                "{\"templates\": {\"device_pairing\": {\"codeExpirationMinutes\": 0}}}                 | OUT_OF_RANGE  | templates.device_pairing.codeExpirationMinutes",
                "{\"templates\": {\"device_pairing\": {\"codeExpirationMinutes\": 91}}}                | OUT_OF_RANGE  | templates.device_pairing.codeExpirationMinutes",
                "{\"templates\": {\"device_pairing\": {\"messageSendTtlSeconds\": 29}}}                | OUT_OF_RANGE  | templates.device_pairing.messageSendTtlSeconds",
                "{\"templates\": {\"device_pairing\": {\"messageSendTtlSeconds\": 700}}}               | OUT_OF_RANGE  | templates.device_pairing.messageSendTtlSeconds",
                "{\"templates\": {\"device_pairing\": {\"button\": {\"type\": \"VOICE\"}}}}              | INVALID_VALUE | templates.device_pairing.button.type",
                "{\"templates\": {\"device_pairing\": {\"button\": {\"type\": \"ONE_TAP\"}}}}            | CONSTRAINT_VIOLATION | templates.device_pairing.button.supportedApps",
                "{\"templates\": []}                                                                   | INVALID_VALUE | templates"
            })
    void badInputIsRefusedAndNothingIsAsked(String body, String code, String target) {
        api.put(account);
        JsonNode before = api.awaitStatus("READY");
        int requests = system.graph().requests().size();

        SenderApi.Answer refused = plan(body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/details/0/code").asText()).isEqualTo(code);
        assertThat(refused.body().at("/details/0/target").asText()).isEqualTo(target);
        assertThat(system.graph().requests()).hasSize(requests);
        assertThat(api.get().body()).isEqualTo(before);
    }

    @Test
    void anEnvironmentWithoutAnAccountHasNoPlan() {
        assertThat(plan(null).status()).isEqualTo(404);
    }

    @Test
    void wrongOptionsOfAPutChangeNothing() {
        api.put(account);
        JsonNode before = api.awaitStatus("READY");

        SenderApi.Answer refused = api.put(SenderApi.JSON
                .createObjectNode()
                .put("provider", "CUSTOM_WHATSAPP")
                .put("whatsAppAccountBusinessId", account.wabaId())
                .put("appId", account.appId())
                .<ObjectNode>set(
                        "templates",
                        SenderApi.JSON.valueToTree(Map.of("device_pairing", Map.of("messageSendTtlSeconds", 900)))));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/details/0/code").asText()).isEqualTo("OUT_OF_RANGE");
        assertThat(api.get().body()).isEqualTo(before);
    }

    private SenderApi.Answer plan(@Nullable String body) {
        return body == null
                ? api.send("POST", api.path() + "/templates/plan", null)
                : api.send("POST", api.path() + "/templates/plan", body, "Content-Type", "application/json");
    }

    private static List<String> languages(JsonNode plan) {
        return StreamSupport.stream(
                        plan.at("/templates/device_pairing/languages").spliterator(), false)
                .map(language -> String.join(
                        " ",
                        language.path("language").asText(),
                        language.path("action").asText(),
                        language.path("name").asText(),
                        language.path("state").asText()))
                .toList();
    }
}
