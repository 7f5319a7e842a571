package org.mfasender.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.functions.CollectedLog;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Waba;

/** Starts a small system of its own; the product's is tested from end to end elsewhere. */
class LocalSystemIT {
    private static final Path ROOT = Path.of("src", "test", "resources", "system");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final CollectedLog LOG = new CollectedLog();
    private static final List<String> PRINTED = new CopyOnWriteArrayList<>();

    private static LocalSystem system;

    @BeforeAll
    static void start() {
        system = LocalSystem.start(LocalOptions.of(ROOT)
                .withPrinter(PRINTED::add)
                .withLog(LOG)
                .withRewrite(LocalService.DYNAMODB, address -> URI.create("http://127.0.0.1:1")));
    }

    @AfterAll
    static void stop() {
        system.close();
        CLIENT.close();
    }

    @Test
    void routesRequestsToTheFunctionsOfTheTemplate() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.httpUri() + "/pets/rex?loud=no"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}"))
                .build();

        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("hello PUT rex no {}");
    }

    @Test
    void tellsFunctionsWhereEverythingIs() {
        assertThat(system.environment("EchoFunction"))
                .containsEntry("GRAPH_URL", system.graph().uri().toString())
                .containsEntry("TABLE_NAME", "Pets")
                .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "EchoFunction")
                .containsEntry("AWS_REGION", "us-east-1")
                .containsEntry(
                        "AWS_ENDPOINT_URL_SFN",
                        system.endpoint(LocalService.STEP_FUNCTIONS).toString())
                .containsEntry("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");
    }

    @ParameterizedTest
    @CsvSource({
        "DynamoDB_20120810.ListTables,       {\"TableNames\":[\"Pets\"]}",
        "secretsmanager.ListSecrets,         {\"SecretList\":[]}",
        "AWSStepFunctions.ListStateMachines, {\"stateMachines\":[{",
        "AWSStepFunctions.Nonsense,          UnknownOperationException",
        "Graph.IsNoTargetOfAws,              fbtrace_id",
    })
    void hasOneAddressForAllServices(String target, String answer) throws Exception {
        URI services = URI.create("http://127.0.0.1:" + system.services().getPort() + "/");

        assertThat(call(services, target, "{}")).contains(answer);
    }

    @Test
    void listensOnLoopbackAlone() {
        assertThat(system.services().getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void createsTheTableOfTheTemplate() throws Exception {
        String description = call(LocalService.DYNAMODB, "DynamoDB_20120810.DescribeTable", "{\"TableName\":\"Pets\"}");

        assertThat(description)
                .contains("\"TableStatus\":\"ACTIVE\"", "\"IndexName\":\"by-owner\"", "\"ProjectionType\":\"INCLUDE\"");
    }

    @Test
    void runsTheWorkflowAndPrintsItsProgress() throws Exception {
        String start = "{\"stateMachineArn\":\"" + system.stateMachineArn()
                + "\",\"name\":\"0a1b2c3d-0000-4000-8000-000000000000-7\",\"input\":\"{}\"}";
        call(LocalService.STEP_FUNCTIONS, "AWSStepFunctions.StartExecution", start);
        Execution execution = system.stepFunctions().executions().getFirst();

        execution.awaitEnd();

        assertThat(execution.status()).hasToString("SUCCEEDED");
        assertThat(PRINTED).anyMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d  0a1b2c3d/7 +walk +started"));
        assertThat(PRINTED).anyMatch(line -> line.matches(".* walk +ended after \\d+\\.\\d s: WALKED"));
        assertThat(PRINTED)
                .anyMatch(line -> line.matches(".* stumble +retry 1 in \\d+\\.\\d s after IllegalStateException"));
        assertThat(PRINTED)
                .anyMatch(line ->
                        line.matches(".* stumble +ended after \\d+\\.\\d s: failed with IllegalStateException"));
        assertThat(PRINTED).anyMatch(line -> line.matches(".* done +reached"));
        assertThat(LOG.lines()).anySatisfy(line -> assertThat(line.message()).contains("told to"));
    }

    @Test
    void printsAMessageWithoutPasscodeAndRecipient() throws Exception {
        SimulatedAccount account = system.graph().accounts().named("good-one-number");
        Waba waba = system.graph().world().waba(account.wabaId());
        system.graph().world().addTemplate(waba, "login", "de", "AUTHENTICATION", "APPROVED");
        String code = "{\"type\": \"text\", \"text\": \"493027\"}";
        String message = """
                {"messaging_product": "whatsapp", "to": "+436605550999", "type": "template",
                 "template": {"name": "login", "language": {"code": "de"}, "components": [
                   {"type": "body", "parameters": [%s]},
                   {"type": "button", "sub_type": "url", "index": "0", "parameters": [%s]}]}}""".formatted(code, code);
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.graph().uri() + "/v26.0/"
                        + waba.numbers().getFirst().id() + "/messages"))
                .header("Authorization", "Bearer " + account.userAccessToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);

        String id = system.graph()
                .messages()
                .outbox()
                .list(account.wabaId())
                .getLast()
                .id();
        assertThat(PRINTED)
                .filteredOn(line -> line.contains("wamid"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .matches("\\d\\d:\\d\\d:\\d\\d  message +login +de to \\.\\.999, wamid \\.\\..{8}")
                        .endsWith(id.substring(id.length() - 8))
                        .doesNotContain("493027", "0999", id));
    }

    @Test
    void invokesAFunctionByItsLogicalId() throws Exception {
        FunctionResult result = system.invoke("StepFunction", "{\"action\":\"walk\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(result.functionError()).isNull();
        assertThat(LOG.lines()).anySatisfy(line -> {
            assertThat(line.function()).isEqualTo("StepFunction");
            assertThat(line.message()).isEqualTo("did walk");
        });
    }

    @Test
    void saysWhichPortIsTaken() {
        int port = system.httpUri().getPort();

        assertThatThrownBy(() -> LocalSystem.start(LocalOptions.of(ROOT).withPorts(port, 0)))
                .isInstanceOf(LocalStartException.class)
                .hasMessage("Port " + port + " for the HTTP API is taken. Is the local system running already?");
        assertThatThrownBy(() -> LocalSystem.start(LocalOptions.of(ROOT).withPorts(0, port)))
                .isInstanceOf(LocalStartException.class)
                .hasMessage("Port " + port + " for the simulated Meta is taken. Is the local system running already?");
    }

    @Test
    void saysWhatIsWrongWithTheTemplate(@TempDir Path directory) throws Exception {
        String template = Files.readString(ROOT.resolve("template.yaml"));
        Files.writeString(directory.resolve("template.yaml"), template.replace("EchoHandler", "EchoHandel"));
        Files.copy(ROOT.resolve("flow.asl.json"), directory.resolve("flow.asl.json"));

        assertThatThrownBy(() -> LocalSystem.start(LocalOptions.of(directory)))
                .isInstanceOf(LocalStartException.class)
                .hasMessage("EchoFunction: handler org.mfasender.local.functions.EchoHandel::handleRequest"
                        + " names a class that does not exist");
        for (String address :
                List.of("graph.example.com", "https://graph.example.com/", "https://graph.example.com?v=1")) {
            assertThatThrownBy(() -> LocalSystem.start(
                            LocalOptions.of(ROOT).withElsewhere(LocalService.GRAPH, URI.create(address))))
                    .isInstanceOf(LocalStartException.class)
                    .hasMessageContaining("Parameters.GraphUrl: \"" + address + "\" does not match");
        }
    }

    private static String call(LocalService service, String target, String body) throws Exception {
        return call(system.endpoint(service), target, body);
    }

    private static String call(URI endpoint, String target, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", target)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/any/aws4_request, SignedHeaders=host, Signature=none")
                .POST(BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }
}
