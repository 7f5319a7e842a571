package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;

/**
 * Every call that the workflow makes at Meta fails in every way that Meta is known for: once costs time only; for ever it is shown as
 * Meta's failure, and blames no credentials. The runs of a test overlap, since each waits for its own next attempt.
 */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class MetaFaultsE2E {

    private static final Call UPSERT = new Call("POST", "/{waba}/upsert_message_templates");

    private final LocalSystem system;

    MetaFaultsE2E(LocalSystem system) {
        this.system = system;
    }

    @BeforeEach
    @AfterEach
    void clearFaults() {
        system.graph().faults().clear();
    }

    @Test
    void survivesEveryFaultOfEveryCallOnce() {
        Map<String, SenderApi> runs = new LinkedHashMap<>();
        calls().forEach(call -> faults().forEach(fault -> runs.put(call + ", " + name(fault), start(call, fault))));

        runs.forEach(this::assertReadyWithoutBlame);
        assertThat(system.graph().faults().areWaiting())
                .as("every fault struck")
                .isFalse();
    }

    @Test
    void writesTemplatesOnceWhenTheyWereWrittenInSpiteOfAFault() {
        Map<String, SenderApi> runs = new LinkedHashMap<>();
        faults().forEach(fault -> runs.put("written, " + name(fault), start(UPSERT, fault.afterTheEffect())));

        runs.forEach((name, api) -> {
            assertReadyWithoutBlame(name, api);
            assertThat(api.get().body().path("whatsAppTemplates").findValuesAsText("name"))
                    .as(name)
                    .containsExactlyInAnyOrder("mfa_device_pairing_v1", "mfa_strong_authentication_v1");
        });
        assertThat(system.graph().faults().areWaiting()).isFalse();
    }

    /** The path of this call names no account: one fault at a time, and the next when it has struck. */
    @Test
    void survivesEveryFaultOfTheTokensInspection() {
        Map<String, SenderApi> runs = new LinkedHashMap<>();
        faults().forEach(fault -> {
            system.graph().faults().on("GET", "/debug_token", fault);
            SenderApi api = new SenderApi(system.httpUri());
            api.put(system.graph().world().newAccount().create());
            runs.put("inspection, " + name(fault), api);
            awaitStrike(api);
        });

        runs.forEach(this::assertReadyWithoutBlame);
    }

    @Test
    void waitsForMetaWhileAFaultStaysAndEndsWellAfterIt() {
        Map<String, SenderApi> runs = new LinkedHashMap<>();
        runs.put("validate", start(new Call("GET", "/{waba}"), lasting(Fault.of(Fault.Kind.SOMETHING_WENT_WRONG))));
        runs.put("list-numbers", start(new Call("GET", "/{waba}/phone_numbers"), lasting(Fault.of(Fault.Kind.EMPTY))));
        runs.put("provision-templates", start(UPSERT, lasting(Fault.of(Fault.Kind.BAD_GATEWAY))));
        SenderApi throttled = start(new Call("GET", "/{waba}"), lasting(Fault.throttled(80008, 0)));

        runs.forEach((step, api) -> assertWaitsForMeta(api, step, "does not answer properly"));
        assertWaitsForMeta(throttled, "validate", "limits the rate");

        system.graph().faults().clear();
        runs.put("throttled", throttled);
        runs.forEach((step, api) -> {
            assertReadyWithoutBlame("the waiting run goes on by itself: " + step, api);
            assertThat(api.get().body().at("/provisioning/generation").asInt()).isEqualTo(1);
        });
    }

    private static Fault lasting(Fault fault) {
        return fault.times(1_000);
    }

    private record Call(String method, String path) {

        /** The path with the identifiers of an account. */
        String of(SimulatedAccount account, PhoneNumber number) {
            return path.replace("{waba}", account.wabaId())
                    .replace("{business}", account.businessId())
                    .replace("{phone}", number.id());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static List<Call> calls() {
        return List.of(
                new Call("GET", "/{waba}"),
                new Call("GET", "/{business}/system_users"),
                new Call("GET", "/{waba}/phone_numbers"),
                new Call("GET", "/{phone}/whatsapp_business_profile"),
                new Call("GET", "/{waba}/message_templates"),
                UPSERT);
    }

    private static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        Stream.of(4, 80007, 80008).forEach(code -> faults.add(Fault.throttled(code, 0)));
        Stream.of(
                        Fault.Kind.OVERLOAD,
                        Fault.Kind.UNKNOWN_ERROR,
                        Fault.Kind.SOMETHING_WENT_WRONG,
                        Fault.Kind.BAD_GATEWAY,
                        Fault.Kind.RESET,
                        Fault.Kind.TRUNCATED,
                        Fault.Kind.EMPTY)
                .forEach(kind -> faults.add(Fault.of(kind)));
        return faults;
    }

    private static String name(Fault fault) {
        return fault.kind() == Fault.Kind.THROTTLED
                ? "THROTTLED " + fault.code()
                : fault.kind().toString();
    }

    private SenderApi start(Call call, Fault fault) {
        return start(call, fault, system.graph().world().newAccount().create());
    }

    private SenderApi start(Call call, Fault fault, SimulatedAccount account) {
        PhoneNumber number =
                system.graph().world().waba(account.wabaId()).numbers().getFirst();
        system.graph().faults().on(call.method(), call.of(account, number), fault);
        SenderApi api = new SenderApi(system.httpUri());
        assertThat(api.put(account).status()).isEqualTo(202);
        return api;
    }

    private void awaitStrike(SenderApi api) {
        api.await("struck by the fault", resource -> !system.graph().faults().areWaiting());
    }

    private void assertReadyWithoutBlame(String name, SenderApi api) {
        JsonNode ended = api.awaitEnd();
        assertThat(ended.path("status").asText())
                .as("%s: %s", name, ended.path("provisioning"))
                .isEqualTo("READY");
        assertThat(Checks.named(ended, "FAILED")).as(name).isEmpty();
    }

    private static void assertWaitsForMeta(SenderApi api, String step, String why) {
        JsonNode waiting = api.await(
                step + " waits",
                resource -> Checks.step(resource, step).path("status").asText().equals("WAITING")
                        && Instant.parse(Checks.step(resource, step)
                                        .path("retryAt")
                                        .asText())
                                .isAfter(Instant.now()));
        assertThat(Checks.step(waiting, step).path("message").asText()).contains(why);
        assertThat(waiting.path("status").asText()).isNotEqualTo("ACTION_REQUIRED");
        assertThat(waiting.at("/provisioning/status").asText()).isEqualTo("WAITING");
        assertThat(Checks.named(waiting, "FAILED")).isEmpty();
    }
}
