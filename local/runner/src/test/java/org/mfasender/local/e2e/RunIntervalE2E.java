package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;

/** Runs of one environment begin some time apart; other environments do not wait for it. */
class RunIntervalE2E {

    @Test
    void anotherRunTooSoonIsTurnedAwayAndChangesNothing() {
        try (LocalSystem system =
                LocalSystem.start(LocalOptions.of(Path.of(System.getProperty("project.root", "../..")))
                        .withParameter("RunIntervalSeconds", "600"))) {
            SimulatedAccount account = system.graph().world().newAccount().create();
            SenderApi api = new SenderApi(system.httpUri());
            assertThat(api.put(account, "Idempotency-Key", "one").status()).isEqualTo(202);

            SenderApi.Answer soon = api.put(account, "Idempotency-Key", "two");

            ErrorBody.check(soon, 429, "REQUEST_LIMITED");
            assertThat(Integer.parseInt(soon.header("Retry-After"))).isBetween(1, 600);
            assertThat(api.get().body().at("/provisioning/generation").asInt()).isEqualTo(1);
            assertThat(api.put(account, "Idempotency-Key", "one").status()).isIn(200, 202);
            assertThat(new SenderApi(system.httpUri()).put(account).status()).isEqualTo(202);
            assertThat(api.delete().status()).isEqualTo(200);
            ErrorBody.check(api.put(account, "Idempotency-Key", "three"), 429, "REQUEST_LIMITED");
        }
    }
}
