package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.aws.states.ExecutionStatus;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.template.FunctionDefinition;

/** What is deployed works: each function's zip, run by Lambda's own runtime, with its example in events/. */
class FunctionZipIT {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final int MOST_BYTES = 15_000_000;
    private static final Pattern JAR = Pattern.compile("lib/(.+?)-(\\d[^/]*)\\.jar");
    private static final Pattern SDK_CLIENT = Pattern.compile("software/amazon/awssdk/services/(\\w+)/.*\\.class");

    private static final Map<String, Set<String>> SDK_CLIENTS = Map.ofEntries(
            Map.entry("SubmitFunction", Set.of("dynamodb", "secretsmanager", "sfn")),
            Map.entry("ReadSenderFunction", Set.of("dynamodb")),
            Map.entry("DeleteSenderFunction", Set.of("dynamodb", "secretsmanager", "sfn")),
            Map.entry("CheckSenderFunction", Set.of("dynamodb", "secretsmanager")),
            Map.entry("ReadTemplatesFunction", Set.of("dynamodb")),
            Map.entry("BindContentFunction", Set.of("dynamodb", "secretsmanager")),
            Map.entry("DeleteContentFunction", Set.of("dynamodb")),
            Map.entry("PreviewContentFunction", Set.of("dynamodb", "secretsmanager")),
            Map.entry("PlanTemplatesFunction", Set.of("dynamodb", "secretsmanager")),
            Map.entry("UnknownRouteFunction", Set.of()),
            Map.entry("ValidateFunction", Set.of("dynamodb", "secretsmanager")),
            Map.entry("ListNumbersFunction", Set.of("dynamodb", "secretsmanager")),
            Map.entry("ProvisionTemplatesFunction", Set.of("dynamodb", "secretsmanager")));

    /** Brought by Lambda, or of no use there. */
    private static final List<String> FOREIGN = List.of(
            "com/amazonaws/services/lambda/runtime/api/client/",
            "com/amazonaws/services/lambda/runtime/serialization/",
            "com/amazonaws/services/dynamodbv2/",
            "com/tngtech/archunit/",
            "io/netty/",
            "io/swagger/",
            "org/assertj/",
            "org/junit/",
            "org/mfasender/local/",
            "org/opentest4j/",
            "org/yaml/");

    private static LocalSystem system;

    @TempDir
    private Path temporary;

    private final Set<String> invoked = new HashSet<>();

