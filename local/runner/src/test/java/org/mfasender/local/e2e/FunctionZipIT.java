package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.aws.states.ExecutionStatus;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.runtime.ManagedRuntime;
import org.mfasender.local.runtime.TaskRoot;
import org.mfasender.local.template.FunctionDefinition;

/** What is deployed works: every function of the archive, run by Lambda's own runtime with its examples in events/. */
class FunctionZipIT {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final Path ARCHIVE = ROOT.resolve("functions/target/functions.zip");
    private static final Path COGNITO = ROOT.resolve("functions/cognito/target/cognito.zip");
    /**
     * Of the whole archive, which Lambda loads and unpacks at the cold start of each function. Lambda itself takes 50 MB; what the
     * functions need is below 15 MB, so a library that goes beyond has to be worth it.
     */
    private static final int MOST_BYTES = 15_000_000;
    /** With the AWS Encryption SDK and what it needs, above all Bouncy Castle (13 MB), and SNS (1 MB). */
    private static final int MOST_BYTES_OF_COGNITO = 25_000_000;

    private static final Pattern JAR = Pattern.compile("lib/(.+?)-(\\d[^/]*)\\.jar");
    /** Starts functions with an AOT cache, which other builds add to the archive. */
    private static final String WRAPPER = "aot/start";

    private static final Pattern TEST = Pattern.compile("org/mfasender/.*(Test|IT|E2E)(\\$.*)?\\.class");
    private static final Pattern SDK_CLIENT = Pattern.compile("software/amazon/awssdk/services/(\\w+)/.*\\.class");

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

    /** Holds {@code /var/task} and the functions' logs. */
    @TempDir
    private static Path temporary;

    private static Path taskRoot;
    private static Path cognitoTaskRoot;

    private final Set<String> invoked = new HashSet<>();

