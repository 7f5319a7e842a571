package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.webhooks.Webhooks;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.TemplateStore;

/** Accounts of whose templates Meta has nothing to report any more, so that what is stored of them does not change by itself. */
final class Reported {

    private Reported() {}

    /** Another environment has set the account up before, and has received all reports. */
    static SimulatedAccount of(SimulatedAccount account, LocalSystem system) {
        SenderApi another = new SenderApi(system.httpUri());
        another.put(account);
        another.awaitReady(1);
        awaitAll(system);
        return account;
    }

    /** Returns when all reports of what has changed so far have been received. */
    static void awaitAll(LocalSystem system) {
        Webhooks webhooks = system.graph().webhooks();
        webhooks.watch();
        Instant end = Instant.now().plusSeconds(30);
        while (webhooks.pending() > 0) {
            assertThat(Instant.now()).as("reports are under way").isBefore(end);
            SenderApi.pause();
        }
    }

    /** Meta approves what it still reviews, in a later second than it has reported of that: of the same one, nobody knows what came first. */
    static void approve(LocalSystem system, SimulatedAccount account) {
        awaitAll(system);
        awaitLater();
        TemplateStore templates = system.graph().world().waba(account.wabaId()).templates();
        Instant now = Instant.now();
        templates.list().stream()
                .filter(template -> template.status(now).equals("PENDING"))
                .forEach(template -> templates.put(template.withLife(life -> life.in("APPROVED", now, null))));
    }

    /** Returns in a later second: Meta's reports have whole ones, so what is read from now on is later than each of those so far. */
    static void awaitLater() {
        long second = Instant.now().getEpochSecond();
        while (Instant.now().getEpochSecond() == second) {
            SenderApi.pause();
        }
    }
}
