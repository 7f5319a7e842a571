package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.mfasender.local.LocalService;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;

/** What release 0.1.0 wrote: item and secret of an account whose run waits. */
final class FirstRelease {

    private final LocalSystem system;

    FirstRelease(LocalSystem system) {
        this.system = system;
    }

    /** The text of a file of that release. */
    static String resource(String name) {
        try (InputStream in = FirstRelease.class.getResourceAsStream("/contract/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores the simulated account {@code good-one-number} as it was stored at a time. */
    void store(UUID environment, Instant at) {
        SimulatedAccount account = system.graph().accounts().named("good-one-number");
        JsonNode item = json(resource("waiting-sender-0.1.0.json")
                .replace("{environment}", environment.toString())
                .replace("{now}", at.toString()));
        Map<String, String> variables = system.environment("SubmitFunction");
        ObjectNode credentials = object().put("appId", account.appId())
                .put("appSecret", account.appSecret())
                .put("userAccessToken", account.userAccessToken());
        ObjectNode secret = object().put("Name", variables.get("SECRET_PREFIX") + environment)
                .put("ClientRequestToken", item.at("/credentials/M/version/S").asText())
                .put("SecretString", credentials.toString());
        secret.putArray("Tags").addObject().put("Key", "environmentId").put("Value", environment.toString());
        call(
                LocalService.DYNAMODB,
                "DynamoDB_20120810.PutItem",
                object().put("TableName", variables.get("TABLE_NAME")).set("Item", item));
        call(LocalService.SECRETS_MANAGER, "secretsmanager.CreateSecret", secret);
    }

    /** Starts an execution that goes on with a definition, under the name that this release gave it. */
    void start(UUID environment, String stateMachineArn) {
        ObjectNode input = object().put("generation", 1)
                .put("status", "WAITING")
                .put("retryAt", Instant.now().toString())
                .put("environmentId", environment.toString());
        call(
                LocalService.STEP_FUNCTIONS,
                "AWSStepFunctions.StartExecution",
                object().put("stateMachineArn", stateMachineArn)
                        .put("name", environment + "-1")
                        .put("input", input.toString()));
    }

    private void call(LocalService service, String target, JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(system.endpoint(service))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", target)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/any/aws4_request, SignedHeaders=host, Signature=none")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return SenderApi.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode object() {
        return SenderApi.JSON.createObjectNode();
    }
}
