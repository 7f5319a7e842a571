package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.protocol.RecordedRequest;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.local.graph.world.Waba;

/** A dry run makes every check and leaves no trace, here or at Meta. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class DryRunE2E {

    private final LocalSystem system;
    private final Stored stored;
    private final SenderApi api;
    private final SimulatedAccount account;

    DryRunE2E(LocalSystem system) {
        this.system = system;
        this.stored = new Stored(system);
        this.api = new SenderApi(system.httpUri());
        this.account = system.graph().world().newAccount().create();
    }

    @Test
    void countsTemplatesThatExistAlreadyOnce() {
        SimulatedAccount full = system.graph()
                .world()
                .newAccount()
                .waba((Waba waba) -> waba.templateLimit(2))
                .create();
        api.put(full);
        api.awaitStatus("READY");

        JsonNode capacity = Findings.find(api.check(null).body(), "templateCapacity");

        assertThat(capacity.path("status").asText()).isEqualTo("PASSED");
    }

    @Test
    void storesNothingStartsNothingAndWritesNothing() {
        SenderApi.Answer report = api.check(SenderApi.body(account));

        assertThat(report.status()).isEqualTo(200);
        assertThat(report.body().path("status").asText()).isEqualTo("PASSED");
        assertThat(report.body().path("checks").findValuesAsText("status")).containsOnly("PASSED");
        assertThat(report.body().at("/numbers/0/usable").asBoolean()).isTrue();
        assertNoTrace();
        assertThat(api.get().status()).isEqualTo(404);
    }

    @Test
    void checksWhatIsStoredWhenNothingIsSent() {
        api.put(account);
        JsonNode ready = api.awaitStatus("READY");
        int writes = writesAtMeta();
        int reads = readsAtMeta();

        JsonNode report = Findings.byDryRunOfStored(api);

        assertThat(report.path("status").asText()).isEqualTo("PASSED");
        assertThat(Findings.find(report, "wabaReadable").path("status").asText())
                .isEqualTo("PASSED");
        assertThat(readsAtMeta()).isGreaterThan(reads);
        assertThat(api.get().body()).isEqualTo(ready);
        assertThat(stored.executions(api.environment())).hasSize(1);
        assertThat(writesAtMeta()).isEqualTo(writes);
    }

    @Test
    void tellsThatAStoredTokenWasRevokedLater() {
        api.put(account);
        api.awaitStatus("READY");
        system.graph().world().changeToken(account.userAccessToken(), token -> token.withState(TokenState.REVOKED));

        JsonNode report = Findings.byDryRunOfStored(api);

        assertThat(Findings.failed(report)).containsExactly("tokenValid");
        assertThat(Findings.find(report, "tokenValid").at("/meta/subcode").asInt())
                .isEqualTo(460);
        assertThat(api.get().body().path("status").asText())
                .as("a dry run changes nothing")
                .isEqualTo("READY");
    }

    @Test
    void checksOtherCredentialsBesideTheStoredOnes() {
        api.put(account);
        JsonNode ready = api.awaitStatus("READY");
        ObjectNode other = SenderApi.body(account).put("userAccessToken", "EAAsimulatedTokenThatNeverWas");

        JsonNode report = api.check(other).body();
        assertThat(Findings.failed(report)).containsExactly("tokenValid");
        assertThat(report.at("/checks/0/name").asText())
                .as("what failed comes first")
                .isEqualTo("tokenValid");
        assertThat(report.at("/summary/FAILED").asInt()).isEqualTo(1);
        assertThat(report.path("summary").properties().stream()
                        .mapToInt(status -> status.getValue().asInt())
                        .sum())
                .isEqualTo(report.path("checks").size());

        assertThat(api.get().body()).isEqualTo(ready);
        assertThat(Findings.byDryRunOfStored(api).path("status").asText()).isEqualTo("PASSED");
    }

    /** Members that are given, and the checks that pass. */
    @ParameterizedTest
    @CsvSource({
        "appId appSecret, 1, appCredentials",
        "appSecret, 1, appCredentials",
        "userAccessToken, 6, tokenValid",
        "userAccessToken appId, 7, tokenBelongsToApp",
        "whatsAppAccountBusinessId, 0, ",
        "whatsAppAccountBusinessId userAccessToken, 18, wabaReadable",
        "userAccessToken appId appSecret, 9, appSecretProof"
    })
    void checksWhatAPartOfTheValuesAllows(String members, int passed, @Nullable String one) {
        ObjectNode body = SenderApi.body(account).retain(List.of(members.split(" ")));

        SenderApi.Answer answer = api.check(body);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.body().path("status").asText()).isEqualTo("WARNING");
        assertThat(answer.body().at("/summary/PASSED").asInt()).isEqualTo(passed);
        assertThat(answer.body().path("checks"))
                .filteredOn(check -> !check.path("status").asText().equals("PASSED"))
                .allSatisfy(check -> assertThat(check.path("message").asText()).contains("This check needs the "));
        if (one != null) {
            assertThat(Findings.find(answer.body(), one).path("status").asText())
                    .isEqualTo("PASSED");
        }
        assertNoTrace();
    }

    @Test
    void nothingGivenIsRefusedAndAPartIsCleaned() {
        ObjectNode nothing = SenderApi.JSON.createObjectNode();
        ErrorBody.check(api.check(nothing), 400, "INVALID_DATA");
        ErrorBody.check(api.check(nothing.deepCopy().put("appSecret", " ")), 400, "INVALID_DATA");
        ErrorBody.check(api.check(nothing.deepCopy().put("appSecret", account.userAccessToken())), 400, "INVALID_DATA");

        JsonNode cleaned = api.check(nothing.deepCopy().put("userAccessToken", "Bearer " + account.userAccessToken()))
                .body();

        assertThat(cleaned.path("cleaned").toString()).contains("userAccessToken");
        assertThat(Findings.find(cleaned, "tokenValid").path("status").asText()).isEqualTo("PASSED");
    }

    /** Stored secrets belong to their IDs: those of another account or app are not asked with them. */
    @Test
    void storedSecretsAreTakenForTheirOwnIdsOnly() {
        api.put(account);
        api.awaitStatus("READY");
        ObjectNode ids = SenderApi.body(account);
        ids.remove(List.of("userAccessToken", "appSecret"));
        ObjectNode otherApp = ids.deepCopy().put("appId", "845120037759999");
        ObjectNode tokenOnly = SenderApi.body(account);
        tokenOnly.remove("appSecret");

        assertThat(api.check(ids).body().path("status").asText()).isEqualTo("PASSED");
        assertThat(api.check(otherApp).body().path("summary").toString()).isEqualTo("{\"SKIPPED\":23}");
        assertThat(api.check(tokenOnly).body().path("status").asText()).isEqualTo("PASSED");
        assertThat(Findings.find(
                                api.check(tokenOnly.put("appId", "845120037759999"))
                                        .body(),
                                "appCredentials")
                        .path("message")
                        .asText())
                .endsWith("needs the App Secret.");
    }

    /** What Meta does to a bound template after the sender is ready, and what the dry run says. */
    @ParameterizedTest
    @CsvSource({
        "MARKETING, to another category, creates another template in place of one that Meta has moved",
        "DELETED,   deleted at Meta,     creates another template in place of a deleted one",
        "PAUSED,    paused,              Wait until Meta ends the pause",
        "DISABLED,  disabled,            WhatsApp Manager > Message templates",
        "REJECTED,  rejected,            WhatsApp Manager > Message templates"
    })
    void saysWhatBecameOfABoundTemplate(String change, String message, String remedy) {
        api.put(account);
        api.awaitStatus("READY");
        Waba waba = system.graph().world().waba(account.wabaId());
        Template bound = waba.templates().list().getFirst();
        switch (change) {
            case "MARKETING" -> waba.templates().put(bound.movedTo(change));
            case "DELETED" -> waba.templates().remove(bound, null);
            default -> waba.templates().put(bound.withLife(life -> life.in(change, Instant.now(), null)));
        }

        for (SenderApi.Answer answer : List.of(api.check(null), api.check(SenderApi.body(account)))) {
            JsonNode report = answer.body();
            assertThat(Findings.failed(report)).containsExactly("templatesUsable");
            JsonNode check = Findings.find(report, "templatesUsable");
            assertThat(check.path("message").asText()).contains(message, bound.name());
            assertThat(check.path("remedy").asText()).contains(remedy);
            assertThat(report.path("status").asText()).isEqualTo("FAILED");
        }
        assertThat(writesAtMeta())
                .as("as many as the run made: templates, and the link of webhooks")
                .isEqualTo(3);
    }

    @Test
    void looksUpTheBoundTemplatesOfAStoredSender() {
        api.put(account);
        api.awaitStatus("READY");

        JsonNode check = Findings.find(Findings.byDryRunOfStored(api), "templatesUsable");

        assertThat(check.path("status").asText()).isEqualTo("PASSED");
        assertThat(check.path("message").asText()).contains("all 2 templates");
    }

    @Test
    void hasNothingToCheckWithoutBodyAndAccount() {
        ErrorBody.check(api.check(null), 404, "NOT_FOUND");
        assertNoTrace();
    }

    private void assertNoTrace() {
        assertThat(stored.items(api.environment())).isEmpty();
        assertThat(stored.hasSecret(api.environment())).isFalse();
        assertThat(stored.executions(api.environment())).isEmpty();
        assertThat(writesAtMeta()).isZero();
    }

    private int writesAtMeta() {
        return (int) atMeta().filter(request -> !request.method().equals("GET")).count();
    }

    private int readsAtMeta() {
        return (int) atMeta().filter(request -> request.method().equals("GET")).count();
    }

    /** What Meta was asked of the account. */
    private Stream<RecordedRequest> atMeta() {
        return system.graph().requests().stream()
                .filter(request -> request.path().contains(account.wabaId()));
    }
}
