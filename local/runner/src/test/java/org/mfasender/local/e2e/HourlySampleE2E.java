package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.messages.SentMessage;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.template.ScheduleDefinition;
import org.mfasender.local.template.Surroundings;
import org.mfasender.local.template.Template;

/** What the template's schedule calls the function with, which sends as if a client had asked. */
@ExtendWith(WithFaultProxy.class)
class HourlySampleE2E {

    private static final String ANYBODY = "3f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f";

    private final LocalSystem system;

    HourlySampleE2E(Faulty faulty) {
        this.system = faulty.system();
    }

    @Test
    void isSentToThePhoneOfTheParameters() throws Exception {
        SimulatedAccount account = system.graph().world().newAccount().create();
        SenderApi api = new SenderApi(system.httpUri());
        api.put(account);
        api.awaitReady(1);
        ScheduleDefinition schedule = schedule(
                Map.of("SampleEnvironmentId", api.environment().toString(), "SampleRecipient", MessagesApi.TO));
        assertThat(schedule.enabled()).isTrue();

        assertThat(call(schedule).path("statusCode").asInt()).isEqualTo(202);
        assertThat(call(schedule).path("statusCode").asInt())
                .as("EventBridge may call twice")
                .isEqualTo(202);

        assertThat(system.graph().messages().outbox().list(account.wabaId()))
                .extracting(SentMessage::recipient)
                .containsExactly(MessagesApi.TO.substring(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://issuer.example"})
    void passesTheSignInOfClients(String issuer) throws Exception {
        Map<String, String> parameters =
                new HashMap<>(Map.of("SampleEnvironmentId", ANYBODY, "SampleRecipient", MessagesApi.TO));
        if (!issuer.isEmpty()) {
            parameters.putAll(Map.of("TokenIssuer", issuer, "TokenAudience", "api"));
        }

        JsonNode answer = call(schedule(parameters));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(404);
        assertThat(SenderApi.JSON
                        .readTree(answer.path("body").asText())
                        .path("message")
                        .asText())
                .contains("no WhatsApp sender account");
    }

    @Test
    void isNotSentWithoutAPhone() {
        assertThat(schedule(Map.of()).enabled()).isFalse();
    }

    private static ScheduleDefinition schedule(Map<String, String> parameters) {
        Path template = Path.of(System.getProperty("project.root", "../..")).resolve("template.yaml");
        return Template.read(template, parameters, new Surroundings(URI.create("http://127.0.0.1")))
                .schedules()
                .getFirst();
    }

    private JsonNode call(ScheduleDefinition schedule) throws Exception {
        byte[] input = schedule.input().getBytes(StandardCharsets.UTF_8);
        return SenderApi.JSON.readTree(system.invoke(schedule.function(), input).payload());
    }
}
