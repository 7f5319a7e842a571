package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table is older than what else there is, or empty: secrets, their versions and executions of the time in between are still there,
 * and their names are taken. Nothing that is named from then on meets one of them.
 */
@ExtendWith(SharedLocalSystem.class)
class RestoredTableE2E {

    private final LocalSystem system;
    private final SenderApi api;
    private final Stored stored;
    private final SimulatedAccount account;

    RestoredTableE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
        this.stored = new Stored(system);
        this.account = system.graph().world().newAccount().create();
    }

    @BeforeEach
    void works() {
        api.put(account);
        api.awaitStatus("READY");
        stored.endedExecutions(api.environment());
    }

    @Test
    void anOlderTableGoesOnWithoutMeetingWhatCameAfterIt() {
        List<Map<String, AttributeValue>> backup = stored.items(api.environment());
        SimulatedAccount rotated = system.graph().world().reissueToken(account);
        rotate(rotated, 2);
        stored.endedExecutions(api.environment());

        stored.replace(api.environment(), backup);

        assertThat(api.get().body().at("/provisioning/generation").asInt()).isEqualTo(1);
        assertThat(new ContentsApi(api).serving(null, null).status()).isEqualTo(200);
        rotate(rotated, 2);
        rotate(system.graph().world().reissueToken(account), 3);
        assertThat(stored.executions(api.environment())).hasSize(4);
    }

    @Test
    void aTableFromBeforeADeletionIsSetUpAgain() {
        List<Map<String, AttributeValue>> backup = stored.items(api.environment());
        api.delete();

        stored.replace(api.environment(), backup);

        ErrorBody.check(api.put(system.graph().world().reissueToken(account)), 409, "INVALID_REQUEST");
        assertThat(api.delete().status()).isEqualTo(200);
        api.put(account);
        api.awaitStatus("READY");
        assertThat(stored.secrets(api.environment())).hasSize(2);
    }

    /** As after a stack was made again under its name: secrets and executions stayed, the table is new. */
    @Test
    void anEmptyTableIsSetUpAgain() {
        stored.replace(api.environment(), List.of());
        assertThat(api.get().status()).isEqualTo(404);

        assertThat(api.put(account).status()).isEqualTo(202);

        JsonNode ready = api.awaitStatus("READY");
        assertThat(ready.at("/provisioning/generation").asInt()).isEqualTo(1);
        assertThat(stored.secrets(api.environment())).hasSize(2);
        assertThat(stored.endedExecutions(api.environment()))
                .extracting(execution -> execution.status().toString())
                .containsExactly("SUCCEEDED", "SUCCEEDED");
    }

    /** The run that the table says has not begun has ended long ago, and its execution's name is taken. */
    @Test
    void aRunThatHasEndedBeginsAgainUnderAnotherName() {
        List<Map<String, AttributeValue>> pending = pending();

        stored.replace(api.environment(), pending);

        assertThat(api.put(account).status()).isEqualTo(202);
        JsonNode ready = api.awaitReady(2);
        assertThat(ready.path("canSend").asBoolean()).isTrue();
        stored.endedExecutions(api.environment());

        stored.replace(api.environment(), pending);
        JsonNode swept = new Sweeping(system).sweep(Sweeping.NOW);
        assertThat(swept.path("runsStarted").asInt()).isPositive();
        api.awaitReady(2);
    }

    /** As the account's item was before its first step. */
    private List<Map<String, AttributeValue>> pending() {
        Map<String, AttributeValue> sender = new HashMap<>(stored.items(api.environment()).stream()
                .filter(item -> AttributeValue.fromS("SENDER").equals(item.get("sk")))
                .findFirst()
                .orElseThrow());
        sender.keySet().removeAll(List.of("verifiedAt", "numberListing", "selectedNumber", "selectedNumberId"));
        Map<String, AttributeValue> run =
                new HashMap<>(Objects.requireNonNull(sender.get("provisioning")).m());
        run.put("status", AttributeValue.fromS("PENDING"));
        run.remove("finishedAt");
        sender.put("provisioning", AttributeValue.fromM(run));
        sender.put("status", AttributeValue.fromS("VERIFYING"));
        return List.of(sender);
    }

    private void rotate(SimulatedAccount to, int generation) {
        assertThat(api.put(to).status()).isEqualTo(202);
        api.await(
                "run " + generation,
                resource -> !resource.has("candidate")
                        && resource.at("/provisioning/generation").asInt() == generation
                        && resource.at("/provisioning/status").asText().equals("SUCCEEDED"));
    }
}
