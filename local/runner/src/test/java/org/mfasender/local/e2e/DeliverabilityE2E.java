package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.Health;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.local.graph.world.Waba;

/** READY means that Meta delivers: what it certainly refuses to deliver is said, stops serving, and is over with a run that finds it fixed. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class DeliverabilityE2E {

    private final LocalSystem system;
    private final SenderApi api;
    private final ContentsApi contents;

    DeliverabilityE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
        this.contents = new ContentsApi(api);
    }

    @Test
    void withoutAPaymentMethodEverythingIsPreparedAndNothingIsReady() {
        SimulatedAccount account = account();
        waba(account).remove("primary_funding_id");
        api.put(account);

        JsonNode prepared = api.awaitEnd();

        assertThat(prepared.path("status").asText()).isEqualTo("ACTION_REQUIRED");
        assertThat(codes(prepared)).containsExactly("PAYMENT_METHOD_MISSING");
        assertThat(prepared.at("/cannotSendReasons/0/message").asText()).contains("payment method");
        assertThat(Checks.named(prepared, "WARNING")).contains("paymentMethod");
        assertThat(prepared.at("/templates/device_pairing/states").toString()).isEqualTo("{\"USABLE\":1}");
        assertThat(contents.serving("en", null).status()).isEqualTo(404);

        waba(account).set("primary_funding_id", "590640915503381");
        api.put(account);

        assertSends();
    }

    @Test
    void anAccountThatMetaRejectsLaterIsNotReadyUntilMetaApprovesItAgain() {
        SimulatedAccount account = ready();
        waba(account).set("account_review_status", "REJECTED");

        assertBlockedAfterARun(account, "ACTION_REQUIRED", "ACCOUNT_REJECTED");

        waba(account).set("account_review_status", "APPROVED");
        api.put(account);
        assertSends();
    }

    @Test
    void anAccountThatMetaBlocksLaterIsNotReady() {
        SimulatedAccount account = ready();
        system.graph().world().setHealth(account.wabaId(), Health.blocked(141006, "Simulated problem.", "Do it."));

        assertBlockedAfterARun(account, "ACTION_REQUIRED", "ACCOUNT_BLOCKED");

        system.graph().world().setHealth(account.wabaId(), Health.AVAILABLE);
        api.put(account);
        assertSends();
    }

    @Test
    void aTokenThatWasRevokedSinceNeedsANewOne() {
        SimulatedAccount account = ready();
        system.graph().world().changeToken(account.userAccessToken(), token -> token.withState(TokenState.REVOKED));

        api.put(account, "Idempotency-Key", UUID.randomUUID().toString());
        JsonNode once = api.await(
                "a run that asks once more",
                found -> found.at("/provisioning/steps/0/waitsFor").asText().equals("CONFIRMATION"));
        assertThat(once.path("status").asText()).as("one refusal").isEqualTo("READY");
        assertThat(once.path("canSend").asBoolean()).isTrue();

        assertBlockedAfterARun(account, "REAUTHORIZATION_REQUIRED", "TOKEN_REFUSED");
    }

    /** Nothing runs when the date comes. */
    @Test
    void anAcceptedTokenExpires() {
        SimulatedAccount account = system.graph()
                .world()
                .newAccount()
                .tokenLifetime(Duration.ofSeconds(40))
                .create();
        api.put(SenderApi.body(account).put("acceptExpiringToken", true));
        assertSends();

        JsonNode expired = api.awaitStatus("REAUTHORIZATION_REQUIRED");

        assertThat(codes(expired)).containsExactly("TOKEN_EXPIRED");
        assertThat(expired.at("/provisioning/status").asText()).isEqualTo("SUCCEEDED");
        assertThat(contents.serving("en", null).body().toString()).contains("has expired");
        assertThat(contents.serving("en", null).status()).isEqualTo(404);
    }

    /** The next run makes a new version, and says what it does until Meta has approved that. */
    @Test
    void aTemplateThatMetaMovesToAnotherCategoryIsReplaced() {
        SimulatedAccount account = ready();
        Waba waba = waba(account);
        waba.templates().list().forEach(template -> waba.templates().put(template.movedTo("MARKETING")));

        api.put(account, "Idempotency-Key", UUID.randomUUID().toString());

        JsonNode healed = api.awaitReady(2);
        assertThat(StreamSupport.stream(healed.path("whatsAppTemplates").spliterator(), false)
                        .map(template -> template.path("name").asText() + " "
                                + template.path("state").asText()))
                .containsExactlyInAnyOrder(
                        "mfa_device_pairing_v1 CATEGORY_CHANGED",
                        "mfa_strong_authentication_v1 CATEGORY_CHANGED",
                        "mfa_device_pairing_v2 USABLE",
                        "mfa_strong_authentication_v2 USABLE");
        assertSends();
    }

    @Test
    void aNumberThatMetaBlocksCannotSend() {
        SimulatedAccount account = account();
        String number = waba(account).numbers().getFirst().id();
        system.graph().world().setHealth(number, Health.blocked(141000, "Simulated problem.", "Do it."));

        JsonNode check = Findings.byBoth(api, SenderApi.body(account), "senderNumber");

        assertThat(check.path("status").asText()).isEqualTo("FAILED");
        assertThat(check.path("message").asText())
                .contains("Meta has blocked the number from sending. Meta says: (141000) Simulated problem. Do it.");
        JsonNode blocked = api.get().body().at("/numbers/0");
        assertThat(blocked.path("healthStatus").asText()).isEqualTo("BLOCKED");
        assertThat(blocked.path("usable").asBoolean()).isFalse();
        assertThat(blocked.path("actionBy").asText()).isEqualTo("ADMINISTRATOR");

        system.graph().world().setHealth(number, Health.limited("Display name review is still open."));
        api.put(account);

        JsonNode limited = api.awaitStatus("READY").at("/numbers/0");
        assertThat(limited.path("healthStatus").asText()).isEqualTo("LIMITED");
        assertThat(limited.path("warnings").toString()).contains("Meta says: Display name review is still open.");
        assertSends();
    }

    private SimulatedAccount account() {
        return system.graph().world().newAccount().create();
    }

    private Waba waba(SimulatedAccount account) {
        return system.graph().world().waba(account.wabaId());
    }

    private SimulatedAccount ready() {
        SimulatedAccount account = account();
        api.put(account);
        assertSends();
        return account;
    }

    private void assertSends() {
        JsonNode ready = api.await(
                "READY after its run",
                found -> found.path("status").asText().equals("READY")
                        && found.at("/provisioning/status").asText().equals("SUCCEEDED"));
        assertThat(ready.path("canSend").asBoolean()).isTrue();
        assertThat(ready.has("cannotSendReasons")).isFalse();
        assertThat(contents.serving("en", null).status()).isEqualTo(200);
    }

    private void assertBlockedAfterARun(SimulatedAccount account, String status, String code) {
        assertThat(api.put(account).body().path("status").asText())
                .as("the same request knows nothing new")
                .isEqualTo("READY");
        api.put(account, "Idempotency-Key", UUID.randomUUID().toString());
        JsonNode blocked = api.awaitStatus(status);
        assertThat(blocked.path("canSend").asBoolean()).isFalse();
        assertThat(codes(blocked)).containsExactly(code);
        assertThat(contents.serving("en", null).status()).isEqualTo(404);
    }

    private static List<String> codes(JsonNode account) {
        return StreamSupport.stream(account.path("cannotSendReasons").spliterator(), false)
                .map(reason -> reason.path("code").asText())
                .toList();
    }
}