    @BeforeAll
    static void start() {
        // A system of its own, since the examples name an environment and an account that others use as well.
        system = LocalSystem.start(LocalOptions.of(ROOT).withReviewDelay(Duration.ZERO));
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    static Stream<Named<FunctionDefinition>> zips() {
        return functions().stream()
                .map(function -> Named.of(function.code().getFileName().toString(), function));
    }

    private static List<FunctionDefinition> functions() {
        return system.template().functions();
    }

    @Test
    void theZipsDoTheWholeWorkOneAfterTheOther() throws Exception {
        UUID environment =
                UUID.fromString(json("execution").path("environmentId").asText());
        SenderApi api = new SenderApi(system.httpUri(), environment);
        Secrets secrets = new Secrets(system);
        String account = json("sender").path("whatsAppAccountBusinessId").asText();
        // The execution that submit starts waits before its first step, so that the zips do the steps and nobody else.
        system.graph().faults().on("GET", "/" + account, Fault.throttled(80008, 60));

        JsonNode submitted = invoke("submit");
        assertThat(submitted.path("statusCode").asInt()).isEqualTo(202);
        assertThat(submitted.at("/headers/Location").asText()).isEqualTo(api.path());
        assertThat(body(submitted).path("status").asText()).isEqualTo("VERIFYING");
        JsonNode waiting = api.await(
                "validate waits",
                resource -> Checks.step(resource, "validate")
                        .path("status")
                        .asText()
                        .equals("WAITING"));
        assertThat(Checks.named(waiting, "PASSED")).isEmpty();
        Execution execution = system.stepFunctions().executions().getFirst();
        assertThat(execution.name())
                .isEqualTo(json("validate").path("execution").asText());

        assertThat(invoke("validate")).isEqualTo(succeeded(environment));
        JsonNode validated = api.get().body();
        assertThat(Checks.step(validated, "validate").path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(Checks.named(validated, "PASSED")).contains("appCredentials", "tokenValid", "wabaReadable");
        assertThat(validated.path("numbers")).isEmpty();

        assertThat(invoke("list-numbers")).isEqualTo(succeeded(environment));
        assertThat(api.get().body().path("numbers").findValuesAsText("selected"))
                .containsExactly("true");

        assertThat(invoke("provision-templates")).isEqualTo(succeeded(environment));

        JsonNode read = invoke("read-sender");
        assertThat(read.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(read).path("status").asText()).isEqualTo("READY");
        assertThat(body(read).path("whatsAppTemplates").findValuesAsText("status"))
                .containsExactly("APPROVED", "APPROVED");
        assertThat(body(read)).isEqualTo(api.get().body());
        assertThat(execution.status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(secrets.isMarkedForDeletion(environment)).isFalse();

        JsonNode checked = invoke("check-sender");
        assertThat(checked.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(checked).path("status").asText()).isEqualTo("PASSED");

        JsonNode planned = invoke("plan-templates");
        assertThat(planned.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(planned).at("/templates/device_pairing/languages").findValuesAsText("action"))
                .containsExactly("NEW_VERSION", "NEW_VERSION");

        JsonNode served = invoke("read-templates");
        assertThat(body(served).path("match").asText()).isEqualTo("DEFAULT");
        JsonNode bound = invoke("bind-content");
        assertThat(bound.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(bound).path("manual").asBoolean()).isTrue();
        assertThat(body(invoke("preview-content")).path("body").asText()).contains("{{1}}");
        JsonNode removed = invoke("delete-content");
        assertThat(removed.path("statusCode").asInt()).isEqualTo(204);
        assertThat(removed.path("body").asText("")).isEmpty();

        JsonNode deleted = invoke("delete-sender");
        assertThat(deleted.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(deleted).at("/remainsAtMeta/whatsAppTemplates")).hasSize(1);
        assertThat(execution.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(secrets.isMarkedForDeletion(environment)).isTrue();
        assertThat(api.get().status()).isEqualTo(404);

        JsonNode unknown = invoke("unknown-route");
        assertThat(unknown.path("statusCode").asInt()).isEqualTo(404);
        assertThat(body(unknown).path("code").asText()).isEqualTo("NOT_FOUND");

        JsonNode sender = json("sender");
        for (FunctionDefinition function : functions()) {
            assertThat(temporary.resolve(function.logicalId() + ".log"))
                    .content()
                    .doesNotContain(
                            sender.path("userAccessToken").asText(),
                            sender.path("appSecret").asText().split("\\|", -1)[1]);
        }
        assertThat(invoked)
                .containsExactlyInAnyOrderElementsOf(
                        functions().stream().map(FunctionDefinition::logicalId).toList());
    }

    @ParameterizedTest
    @MethodSource("zips")
    void aZipHoldsJarsOnlyEachInOneVersion(FunctionDefinition function) throws IOException {
        Map<String, String> versions = new HashMap<>();
        for (String name : ZippedFunction.files(function.code()).keySet()) {
            Matcher jar = JAR.matcher(name);
            assertThat(jar.matches()).as(name).isTrue();
            assertThat(versions.put(jar.group(1), jar.group(2)))
                    .as("another version of %s", name)
                    .isNull();
        }
        assertThat(versions).containsKeys(folder(function), "core", "aws-lambda-java-core");
        assertThat(Files.size(function.code())).isLessThanOrEqualTo(MOST_BYTES);
    }

    @ParameterizedTest
    @MethodSource("zips")
    void aZipHoldsOnlyWhatItsFunctionNeeds(FunctionDefinition function) throws IOException {
        Set<String> sdkClients = new TreeSet<>();
        for (Map.Entry<String, byte[]> jar :
                ZippedFunction.files(function.code()).entrySet()) {
            Set<String> classes = ZippedFunction.files(new ByteArrayInputStream(jar.getValue()))
                    .keySet();
            assertThat(classes)
                    .as(jar.getKey())
                    .noneMatch(name -> FOREIGN.stream().anyMatch(name::startsWith));
            classes.stream()
                    .map(SDK_CLIENT::matcher)
                    .filter(Matcher::matches)
                    .forEach(client -> sdkClients.add(client.group(1)));
        }
        assertThat(sdkClients).isEqualTo(SDK_CLIENTS.get(function.logicalId()));
    }

    @ParameterizedTest
    @MethodSource("zips")
    void aBillOfMaterialsNamesEveryJarOfAZip(FunctionDefinition function) throws IOException {
        Assumptions.assumeFalse(
                "offline=true".equals(System.getProperty("maven.mode")),
                "Maven was offline, and then makes no bill of materials");
        JsonNode bill = SenderApi.JSON.readTree(
                function.code().resolveSibling("sbom.json").toFile());

        Set<String> named = new TreeSet<>();
        bill.path("components").forEach(component -> {
            assertThat(component.path("hashes")).as("%s", component).isNotEmpty();
            named.add("lib/" + component.path("name").asText() + "-"
                    + component.path("version").asText() + ".jar");
        });
        named.add("lib/" + folder(function) + "-"
                + bill.at("/metadata/component/version").asText() + ".jar");
        assertThat(named)
                .isEqualTo(new TreeSet<>(ZippedFunction.files(function.code()).keySet()));
        assertThat(bill.has("serialNumber")).isFalse();
        assertThat(bill.at("/metadata/timestamp").asText("2026-01-01T00:00:00Z"))
                .isEqualTo("2026-01-01T00:00:00Z");
    }

    /** Runs the function with its example, as far from this JVM as on Lambda. */
    private JsonNode invoke(String folder) throws IOException, InterruptedException {
        FunctionDefinition function = functions().stream()
                .filter(candidate -> folder(candidate).equals(folder))
                .findFirst()
                .orElseThrow();
        invoked.add(function.logicalId());
        return new ZippedFunction(function, temporary.resolve(folder))
                .invoke(json(folder), system.environment(function.logicalId()));
    }

    private static String folder(FunctionDefinition function) {
        return function.code().getFileName().toString().replace(".zip", "");
    }

    private static JsonNode succeeded(UUID environment) {
        return SenderApi.JSON
                .createObjectNode()
                .put("environmentId", environment.toString())
                .put("generation", 1)
                .put("status", "SUCCEEDED");
    }

    private static JsonNode body(JsonNode answer) throws IOException {
        return SenderApi.JSON.readTree(answer.path("body").asText());
    }

    private static JsonNode json(String event) throws IOException {
        return SenderApi.JSON.readTree(
                ROOT.resolve("events").resolve(event + ".json").toFile());
    }
}
