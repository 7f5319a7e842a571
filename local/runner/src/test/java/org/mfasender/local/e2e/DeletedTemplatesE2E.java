package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;

/** A deletion keeps or deletes at Meta the templates that this system has created; those of others stay. */
@ExtendWith(WithFaultProxy.class)
class DeletedTemplatesE2E {

    private final Faulty faulty;
    private final SimulatedAccount account;
    private final Waba waba;
    private final SenderApi api;

    DeletedTemplatesE2E(Faulty faulty) {
        this.faulty = faulty;
        this.account = faulty.system().graph().world().newAccount().create();
        this.waba = faulty.system().graph().world().waba(account.wabaId());
        this.api = new SenderApi(faulty.system().httpUri());
    }

    @Test
    void theyStayUnlessADeletionAsksForThem() {
        configure();

        JsonNode deleted =
                api.send("DELETE", api.path() + "?whatsAppTemplates=keep", null).body();

        assertThat(deleted.has("deletedAtMeta")).isFalse();
        assertThat(deleted.at("/remainsAtMeta/whatsAppTemplates")).hasSize(2);
        assertThat(names()).hasSize(2);
    }

    @Test
    void oursAreDeletedAndOthersStay() {
        Template own = faulty.system()
                .graph()
                .world()
                .addTemplate(waba, "mfa_device_pairing_v9", "de", "AUTHENTICATION", "APPROVED");
        configure();
        new ContentsApi(api).add(ContentsApi.binding("de", own));

        JsonNode deleted = api.deleteWithTemplates().body();

        assertThat(deleted.at("/deletedAtMeta/whatsAppTemplates").findValuesAsText("name"))
                .containsExactlyInAnyOrder("mfa_device_pairing_v1", "mfa_strong_authentication_v1");
        assertThat(deleted.at("/remainsAtMeta/whatsAppTemplates").findValuesAsText("name"))
                .containsExactly("mfa_device_pairing_v9");
        assertThat(names()).containsExactly("mfa_device_pairing_v9");
        assertThat(api.history().body().at("/_embedded/history").findValuesAsText("action"))
                .startsWith("TEMPLATES_DELETED", "SENDER_DELETED");
        ErrorBody.check(api.deleteWithTemplates(), 404, "NOT_FOUND");
        assertThat(names()).containsExactly("mfa_device_pairing_v9");
    }

    @Test
    void whatIsGoneAlreadyIsNoFailure() {
        configure();
        waba.templates().remove(waba.templates().list().getFirst(), null);

        JsonNode deleted = api.deleteWithTemplates().body();

        assertThat(deleted.at("/deletedAtMeta/whatsAppTemplates")).hasSize(2);
        assertThat(deleted.at("/remainsAtMeta/whatsAppTemplates")).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void theyStayWhileAnotherEnvironmentUsesTheAccount() {
        configure();
        SenderApi other = new SenderApi(faulty.system().httpUri());
        other.put(account);
        other.awaitReady(1);

        JsonNode deleted = api.deleteWithTemplates().body();

        assertThat(deleted.at("/deletedAtMeta/whatsAppTemplates")).isEmpty();
        assertThat(deleted.at("/remainsAtMeta/whatsAppTemplates").findValuesAsText("message"))
                .hasSize(2)
                .allMatch(message -> message.contains("Another environment"));
        assertThat(names()).hasSize(2);
        assertThat(other.get().body().path("canSend").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void theDeletionIsCompletedAlthoughMetaFails(int status) {
        configure();
        try (Rule rule = faulty.proxy()
                .answer("DELETE /" + version() + "/" + account.wabaId() + "/message_templates", status, """
                        {"error": {"code": 100, "message": "no"}}""")) {
            SenderApi.Answer deleted = api.deleteWithTemplates();

            assertThat(deleted.status()).isEqualTo(200);
            assertThat(rule.struck()).isPositive();
            assertThat(deleted.body().at("/deletedAtMeta/whatsAppTemplates")).isEmpty();
            assertThat(deleted.body().at("/remainsAtMeta/whatsAppTemplates").findValuesAsText("message"))
                    .hasSize(2)
                    .allMatch(message -> message.contains("Meta did not delete"));
        }
        assertThat(api.get().status()).isEqualTo(404);
    }

    @Test
    void anInterruptedDeletionIsCompletedByTheNext() {
        configure();
        try (Rule rule = faulty.proxy().fail("DeleteSecret", Way.REFUSED)) {
            assertThat(api.deleteWithTemplates().status()).isEqualTo(500);
            assertThat(rule.struck()).isPositive();
        }

        JsonNode deleted = api.deleteWithTemplates().body();

        assertThat(deleted.at("/deletedAtMeta/whatsAppTemplates")).hasSize(2);
        assertThat(names()).isEmpty();
        assertThat(api.get().status()).isEqualTo(404);
    }

    @Test
    void whatNeverWorkedHasNothingToDelete() {
        ObjectNode refused = SenderApi.body(account).put("userAccessToken", "EAAsimulatedTokenThatNeverWas");
        api.put(refused);
        api.awaitStatus("ACTION_REQUIRED");

        assertThat(api.deleteWithTemplates().body().at("/deletedAtMeta/whatsAppTemplates"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DELETE", "yes"})
    void anotherWordIsRefusedAndNothingIsDeleted(String word) {
        configure();
        SenderApi.Answer refused = api.send("DELETE", api.path() + "?whatsAppTemplates=" + word, null);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(ErrorBody.details(refused)).containsExactly("whatsAppTemplates INVALID_VALUE");
        assertThat(api.get().status()).isEqualTo(200);
    }

    private void configure() {
        api.put(account);
        api.awaitReady(1);
    }

    private String version() {
        return Objects.requireNonNull(
                faulty.system().environment("RemoveFunction").get("GRAPH_VERSION"));
    }

    private List<String> names() {
        return waba.templates().list().stream()
                .filter(template -> !template.status(Instant.now()).equals("PENDING_DELETION"))
                .map(Template::name)
                .toList();
    }
}
