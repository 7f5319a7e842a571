package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.SimulatedAccount;

/** A dry run answers in time whatever Meta does: it says when to retry, keeps what was answered, and blames no credentials. */
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

    @BeforeEach
    @AfterEach
    void clearFaults() {
        system.graph().faults().clear();
    }

    @ParameterizedTest
    @CsvSource({
        "/debug_token,              appCredentials",
        "/{waba},                   wabaReadable",
        "/{waba}/phone_numbers,     senderNumber",
        "/{waba}/message_templates, templateRights"
    })
    void saysWhenToRetryIfMetaLimitsTheRateOrFailsAndKeepsTheRest(String path, String name) {
        String call = path.replace("{waba}", account.wabaId());
        Map<Fault, String> faults = new LinkedHashMap<>();
        faults.put(Fault.throttled(80008, 7), "limits the rate of calls. Meta accepts calls again in 7 min.");
        faults.put(Fault.throttled(4, 0), "limits the rate of calls.");
        faults.put(Fault.overload().times(2), "Meta is failing");
        faults.put(Fault.of(Fault.Kind.BAD_GATEWAY).times(2), "Meta is failing");
        faults.forEach((fault, message) -> {
            system.graph().faults().on("GET", call, fault);

            SenderApi.Answer answer = api.check(SenderApi.body(account));

            assertThat(answer.status()).isEqualTo(200);
            JsonNode check = Findings.find(answer.body(), name);
            assertThat(check.path("status").asText()).isEqualTo("UNKNOWN");
            assertThat(check.path("message").asText()).contains(message);
            assertThat(check.path("remedy").asText()).isNotBlank();
            assertThat(Findings.failed(answer.body())).isEmpty();
            assertThat(answer.body().path("status").asText()).isEqualTo("WARNING");
            assertThat(answer.body().at("/summary/UNKNOWN").asInt()).isEqualTo(1);
            assertThat(answer.body().at("/summary/PASSED").asInt()).isPositive();
        });
        assertThat(system.graph().faults().areWaiting())
                .as("every fault struck")
                .isFalse();
        assertThat(api.check(SenderApi.body(account)).body().path("status").asText())
                .isEqualTo("PASSED");
        assertThat(stored.items(api.environment())).isEmpty();
        assertThat(stored.executions(api.environment())).isEmpty();
    }

    /** Six calls of six seconds are 36 s one after the other: more than any gateway waits. */
    @Test
    void answersInTimeWhenEveryCallIsSlow() {
        List.of(
                        "/debug_token",
                        "/" + account.wabaId(),
                        "/" + account.businessId() + "/system_users",
                        "/" + account.wabaId() + "/phone_numbers",
                        "/" + numberId() + "/whatsapp_business_profile",
                        "/" + account.wabaId() + "/message_templates")
                .forEach(call -> system.graph().faults().on("GET", call, Fault.slow(Duration.ofSeconds(6))));
        long begin = System.nanoTime();

        SenderApi.Answer answer = api.check(SenderApi.body(account));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(29));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("status").asText()).isEqualTo("PASSED");
    }

    /** One check for each call that was made, and the answer is still ours. */
    @Test
    void answersInTimeWhenNoCallAnswers() {
        List.of(
                        "/debug_token",
                        "/" + account.wabaId(),
                        "/" + account.wabaId() + "/phone_numbers",
                        "/" + account.wabaId() + "/message_templates")
                .forEach(call -> system.graph().faults().on("GET", call, Fault.slow(Duration.ofSeconds(40))));
        long begin = System.nanoTime();

        SenderApi.Answer answer = api.check(SenderApi.body(account));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(29));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("status").asText()).isEqualTo("WARNING");
        assertThat(answer.body().path("checks"))
                .filteredOn(check -> check.path("status").asText().equals("UNKNOWN"))
                .allSatisfy(
                        check -> assertThat(check.path("message").asText()).isEqualTo("Meta did not answer in time."))
                .extracting(check -> check.path("name").asText())
                .containsExactly("appCredentials", "wabaReadable", "senderNumber", "templateRights");
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
