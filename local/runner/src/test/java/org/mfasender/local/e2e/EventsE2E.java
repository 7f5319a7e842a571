package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The files of events/ as a person uses them: sent with curl, or typed into the Step Functions console. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class EventsE2E {

    private static final Path EVENTS =
            Path.of(System.getProperty("project.root", "../..")).resolve("events");

    private final LocalSystem system;

    EventsE2E(LocalSystem system) {
        this.system = system;
    }

    @Test
    void namesTheFirstSimulatedAccount() throws IOException {
        assertThat(json("sender.json"))
                .isEqualTo(SenderApi.body(system.graph().accounts().named("good-one-number")));
    }

    @Test
    void configuresASenderAndSelectsItsNumber() throws IOException {
        SenderApi api = new SenderApi(system.httpUri());

        assertThat(put(api, "sender.json").status()).isEqualTo(202);
        JsonNode ready = api.awaitStatus("READY");
        SenderApi.Answer selected = put(api, "sender-select-number.json");

        assertThat(selected.status()).isEqualTo(200);
        assertThat(selected.body().path("numbers")).hasSize(1);
        JsonNode number = selected.body().at("/numbers/0");
        assertThat(number.path("number").asText())
                .isEqualTo(json("sender-select-number.json")
                        .at("/numbers/0/number")
                        .asText());
        assertThat(number.path("selected").asBoolean()).isTrue();
        assertThat(selected.body().at("/provisioning/generation"))
                .as("no other run")
                .isEqualTo(ready.at("/provisioning/generation"));
    }

    @Test
    void selectsNoNumberBeforeOneIsKnown() throws IOException {
        SenderApi.Answer refused = put(new SenderApi(system.httpUri()), "sender-select-number.json");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("details").findValuesAsText("target")).contains("userAccessToken", "appSecret");
    }

    @Test
    void startsAnExecutionFromTheConsole() throws Exception {
        String input = Files.readString(EVENTS.resolve("execution.json"));
        UUID environment =
                UUID.fromString(json("execution.json").path("environmentId").asText());
        SenderApi api = new SenderApi(system.httpUri(), environment);
        put(api, "sender.json");
        api.awaitStatus("READY");

        Run execution = new Console(system).startWith(input, "checked-by-hand-" + UUID.randomUUID());
        execution.awaitEnd();

        assertThat(execution.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        JsonNode checked = api.get().body();
        assertThat(checked.path("status").asText()).isEqualTo("READY");
        assertThat(checked.at("/provisioning/generation").asInt()).isEqualTo(2);
    }

    /** Sends the file's very bytes, as curl does. */
    private static SenderApi.Answer put(SenderApi api, String file) throws IOException {
        return api.send("PUT", api.path(), Files.readString(EVENTS.resolve(file)), "Content-Type", "application/json");
    }

    private static JsonNode json(String file) throws IOException {
        return SenderApi.JSON.readTree(EVENTS.resolve(file).toFile());
    }
}
