package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.functions.CollectedLog;
import org.mfasender.local.graph.messages.MessageProblem;
import org.mfasender.local.graph.webhooks.Delivery;
import org.mfasender.local.graph.world.SimulatedAccount;

/** What the schedule calls every hour. */
@ExtendWith(WithFaultProxy.class)
class HourlySampleE2E {

    private final LocalSystem system;
    private final CollectedLog log;
    private final SenderApi api;
    private SimulatedAccount account;

    HourlySampleE2E(Faulty faulty) {
        this.system = faulty.system();
        this.log = faulty.log();
        this.api = new SenderApi(system.httpUri());
    }

    @BeforeEach
    void aSender() {
        account = system.graph().world().newAccount().create();
        api.put(account);
        api.awaitReady(1);
    }

    @Test
    void arrivesOnceInAnHour() throws Exception {
        system.graph().webhooks().script(account.wabaId(), List.of(Delivery.of("sent"), Delivery.of("delivered")));

        assertThat(sample(api.environment().toString(), MessagesApi.TO)).isEqualTo("delivered");
        assertThat(sample(api.environment().toString(), MessagesApi.TO))
                .as("a schedule may call twice")
                .isEqualTo("delivered");

        assertThat(system.graph().messages().outbox().list(account.wabaId())).hasSize(1);
        assertThat(log.lines()).noneMatch(line -> line.message().contains("6605550123"));
    }

    @Test
    void mayNotArrive() throws Exception {
        system.graph().messages().recipients().fail(account.wabaId(), "436605550123", MessageProblem.UNDELIVERABLE, 1);

        assertThat(sample(api.environment().toString(), MessagesApi.TO)).isEqualTo("refused");
    }

    @Test
    void isRefusedWithoutAnAccount() throws Exception {
        assertThat(sample("3f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f", MessagesApi.TO)).isEqualTo("refused");
    }

    @Test
    void needsAnEnvironment() throws Exception {
        assertThat(answer("{\"recipient\": \"" + MessagesApi.TO + "\"}")
                        .path("errorMessage")
                        .asText())
                .isEqualTo("The input needs an environmentId, a UUID");
    }

    private String sample(String environment, String recipient) throws Exception {
        return answer("{\"environmentId\": \"" + environment + "\", \"recipient\": \"" + recipient + "\"}")
                .path("outcome")
                .asText();
    }

    private JsonNode answer(String input) throws Exception {
        return SenderApi.JSON.readTree(system.invoke("CanaryFunction", input.getBytes(StandardCharsets.UTF_8))
                .payload());
    }
}
