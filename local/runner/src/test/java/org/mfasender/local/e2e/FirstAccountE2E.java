package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mfasender.firstaccount.Aws;
import org.mfasender.firstaccount.Finding;
import org.mfasender.firstaccount.FirstAccount;
import org.mfasender.firstaccount.Settings;
import org.mfasender.firstaccount.Verdict;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SimulatedIssuer;
import org.mfasender.local.functions.CollectedLog;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.SimulatedAccount;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;

/** What a user runs after the first deployment, against the local system, described as AWS describes a stack. */
class FirstAccountE2E {
    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final String RECIPIENT = "+43 660 5550177";
    private static final String SCOPES = "whatsapp-sender:read whatsapp-sender:administer whatsapp-sender:send";

    private static SimulatedIssuer issuer;
    private static LocalSystem system;
    private static CollectedLog log;

    @TempDir
    private Path folder;

    private final UUID environment = UUID.randomUUID();
    private final Canary token = Canary.token();
    private final Canary secret = Canary.secret();
    private final Canary secretKey = Canary.secret();
    private final Canary session = Canary.token();
    private final List<String> printed = new ArrayList<>();
    private SenderApi api;
    private String apiToken = "";
    private SimulatedAccount account;
    private DeployedStack stack;

    @BeforeAll
    static void start() throws Exception {
        issuer = SimulatedIssuer.start();
        log = new CollectedLog();
        system = LocalSystem.start(LocalOptions.of(ROOT)
                .withReviewDelay(Duration.ZERO)
                .withLog(log)
                .withParameter("TokenIssuer", issuer.uri())
                .withParameter("ConsoleClientId", "console")
                .withParameter("TokenAudience", SimulatedIssuer.AUDIENCE));
    }

    @AfterAll
    static void stop() {
        system.close();
        issuer.close();
    }

    @BeforeEach
    void aStackAndAnAccountOfItsOwn() throws IOException {
        SimulatedAccount made =
                system.graph().world().newAccount().token(token.value()).create();
        system.graph().world().put(new MetaApp(made.appId(), "Contoso MFA", secret.value()));
        account = new SimulatedAccount(
                made.name(),
                made.note(),
                made.wabaId(),
                made.businessId(),
                made.appId(),
                secret.value(),
                made.userId(),
                token.value());
        apiToken = issuer.token(environment, SCOPES, claims -> claims);
        api = new SenderApi(system.httpUri(), environment).authorized("Bearer " + apiToken);
        stack = new DeployedStack(system, log, Files.readString(ROOT.resolve("template.yaml")));
    }

    @Test
    void everythingIsAsExpected() throws Exception {
        List<Finding> findings = run(metaValues());

        assertThat(findings)
                .extracting(Finding::verdict, Finding::name, Finding::came)
                .allSatisfy(finding -> assertThat(finding.toList().getFirst()).isEqualTo(Verdict.OK));
        assertThat(findings).hasSizeGreaterThan(30);
        assertThat(api.get().status()).isEqualTo(404);
        assertThat(system.graph().messages().outbox().list(account.wabaId())).hasSize(1);
        assertThat(transcript())
                .contains("OK: A message arrives", "DELIVERED", "recoverableDays: 30", "templatesUsable")
                .endsWith("OK: " + findings.size() + ".\n");
    }

    @Test
    void neitherTerminalNorTranscriptHasSecretsNumbersOrIds() throws Exception {
        run(metaValues());

        String written = transcript() + String.join("\n", printed);
        for (Canary canary : List.of(token, secret, secretKey, session)) {
            assertThat(canary.foundIn(written)).isEmpty();
        }
        assertThat(written)
                .doesNotContain(
                        apiToken,
                        apiToken.substring(20, 60),
                        environment.toString(),
                        account.wabaId(),
                        account.appId(),
                        DeployedStack.ACCOUNT,
                        "ASIACANARY",
                        "5550177",
                        "Contoso");
        assertThat(written.replaceAll("\\D", "")).doesNotContain(RECIPIENT.replaceAll("\\D", ""));
    }

