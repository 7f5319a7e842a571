package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;

/** One PUT configures a sender: the main job, from HTTP request to templates, and what may happen in between. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class ConfigureSenderE2E {

    private final LocalSystem system;
    private final Stored stored;
    private final SenderApi api;

    ConfigureSenderE2E(LocalSystem system) {
        this.system = system;
        this.stored = new Stored(system);
        this.api = new SenderApi(system.httpUri());
    }

    @Test
    void configuresASenderWithOneNumber() {
        SimulatedAccount account = system.graph().world().newAccount().create();

        SenderApi.Answer accepted = api.put(account);

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Location")).isEqualTo(system.httpUri() + api.path());
        assertThat(accepted.body().path("status").asText()).isEqualTo("VERIFYING");
        JsonNode ready = api.awaitStatus("READY");
        assertThat(ready.at("/provisioning/steps").findValuesAsText("status"))
                .startsWith("SUCCEEDED")
                .doesNotContain("FAILED", "PENDING", "RUNNING");
        assertThat(Checks.named(ready, "PASSED"))
                .contains(
                        "appCredentials",
                        "tokenBelongsToApp",
                        "tokenValid",
                        "tokenNeverExpires",
                        "tokenOfSystemUser",
                        "scopeBusinessManagement",
                        "scopeWhatsAppBusinessManagement",
                        "scopeWhatsAppBusinessMessaging",
                        "appSecretProof",
                        "wabaReadable",
                        "systemUserIsAdmin",
                        "senderNumber");
        JsonNode number = ready.path("numbers").get(0);
        assertThat(number.path("selected").asBoolean()).isTrue();
        assertThat(number.path("usable").asBoolean()).isTrue();
        assertThat(number.path("capabilities").get(0).asText()).isEqualTo("WHATSAPP");
        assertThat(templates(ready))
                .containsExactlyInAnyOrder(
                        "mfa_device_pairing_v1 en APPROVED device_pairing en",
                        "mfa_strong_authentication_v1 en APPROVED strong_authentication en");
        assertThat(ready.at("/credentials/userAccessToken/hint").asText())
                .isEqualTo(account.userAccessToken()
                        .substring(account.userAccessToken().length() - 4));
    }

    @Test
    void waitsForTheNumbersWhenAsked() {
        SimulatedAccount account = system.graph().world().newAccount().create();

        SenderApi.Answer answer = api.put(account, "Prefer", "wait=20");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=20");
        assertThat(answer.body().path("numbers")).hasSize(1);
    }

    @Test
    void letsAPersonChooseAmongSeveralNumbers() {
        SimulatedAccount account =
                system.graph().world().newAccount().numbers(3).create();
        api.put(account);
        JsonNode waiting = api.awaitStatus("NUMBER_REQUIRED");
        assertThat(waiting.path("numbers").findValuesAsText("selected")).containsOnly("false");
        String number = waiting.path("numbers").get(1).path("number").asText();

        ObjectNode choice = SenderApi.body(account);
        choice.remove(List.of("userAccessToken", "appSecret"));
        choice.putArray("numbers")
                .addObject()
                .put("number", number.replaceAll("[ -]", ""))
                .put("selected", true);
        SenderApi.Answer chosen = api.put(choice);

        assertThat(chosen.status()).isEqualTo(200);
        assertThat(chosen.body().at("/provisioning/generation").asInt()).isEqualTo(1);
        JsonNode ready = api.awaitStatus("READY");
        assertThat(ready.path("numbers").findValuesAsText("selected")).containsExactly("false", "true", "false");
    }

    @Test
    void startsOneExecutionForTheSameRequestTwice() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        api.put(account);
        api.put(account);
        api.awaitStatus("READY");

        SenderApi.Answer again = api.put(account);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().at("/provisioning/generation").asInt()).isEqualTo(1);
        assertThat(executions()).hasSize(1);
    }

    @Test
    void aRepeatedRequestDoesNotUndoANewerOne() {
        SimulatedAccount former = system.graph().world().newAccount().create();
        SimulatedAccount newer = system.graph().world().newAccount().create();
        api.put(former, "Idempotency-Key", "one");
        api.awaitStatus("READY");
        api.put(newer, "Idempotency-Key", "two");
        JsonNode ready = api.await(
                "the second run",
                resource -> resource.at("/provisioning/generation").asInt() == 2
                        && resource.at("/provisioning/status").asText().equals("SUCCEEDED"));

        SenderApi.Answer repeated = api.put(former, "Idempotency-Key", "one");

        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.body().path("whatsAppAccountBusinessId").asText()).isEqualTo(newer.wabaId());
        SenderApi.Answer reused = api.put(newer, "Idempotency-Key", "one");
        ErrorBody.check(reused, 409, "INVALID_REQUEST");
        assertThat(ErrorBody.details(reused)).containsExactly("Idempotency-Key UNIQUENESS_VIOLATION");
        assertThat(api.get().body()).isEqualTo(ready);
        assertThat(api.put(former, "Idempotency-Key", "three").status()).isEqualTo(202);
        api.await(
                "the former account again",
                resource -> resource.path("whatsAppAccountBusinessId").asText().equals(former.wabaId()));
    }

    @Test
    void runsAgainForANewIdempotencyKeyAndNotForTheSame() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        api.put(account, "Idempotency-Key", "one");
        api.awaitStatus("READY");
        int writes = writesAtMeta(account);

        assertThat(api.put(account, "Idempotency-Key", "one")
                        .body()
                        .at("/provisioning/generation")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.put(account, "Idempotency-Key", "two").status()).isEqualTo(202);

        api.awaitReady(2);
        assertThat(writesAtMeta(account))
                .as("templates that exist are used as they are")
                .isEqualTo(writes);
    }

    @Test
    void letsTheLaterOfTwoRequestsWin() {
        SimulatedAccount first = system.graph().world().newAccount().create();
        SimulatedAccount second = system.graph().world().newAccount().create();
        api.put(first);

        JsonNode accepted = api.put(second).body();
        JsonNode newest = accepted.has("candidate") ? accepted.path("candidate") : accepted;
        assertThat(newest.at("/provisioning/generation").asInt()).isEqualTo(2);

        JsonNode ready = api.awaitReady(2);
        assertThat(ready.path("whatsAppAccountBusinessId").asText()).isEqualTo(second.wabaId());
        executions().forEach(Run::awaitEnd);
        assertThat(api.get().body()).isEqualTo(ready);
        assertThat(executions())
                .extracting(execution -> execution.status().toString())
                .containsExactly("SUCCEEDED", "SUCCEEDED");
    }

    @Test
    void showsNothingOfWhatWorksInWhatIsTried() {
        api.put(system.graph().world().newAccount().create());
        JsonNode ready = api.awaitStatus("READY");
        SimulatedAccount next = system.graph().world().newAccount().numbers(0).create();

        api.put(next);

        JsonNode failed = api.await(
                "a refused candidate",
                resource -> resource.at("/candidate/status").asText().equals("ACTION_REQUIRED"));
        assertThat(failed.at("/candidate/whatsAppAccountBusinessId").asText()).isEqualTo(next.wabaId());
        assertThat(failed.at("/candidate/numbers")).isEmpty();
        assertThat(failed.path("numbers")).isEqualTo(ready.path("numbers"));
        assertThat(failed.path("whatsAppTemplates")).isEqualTo(ready.path("whatsAppTemplates"));
    }

    @Test
    void followsAReviewThatTakesAWhile() {
        SimulatedAccount account = system.graph()
                .world()
                .newAccount()
                .reviewDelay(Duration.ofHours(1))
                .create();
        api.put(account);

        JsonNode reviewed = api.awaitStatus("IN_REVIEW");

        assertThat(reviewed.path("whatsAppTemplates").findValuesAsText("status"))
                .containsOnly("PENDING");
        JsonNode waiting = api.await(
                "a waiting step",
                resource -> Checks.step(resource, "provision-templates")
                        .path("status")
                        .asText()
                        .equals("WAITING"));
        assertThat(Checks.step(waiting, "provision-templates").hasNonNull("retryAt"))
                .isTrue();

        Reported.approve(system, account);

        assertThat(templates(api.awaitStatus("READY"))).allMatch(template -> template.contains("APPROVED"));
    }

    @Test
    void provisionsTheWantedLocales() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        ObjectNode body = SenderApi.body(account);
        body.putArray("locales").add("de").add("pt").add("fr_fr");

        api.put(body);

        assertThat(templates(api.awaitStatus("READY")))
                .containsExactlyInAnyOrder(
                        "mfa_device_pairing_v1 de APPROVED device_pairing de",
                        "mfa_device_pairing_v1 pt_BR APPROVED device_pairing pt",
                        "mfa_device_pairing_v1 fr APPROVED device_pairing fr-FR",
                        "mfa_strong_authentication_v1 de APPROVED strong_authentication de",
                        "mfa_strong_authentication_v1 pt_BR APPROVED strong_authentication pt",
                        "mfa_strong_authentication_v1 fr APPROVED strong_authentication fr-FR");
    }

    @Test
    void deletesWhileRunning() {
        SimulatedAccount account = system.graph()
                .world()
                .newAccount()
                .reviewDelay(Duration.ofHours(1))
                .create();
        api.put(account);
        api.awaitStatus("IN_REVIEW");
        api.await("a poll that is not near", ConfigureSenderE2E::isPolledLater);

        SenderApi.Answer deleted = api.delete();

        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.body().at("/remainsAtMeta/whatsAppAccountBusinessId").asText())
                .isEqualTo(account.wabaId());
        assertThat(deleted.body().at("/remainsAtMeta/whatsAppTemplates")).hasSize(2);
        executions().forEach(Run::awaitEnd);
        assertThat(executions().getFirst().status()).hasToString("ABORTED");
        assertThat(api.get().status()).isEqualTo(404);
        assertThat(api.delete().status()).isEqualTo(404);
    }

    @Test
    @DisabledIfSystemProperty(
            named = "services",
            matches = "emulator",
            disabledReason = "LocalStack's PutSecretValue accepts a secret that is marked for deletion; AWS refuses it")
    void comesBackAfterADeletion() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        api.put(account);
        api.awaitStatus("READY");

        assertThat(api.delete().status()).isEqualTo(200);
        assertThat(api.delete().status()).isEqualTo(404);
        assertThat(api.delete().status()).isEqualTo(404);
        assertThat(api.put(account).status()).isEqualTo(202);

        assertThat(api.awaitStatus("READY").at("/provisioning/generation").asInt())
                .isEqualTo(3);
    }

    @Test
    void checksAStoredAccountAgainWhenStartedFromTheConsole() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        api.put(account);
        api.awaitStatus("READY");

        Console console = new Console(system);
        console.start(api.environment(), "by-hand");
        console.start(api.environment(), "by-hand-too");

        executions().forEach(Run::awaitEnd);
        JsonNode ready = api.awaitStatus("READY");
        assertThat(ready.at("/provisioning/generation").asInt())
                .as("two at once are one run or two, never a broken one")
                .isIn(2, 3);
        assertThat(executions())
                .hasSize(3)
                .allSatisfy(execution -> assertThat(execution.status()).hasToString("SUCCEEDED"));
    }

    @Test
    void endsAnExecutionForAnUnknownEnvironmentWithAClearError() {
        Run execution = new Console(system).start(api.environment(), "unknown");

        execution.awaitEnd();

        assertThat(execution.status()).hasToString("FAILED");
        assertThat(execution.error()).isEqualTo("InvalidInput");
        assertThat(execution.cause()).contains("configure one with PUT first");
    }

    private static List<String> templates(JsonNode resource) {
        return StreamSupport.stream(resource.path("whatsAppTemplates").spliterator(), false)
                .map(template -> String.join(
                        " ",
                        template.path("name").asText(),
                        template.path("language").asText(),
                        template.path("status").asText(),
                        template.at("/contents/0/template").asText(),
                        template.at("/contents/0/locale").asText()))
                .toList();
    }

    private static boolean isPolledLater(JsonNode resource) {
        JsonNode retryAt = Checks.step(resource, "provision-templates").path("retryAt");
        return retryAt.isTextual()
                && Instant.parse(retryAt.asText()).isAfter(Instant.now().plusSeconds(3));
    }

    private List<Run> executions() {
        return stored.executions(api.environment());
    }

    private int writesAtMeta(SimulatedAccount account) {
        return (int) system.graph().requests().stream()
                .filter(request -> request.method().equals("POST"))
                .filter(request -> request.path().contains(account.wabaId()))
                .count();
    }
}
