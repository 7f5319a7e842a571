package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.SimulatedAccount;

/** Meta limits the rate, fails, or answers garbage: the run waits or tries again, and blames nobody's credentials. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class MetaRetriesE2E {

    private final LocalSystem system;
    private final SenderApi api;

    MetaRetriesE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
    }

    @AfterEach
    void clearFaults() {
        system.graph().faults().clear();
    }

    @ParameterizedTest
    @CsvSource({"80008, phone_numbers, list-numbers", "4, message_templates, provision-templates"})
    void waitsWhenMetaLimitsTheRateAndThenSucceeds(int code, String edge, String step) {
        SimulatedAccount account = system.graph().world().newAccount().create();
        system.graph()
                .faults()
                .on(
                        "GET",
                        "/" + account.wabaId() + "/" + edge,
                        Fault.throttled(code, 0).times(1_000));
        api.put(account);

        JsonNode waiting = api.await(
                step + " waits",
                resource -> Checks.step(resource, step).path("status").asText().equals("WAITING"));

        assertThat(waiting.at("/provisioning/status").asText()).isEqualTo("WAITING");
        assertThat(Checks.step(waiting, step).hasNonNull("retryAt")).isTrue();
        assertThat(Checks.named(waiting, "FAILED")).isEmpty();
        system.graph().faults().clear();
        api.awaitStatus("READY");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"OVERLOAD", "UNKNOWN_ERROR", "SOMETHING_WENT_WRONG", "BAD_GATEWAY", "RESET", "TRUNCATED", "EMPTY"})
    void triesAgainWhenMetaFails(Fault.Kind kind) {
        SimulatedAccount account = system.graph().world().newAccount().create();
        system.graph()
                .faults()
                .on(
                        "GET",
                        "/" + account.wabaId() + "/phone_numbers",
                        Fault.of(kind).times(2));
        api.put(account);

        JsonNode ready = api.awaitStatus("READY");

        assertThat(Checks.named(ready, "FAILED")).isEmpty();
    }

    @Test
    void createsTemplatesOnceWhenTheAnswerIsLost() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        system.graph()
                .faults()
                .on("POST", "/" + account.wabaId() + "/upsert_message_templates", Fault.resetAfterEffect());
        api.put(account);

        assertThat(api.awaitStatus("READY").path("whatsAppTemplates")).hasSize(2);
    }

    @Test
    void waitsForMetaWhenItKeepsFailing() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        system.graph()
                .faults()
                .on(
                        "GET",
                        "/" + account.wabaId() + "/phone_numbers",
                        Fault.overload().times(200));
        api.put(account);

        JsonNode waiting = api.await(
                "a step that waits",
                resource -> Checks.step(resource, "list-numbers")
                        .path("status")
                        .asText()
                        .equals("WAITING"));

        assertThat(Checks.step(waiting, "list-numbers").path("message").asText())
                .contains("Meta does not answer properly", "the account may be restricted");
        assertThat(waiting.path("status").asText()).isEqualTo("VERIFYING");
        assertThat(Checks.named(waiting, "FAILED")).isEmpty();
        system.graph().faults().clear();
        assertThat(api.awaitStatus("READY").at("/provisioning/generation").asInt())
                .isEqualTo(1);
    }

    @Test
    void toleratesWhatItDoesNotKnow() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        system.graph()
                .faults()
                .on("GET", "/" + account.wabaId() + "/phone_numbers", Fault.of(Fault.Kind.UNKNOWN_MEMBERS));
        api.put(account);

        api.awaitEnd();

        assertThat(api.get().status()).isEqualTo(200);
    }
}
