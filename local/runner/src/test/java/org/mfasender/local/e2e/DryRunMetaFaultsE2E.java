package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.SimulatedAccount;

/** A dry run does not wait for Meta: it says when to retry, and blames no credentials. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class DryRunMetaFaultsE2E {

    private final LocalSystem system;
    private final Stored stored;
    private final SenderApi api;
    private final SimulatedAccount account;

    DryRunMetaFaultsE2E(LocalSystem system) {
        this.system = system;
        this.stored = new Stored(system);
        this.api = new SenderApi(system.httpUri());
        this.account = system.graph().world().newAccount().create();
    }

    @AfterEach
    void clearFaults() {
        system.graph().faults().clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/debug_token", "/{waba}", "/{waba}/phone_numbers", "/{waba}/message_templates"})
    void saysWhenToRetryIfMetaLimitsTheRateOrFails(String path) {
        String call = path.replace("{waba}", account.wabaId());
        system.graph().faults().on("GET", call, Fault.throttled(80008, 7));
        SenderApi.Answer limited = api.check(SenderApi.body(account));
        system.graph().faults().on("GET", call, Fault.throttled(4, 0));
        SenderApi.Answer limitedWithoutTime = api.check(SenderApi.body(account));
        system.graph().faults().on("GET", call, Fault.overload().times(2));
        SenderApi.Answer failing = api.check(SenderApi.body(account));

        ErrorBody.check(limited, 429, "REQUEST_LIMITED");
        assertThat(limited.header("Retry-After")).isEqualTo("420");
        ErrorBody.check(limitedWithoutTime, 429, "REQUEST_LIMITED");
        assertThat(limitedWithoutTime.header("Retry-After"))
                .isEqualTo(system.environment("InspectFunction").get("THROTTLE_WAIT_SECONDS"));
        ErrorBody.check(failing, 503, "REQUEST_FAILED");
        assertThat(failing.header("Retry-After")).isEqualTo("5");
        assertThat(failing.body().path("message").asText()).contains("credentials were not found to be wrong");
        assertThat(api.check(SenderApi.body(account)).body().path("status").asText())
                .isEqualTo("PASSED");
        assertThat(stored.items(api.environment())).isEmpty();
        assertThat(stored.executions(api.environment())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/{business}/system_users,           systemUserIsAdmin",
        "/{phone}/whatsapp_business_profile, messagingRights"
    })
    void leavesOpenWhatMetaDoesNotSayAndDoesNotHaveTo(String path, String name) {
        String call = path.replace("{business}", account.businessId()).replace("{phone}", numberId());
        for (Fault fault : List.of(Fault.throttled(80008, 7), Fault.overload(), Fault.of(Fault.Kind.UNKNOWN_ERROR))) {
            system.graph().faults().on("GET", call, fault.times(20));

            SenderApi.Answer answer = api.check(SenderApi.body(account));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("status").asText()).isEqualTo("PASSED");
            assertThat(answer.body().path("checks"))
                    .filteredOn(check -> check.path("name").asText().equals(name))
                    .extracting(check -> check.path("status").asText())
                    .containsExactly("UNKNOWN");
            system.graph().faults().clear();
        }
    }

    private String numberId() {
        return system.graph()
                .world()
                .waba(account.wabaId())
                .numbers()
                .getFirst()
                .id();
    }
}
