package org.mfasender.setup.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.setup.provision.Customer.SETTINGS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.protocol.Fault.Kind;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;

/** Whatever fails on the way, and however Meta behaves where nobody has confirmed it: running again ends at the same. */
class ConvergenceIT extends WithProvisioningServices {

    private static final String[] LOCALES = {"en", "de", "zu", "fr", "es", "it"};
    private static final int MAX_RUNS = 6;

    /** Each call of a run, failing in each way, before its effect and after it. */
    static Stream<Arguments> everySingleFailure() {
        List<Arguments> failures = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (kind == Kind.SLOW) {
                continue;
            }
            for (int upsert = 0; upsert < 8; upsert++) {
                failures.add(Arguments.of("POST", "upsert_message_templates", upsert, Fault.of(kind)));
                failures.add(Arguments.of(
                        "POST",
                        "upsert_message_templates",
                        upsert,
                        Fault.of(kind).afterTheEffect()));
            }
            for (int list = 0; list < 4; list++) {
                failures.add(Arguments.of("GET", "message_templates", list, Fault.of(kind)));
            }
        }
        return failures.stream();
    }

    @ParameterizedTest(name = "{0} {1}, call {2}: {3}")
    @MethodSource
    void everySingleFailure(String method, String edge, int call, Fault fault) {
        Customer customer = services.customer(account());
        String path = "/" + customer.meta.wabaId() + "/" + edge;
        if (call > 0) {
            services.graph().faults().on(method, path, Fault.slow(Duration.ZERO).times(call));
        }
        services.graph().faults().on(method, path, fault);

        assertConverges(customer);
    }

    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void everyUnconfirmedBehaviour(Behaviour behaviour) {
        Customer customer = services.customer(account());
        services.graph().world().turnOn(behaviour);

        assertConverges(customer);
    }

    /** One language of these is refused. Its system users reach it whatever Meta asks of Admins. */
    private static SimulatedAccount account() {
        return services.graph()
                .world()
                .newAccount()
                .waba((Waba waba) -> waba.refuseLanguages(Set.of("zu")))
                .waba((world, waba) -> world.usersOf(waba.businessId())
                        .forEach(user -> waba.assign(user.id(), Set.of("FULL_CONTROL"))))
                .create();
    }

    private static void assertConverges(Customer customer) {
        customer.wants(SETTINGS, LOCALES);
        int runs = 0;
        boolean settled = false;
        while (!settled && runs++ < MAX_RUNS) {
            try {
                settled = customer.provision().plan().creations() == 0;
            } catch (GraphException e) {
                assertThat(e.failure().kind()).as(e.toString()).isNotEqualTo(GraphFailure.Kind.BUG);
            }
            services.clock.advance(Duration.ofMinutes(11));
        }
        // Once more, for what a late list showed.
        customer.provision();

        assertThat(customer.templatesAtMeta())
                .containsExactly(
                        "mfa_device_pairing_v1 de APPROVED",
                        "mfa_device_pairing_v1 en APPROVED",
                        "mfa_device_pairing_v1 es APPROVED",
                        "mfa_device_pairing_v1 fr APPROVED",
                        "mfa_device_pairing_v1 it APPROVED",
                        "mfa_strong_authentication_v1 de APPROVED",
                        "mfa_strong_authentication_v1 en APPROVED",
                        "mfa_strong_authentication_v1 es APPROVED",
                        "mfa_strong_authentication_v1 fr APPROVED",
                        "mfa_strong_authentication_v1 it APPROVED");
        assertThat(customer.bindings()).hasSize(10).allMatch(binding -> binding.endsWith(" USABLE"));
        long writes = customer.writes();
        assertThat(Customer.impossible(customer.provision().plan())).isEqualTo(2);
        assertThat(customer.writes()).isEqualTo(writes);
    }
}