    @BeforeAll
    static void start() throws IOException {
        taskRoot = TaskRoot.unpack(ARCHIVE, temporary.resolve("task"));
        cognitoTaskRoot = TaskRoot.unpack(COGNITO, temporary.resolve("cognito-task"));
        // A system of its own, since the examples name an environment and an account that others use as well.
        system = LocalSystem.start(LocalOptions.of(ROOT).withReviewDelay(Duration.ZERO));
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    private static List<FunctionDefinition> functions() {
        return system.template().functions();
    }

    @Test
    void theFunctionsDoTheWholeWorkOneAfterTheOther() throws Exception {
        UUID environment =
                UUID.fromString(json("execution").path("environmentId").asText());
        SenderApi api = new SenderApi(system.httpUri(), environment);
        Secrets secrets = new Secrets(system);
        String account = json("sender").path("whatsAppAccountBusinessId").asText();
        // The execution that submit starts waits before its first step, so that the functions of the archive do the
        // steps and nobody else.
        system.graph().faults().on("GET", "/" + account, Fault.throttled(80008, 60));

        JsonNode submitted = invoke("submit-sender");
        assertThat(submitted.path("statusCode").asInt()).isEqualTo(202);
        assertThat(submitted.at("/headers/Location").asText()).isEqualTo("https://api.example.com" + api.path());
        assertThat(body(submitted).path("status").asText()).isEqualTo("VERIFYING");
        JsonNode waiting = api.await(
                "validate waits",
                resource -> Checks.step(resource, "validate")
                        .path("status")
                        .asText()
                        .equals("WAITING"));
        assertThat(Checks.named(waiting, "PASSED")).isEmpty();
        Execution execution = system.stepFunctions().executions().getFirst();
        assertThat(execution.name()).matches(environment + "-1-[0-9a-f]{8}");

        assertThat(invoke("validate", execution)).isEqualTo(succeeded(environment));
        JsonNode validated = api.get().body();
        assertThat(Checks.step(validated, "validate").path("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(Checks.named(validated, "PASSED")).contains("appCredentials", "tokenValid", "wabaReadable");
        assertThat(validated.path("numbers")).isEmpty();

        assertThat(invoke("list-numbers", execution)).isEqualTo(succeeded(environment));
        assertThat(api.get().body().path("numbers").findValuesAsText("selected"))
                .containsExactly("true");

        assertThat(invoke("provision-templates", execution)).isEqualTo(succeeded(environment));

        JsonNode read = invoke("read-sender");
        assertThat(read.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(read).path("status").asText()).isEqualTo("READY");
        assertThat(body(read).path("whatsAppTemplates").findValuesAsText("status"))
                .containsExactly("APPROVED", "APPROVED");
        assertThat(withoutLinks(body(read))).isEqualTo(withoutLinks(api.get().body()));
        assertThat(execution.status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(secrets.isMarkedForDeletion(environment)).isFalse();

        JsonNode checked = invoke("inspect-checks");
        assertThat(checked.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(checked).path("status").asText()).isEqualTo("PASSED");

        JsonNode planned = invoke("inspect-plan");
        assertThat(planned.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(planned).at("/templates/device_pairing/languages").findValuesAsText("action"))
                .containsExactly("NEW_VERSION", "NEW_VERSION");

        JsonNode served = invoke("read-serving");
        assertThat(body(served).path("match").asText()).isEqualTo("DEFAULT");
        JsonNode bound = invoke("manage-replace-content");
        assertThat(bound.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(bound).path("manual").asBoolean())
                .as("the same template again changes nothing")
                .isFalse();
        assertThat(body(invoke("inspect-preview")).path("body").asText()).contains("{{1}}");
        JsonNode sent = invoke("send-passcode");
        assertThat(sent.path("statusCode").asInt()).isEqualTo(202);
        assertThat(body(sent).path("status").asText()).isEqualTo("ACCEPTED");
        JsonNode hooked = invoke("hook-passcode", withKey(api, json("hook-passcode")));
        assertThat(hooked.path("statusCode").asInt()).isEqualTo(202);
        assertThat(invoke("receive-handshake").path("statusCode").asInt())
                .as("a verify token that is not ours")
                .isEqualTo(403);
        JsonNode removed = invoke("manage-delete-content");
        assertThat(removed.path("statusCode").asInt()).isEqualTo(204);
        assertThat(removed.path("body").asText("")).isEmpty();

        JsonNode nothingTried = invoke("manage-delete-candidate");
        assertThat(nothingTried.path("statusCode").asInt()).isEqualTo(404);
        assertThat(body(nothingTried).path("message").asText()).contains("no candidate");

        JsonNode deleted = invoke("remove-sender");
        assertThat(deleted.path("statusCode").asInt()).isEqualTo(200);
        assertThat(body(deleted).at("/remainsAtMeta/whatsAppTemplates")).hasSize(1);
        assertThat(execution.status()).isEqualTo(ExecutionStatus.ABORTED);
        assertThat(secrets.isMarkedForDeletion(environment)).isTrue();
        assertThat(api.get().status()).isEqualTo(404);

        assertThat(invoke("sweep")).as("nothing is old enough").isEmpty();

        assertThat(invoke("apply").path("batchItemFailures"))
                .as("there is nothing to check")
                .isEmpty();
        assertThat(invoke("publish").path("batchItemFailures")).isEmpty();
        assertThat(system.eventBridge().events())
                .filteredOn(event -> event.toString().contains("Passcode"))
                .singleElement()
                .satisfies(event -> assertThat(event.toString()).contains("Passcode Not Requested"));
        assertThat(invoke("announce").path("batchItemFailures")).isEmpty();
        invoke("watch");
        invoke("check-health");

        JsonNode unknown = invoke("read-unknown-route");
        assertThat(unknown.path("statusCode").asInt()).isEqualTo(404);
        assertThat(body(unknown).path("code").asText()).isEqualTo("NOT_FOUND");

        JsonNode page = invoke("console-page");
        assertThat(page.path("statusCode").asInt()).isEqualTo(200);
        assertThat(page.at("/headers/Content-Type").asText()).startsWith("text/html");

        assertThat(invoke("cognito")).as("no user pool is configured").isEmpty();

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

    @Test
    void everyFunctionIsDeployedFromItsArchive() {
        assertThat(functions())
                .isNotEmpty()
                .allSatisfy(function -> assertThat(function.code()).isEqualTo(archive(function)));
    }

    private static Path archive(FunctionDefinition function) {
        return function.logicalId().equals(UserPool.FUNCTION) ? COGNITO : ARCHIVE;
    }

    private static Stream<Arguments> archives() {
        return Stream.of(
                Arguments.of(ARCHIVE, "functions", MOST_BYTES, List.of()),
                Arguments.of(COGNITO, "cognito", MOST_BYTES_OF_COGNITO, List.of("sns")));
    }

    @ParameterizedTest
    @MethodSource("archives")
    void anArchiveHoldsJarsOnlyEachInOneVersion(Path archive, String module, int mostBytes) throws IOException {
        Map<String, String> versions = new HashMap<>();
        Set<String> names = new HashSet<>(ZippedFunction.files(archive).keySet());
        assertThat(names.remove(WRAPPER)).isTrue();
        for (String name : names) {
            Matcher jar = JAR.matcher(name);
            assertThat(jar.matches()).as(name).isTrue();
            assertThat(versions.put(jar.group(1), jar.group(2)))
                    .as("another version of %s", name)
                    .isNull();
        }
        assertThat(versions).containsKeys(module, "functions", "dynamodb", "aws-lambda-java-core");
        assertThat(Files.size(archive)).isLessThanOrEqualTo(mostBytes);
    }

    /** A start then need not inflate what it loads. */
    @ParameterizedTest
    @MethodSource("archives")
    void whatIsInTheJarsIsStoredWithoutCompression(Path archive) throws IOException {
        for (Map.Entry<String, byte[]> jar : ZippedFunction.files(archive).entrySet()) {
            if (jar.getKey().equals(WRAPPER)) {
                continue;
            }
            ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar.getValue()));
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(entry.getMethod())
                        .as("%s in %s", entry, jar.getKey())
                        .isEqualTo(ZipEntry.STORED);
            }
        }
    }

    /** Of the libraries that this test has, too. */
    @ParameterizedTest
    @MethodSource("archives")
    void theJarsHoldWhatWasPublished(Path archive) throws IOException {
        Map<String, Path> published = new HashMap<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            published.put("lib/" + Path.of(path).getFileName(), Path.of(path));
        }
        int compared = 0;
        for (Map.Entry<String, byte[]> jar : ZippedFunction.files(archive).entrySet()) {
            Path original = published.get(jar.getKey());
            if (original != null) {
                assertThat(ZippedFunction.files(new ByteArrayInputStream(jar.getValue())))
                        .as(jar.getKey())
                        .containsExactlyEntriesOf(ZippedFunction.files(original));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(30);
    }

    @ParameterizedTest
    @MethodSource("archives")
    void whatLambdaExecutesIsExecutable(Path archive) {
        assertThat((archive.equals(COGNITO) ? cognitoTaskRoot : taskRoot).resolve(WRAPPER))
                .isExecutable();
    }

    @ParameterizedTest
    @MethodSource("archives")
    void anArchiveHoldsOnlyWhatFunctionsNeed(Path archive, String module, int mostBytes, List<String> more)
            throws IOException {
        Set<String> sdkClients = new TreeSet<>();
        for (Map.Entry<String, byte[]> jar : ZippedFunction.files(archive).entrySet()) {
            if (jar.getKey().equals(WRAPPER)) {
                continue;
            }
            Set<String> classes = ZippedFunction.files(new ByteArrayInputStream(jar.getValue()))
                    .keySet();
            assertThat(classes)
                    .as(jar.getKey())
                    .noneMatch(name -> FOREIGN.stream().anyMatch(name::startsWith))
                    .noneMatch(name -> TEST.matcher(name).matches());
            classes.stream()
                    .map(SDK_CLIENT::matcher)
                    .filter(Matcher::matches)
                    .forEach(client -> sdkClients.add(client.group(1)));
        }
        Set<String> needed = new TreeSet<>(List.of("dynamodb", "eventbridge", "kms", "secretsmanager", "sfn"));
        needed.addAll(more);
        assertThat(sdkClients).isEqualTo(needed);
    }

    @ParameterizedTest
    @MethodSource("archives")
    void aBillOfMaterialsNamesEveryJarOfAnArchive(Path archive, String module) throws IOException {
        Assumptions.assumeFalse(
                "offline=true".equals(System.getProperty("maven.mode")),
                "Maven was offline, and then makes no bill of materials");
        JsonNode bill =
                SenderApi.JSON.readTree(archive.resolveSibling("sbom.json").toFile());

        Set<String> named = new TreeSet<>();
        bill.path("components").forEach(component -> {
            assertThat(component.path("hashes")).as("%s", component).isNotEmpty();
            named.add("lib/" + component.path("name").asText() + "-"
                    + component.path("version").asText() + ".jar");
        });
        named.add(WRAPPER);
        named.add("lib/" + module + "-" + bill.at("/metadata/component/version").asText() + ".jar");
        assertThat(named).isEqualTo(new TreeSet<>(ZippedFunction.files(archive).keySet()));
        assertThat(bill.has("serialNumber")).isFalse();
        assertThat(bill.at("/metadata/timestamp").asText("2026-01-01T00:00:00Z"))
                .isEqualTo("2026-01-01T00:00:00Z");
    }

    private static JsonNode withKey(SenderApi api, JsonNode event) {
        String key = new HooksApi(api).makeKey("Keycloak").body().path("key").asText();
        ((ObjectNode) event.path("headers")).put("authorization", "Bearer " + key);
        return event;
    }

    /** Runs the function that the event is named after, as far from this JVM as on Lambda. */
    private JsonNode invoke(String event) throws IOException, InterruptedException {
        return invoke(event, json(event));
    }

    /** Runs a step for the execution that submit started. */
    private JsonNode invoke(String event, Execution execution) throws IOException, InterruptedException {
        return invoke(event, ((ObjectNode) json(event)).put("execution", execution.name()));
    }

    private JsonNode invoke(String event, JsonNode payload) throws IOException, InterruptedException {
        FunctionDefinition function = functions().stream()
                .filter(candidate -> event.replace("-", "")
                        .startsWith(
                                candidate.logicalId().replace("Function", "").toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
        invoked.add(function.logicalId());
        Path unpacked = archive(function).equals(COGNITO) ? cognitoTaskRoot : taskRoot;
        return new ZippedFunction(function, ManagedRuntime.here(), unpacked)
                .invoke(payload, system.environment(function.logicalId()));
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

    /** Links name the host that was called. */
    private static JsonNode withoutLinks(JsonNode answer) {
        answer.findParents("_links").forEach(parent -> ((ObjectNode) parent).remove("_links"));
        return answer;
    }

    private static JsonNode json(String event) throws IOException {
        return SenderApi.JSON.readTree(
                ROOT.resolve("events").resolve(event + ".json").toFile());
    }
}