    @Test
    void withoutMetasValuesTheWorkflowIsRunToItsEnd() throws Exception {
        List<Finding> findings = run(Map.of());

        assertThat(findings)
                .filteredOn(finding ->
                        finding.verdict() != Verdict.OK && !finding.name().startsWith("Meta: "))
                .extracting(Finding::name, Finding::verdict)
                .containsExactly(tuple("A message arrives", Verdict.NOT_CHECKED));
        assertThat(findings)
                .filteredOn(finding -> finding.name().startsWith("Meta: "))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.NOT_CHECKED));
        assertThat(finding(findings, "The run ends").came()).contains("ACTION_REQUIRED", "FAILED");
        assertThat(api.get().status()).isEqualTo(404);
    }

    @Test
    void aSecondRunIsAsTheFirst() throws Exception {
        List<Finding> first = run(Map.of());
        List<Finding> second = run(Map.of("TRANSCRIPT", "second.md"));

        assertThat(second)
                .extracting(Finding::name, Finding::verdict)
                .containsExactlyElementsOf(first.stream()
                        .map(finding -> tuple(finding.name(), finding.verdict()))
                        .toList());
    }

    @Test
    void anAccountThatWasThereIsNotTouched() throws Exception {
        api.put(account);
        api.awaitReady(1);

        List<Finding> findings = run(metaValues());

        assertThat(finding(findings, "An account is set up").verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(api.get().body().at("/provisioning/generation").asInt()).isEqualTo(1);
        assertThat(api.get().body().path("status").asText()).isEqualTo("READY");
    }

    @Test
    void theAccountIsKeptOnRequest() throws Exception {
        Map<String, String> values = new HashMap<>(metaValues());
        values.put("KEEP", "true");

        List<Finding> findings = run(values);

        assertThat(finding(findings, "The account is removed").came()).contains("stay");
        assertThat(api.get().body().path("status").asText()).isEqualTo("READY");
    }

    @Test
    void whatDiffersIsSaid() throws Exception {
        stack.answers()
                .on(
                        ListEventSourceMappingsRequest.class,
                        request -> ListEventSourceMappingsResponse.builder()
                                .eventSourceMappings(
                                        DeployedStack.mapping("PROBLEM: Lambda failed to decrypt the stream"))
                                .build());
        stack.answers()
                .on(
                        GetRoutesRequest.class,
                        request -> GetRoutesResponse.builder()
                                .items(Route.builder()
                                        .routeKey("GET /v1/environments/{environmentId}")
                                        .authorizationType("NONE")
                                        .build())
                                .build());
        stack.answers().on(DescribeAlarmsRequest.class, request -> {
            throw CloudWatchException.builder()
                    .statusCode(403)
                    .message("User: arn:aws:iam::" + DeployedStack.ACCOUNT + ":user/jane is not authorized")
                    .build();
        });
        stack.answers()
                .on(
                        ListMetricsRequest.class,
                        request -> ListMetricsResponse.builder().build());

        List<Finding> findings = run(Map.of());

        assertThat(finding(findings, "apply and publish read the stream of messages"))
                .extracting(Finding::verdict, Finding::came)
                .containsExactly(
                        Verdict.DIFFERENT,
                        "ApplyFunction [Enabled, PROBLEM: Lambda failed to decrypt the stream];"
                                + " PublishFunction [Enabled, PROBLEM: Lambda failed to decrypt the stream]");
        assertThat(finding(findings, "Each route is as closed").verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(finding(findings, "Each route is as closed").came()).contains("GET /v1/environments");
        assertThat(finding(findings, "Alarms watch").verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(finding(findings, "Alarms watch").came()).contains("403").doesNotContain("jane");
        assertThat(finding(findings, "Metrics arrive").verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(api.get().status()).isEqualTo(404);
    }

    @Test
    void whatIsUnconfirmedAboutMetaIsFoundOut() throws Exception {
        Behaviour[] behaviours = {
            Behaviour.INVALID_TOKEN_IS_HTTP_401,
            Behaviour.UNPARSEABLE_INPUT_TOKEN_IS_HTTP_400,
            Behaviour.UNKNOWN_APP_IS_CODE_101,
            Behaviour.WRONG_PROOF_IS_CODE_104,
            Behaviour.NAME_FILTER_CONTAINS,
            Behaviour.READ_BACK_WITHOUT_TTL,
            Behaviour.READ_BACK_WITHOUT_SECURITY,
            Behaviour.READ_BACK_WITHOUT_MINUTES
        };
        system.graph().world().turnOn(behaviours);
        try {
            List<Finding> findings = run(metaValues());

            assertThat(findings)
                    .filteredOn(finding -> finding.name().startsWith("Meta: "))
                    .extracting(Finding::name, Finding::verdict)
                    .containsExactly(Stream.of(behaviours)
                            .map(behaviour -> tuple("Meta: " + behaviour + " is off", Verdict.DIFFERENT))
                            .toArray(Tuple[]::new));
        } finally {
            system.graph().world().turnOff(behaviours);
        }
    }

    @Test
    void aTokenWithoutScopesChangesNothing() throws Exception {
        apiToken = issuer.token(environment, "openid", claims -> claims);

        List<Finding> findings = run(metaValues());

        assertThat(finding(findings, "read finds no account").verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(finding(findings, "An account is set up").verdict()).isEqualTo(Verdict.NOT_CHECKED);
    }

    @Test
    void aTranscriptIsNotOverwritten() throws Exception {
        Files.writeString(folder.resolve("transcript.md"), "earlier");

        assertThatThrownBy(() -> run(Map.of())).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(transcript()).isEqualTo("earlier");
    }

    private Map<String, String> metaValues() {
        return Map.of(
                "META_WABA_ID", account.wabaId(),
                "META_APP_ID", account.appId(),
                "META_ACCESS_TOKEN", token.value(),
                "META_APP_SECRET", secret.value(),
                "RECIPIENT", RECIPIENT);
    }

    private List<Finding> run(Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> values = new HashMap<>(Map.of(
                "STACK_NAME",
                DeployedStack.NAME,
                "ENVIRONMENT_ID",
                environment.toString(),
                "API_TOKEN",
                apiToken,
                "TRANSCRIPT",
                "transcript.md",
                "WAIT_SECONDS",
                "30"));
        values.putAll(more);
        try (Aws aws =
                stack.asAws(AwsSessionCredentials.create("ASIACANARY0123456789", secretKey.value(), session.value()))) {
            return new FirstAccount(Settings.read(values, folder, Instant.now()), aws, printed::add).run();
        }
    }

    private String transcript() throws IOException {
        return Files.readString(folder.resolve("transcript.md"));
    }

    private static Finding finding(List<Finding> findings, String name) {
        return findings.stream()
                .filter(finding -> finding.name().startsWith(name))
                .findFirst()
                .orElseThrow();
    }
}
