package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;
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

        JsonNode report = Findings.byDryRunOfStored(api);

        assertThat(report.path("status").asText()).isEqualTo("PASSED");
        assertThat(Findings.find(report, "wabaReadable").path("message").asText())
                .contains(account.wabaId());
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
        return (int) system.graph().requests().stream()
                .filter(request -> !request.method().equals("GET"))
                .filter(request -> request.path().contains(account.wabaId()))
                .count();
    }
}
