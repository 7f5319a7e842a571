package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;

/** A secret whose hundred versions are used up, none of them a day old: Secrets Manager takes no further one. */
@ExtendWith(SharedLocalSystem.class)
class SecretVersionsE2E {

    private final LocalSystem system;
    private final SenderApi api;

    SecretVersionsE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
    }

    @Test
    void newCredentialsAreRefusedAndWhatWorksStays() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        api.put(account);
        JsonNode before = api.awaitReady(1);
        new Secrets(system).useUp(api.environment());

        SenderApi.Answer refused = api.put(system.graph().world().reissueToken(account));

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(429);
        assertThat(refused.body().path("code").asText()).isEqualTo("REQUEST_LIMITED");
        assertThat(refused.body().path("message").asText()).contains("changed too often within a day");
        assertThat(refused.header("Retry-After")).isEqualTo("3600");
        assertThat(refused.response().body()).doesNotContain(account.userAccessToken(), "Secrets Manager");
        assertThat(api.get().body()).isEqualTo(before);
        assertThat(api.put(account).status()).as("an unchanged account").isEqualTo(200);
    }

    /** The account never meets the limit of Secrets Manager by itself, nor does deleting it help. */
    @Test
    void changesAreSpacedLongBeforeTheSecretIsFull() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        api.put(account, "Prefer", "respond-async");
        SenderApi.Answer answer;
        int changes = 1;
        do {
            account = system.graph().world().reissueToken(account);
            answer = api.put(account, "Prefer", "respond-async");
            changes++;
        } while (answer.status() < 300 && changes < 100);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(429);
        assertThat(changes).isEqualTo(21);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1_100, 1_200);
        assertThat(answer.body().at("/details/0/target").asText()).isEqualTo("userAccessToken");
        JsonNode before = api.awaitEnd();

        assertThat(api.put(account, "Prefer", "respond-async").status()).isEqualTo(429);
        assertThat(api.get().body()).isEqualTo(before);
        assertThat(api.send("DELETE", api.path(), null).status()).isEqualTo(200);
        assertThat(api.put(account).status()).as("another account").isEqualTo(429);
    }
}
