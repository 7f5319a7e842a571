package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.SystemUser;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** Whatever Meta really does where nobody has confirmed it: administrators see the same. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class UnconfirmedBehavioursE2E {

    private final LocalSystem system;
    private final SenderApi api;

    UnconfirmedBehavioursE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void changesNoCheck(Behaviour behaviour) {
        SimulatedAccount good = system.graph().world().newAccount().create();
        // a new one each time: without a number, an account may be asked 200 times an hour
        SimulatedAccount withoutNumber =
                system.graph().world().newAccount().numbers(0).create();
        ObjectNode wrongSecret = SenderApi.body(good);
        wrongSecret.put("appSecret", "ffffffffffffffffffffffffffffffff");
        ObjectNode cutToken = SenderApi.body(good);
        cutToken.put("userAccessToken", "EAAsimulatedCut");
        ObjectNode portfolio = SenderApi.body(good);
        portfolio.put("whatsAppAccountBusinessId", good.businessId());

        Runnable unassign = assignAdmins();
        system.graph().world().turnOn(behaviour);
        try {
            assertThat(failed(SenderApi.body(good))).isEmpty();
            assertThat(failed(wrongSecret)).containsExactly("appCredentials");
            assertThat(failed(cutToken)).containsExactly("tokenValid");
            assertThat(failed(portfolio)).containsExactly("wabaReadable");
            assertThat(failed(named("expired-token"))).containsExactly("tokenValid");
            assertThat(failed(named("token-of-another-app"))).containsExactly("tokenBelongsToApp");
            assertThat(failed(named("employee-not-assigned"))).containsExactly("wabaReadable");
            assertThat(failed(named("without-whatsapp-messaging"))).containsExactly("scopeWhatsAppBusinessMessaging");
            assertThat(failed(SenderApi.body(withoutNumber))).containsExactly("senderNumber");
        } finally {
            system.graph().world().turnOff(behaviour);
            unassign.run();
        }
    }

    /** As the set-up asks, whether Meta needs it or not; what is returned takes it back. */
    private Runnable assignAdmins() {
        World world = system.graph().world();
        List<Runnable> changes = new ArrayList<>();
        for (Waba waba : world.wabas()) {
            for (SystemUser user : world.usersOf(waba.businessId())) {
                if (user.isAdmin() && waba.tasksOf(user.id()).isEmpty()) {
                    waba.assign(user.id(), Set.of("FULL_CONTROL"));
                    changes.add(() -> waba.assign(user.id(), Set.of()));
                }
            }
        }
        return () -> changes.forEach(Runnable::run);
    }

    private JsonNode named(String account) {
        return SenderApi.body(system.graph().accounts().named(account));
    }

    private List<String> failed(JsonNode body) {
        return StreamSupport.stream(api.check(body).body().path("checks").spliterator(), false)
                .filter(check -> check.path("status").asText().equals("FAILED"))
                .map(check -> check.path("name").asText())
                .toList();
    }
}
