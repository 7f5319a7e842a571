package org.mfasender.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.template.TableDefinition.KeyPart;

class TemplateTest {
    private static final String GOOD = """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Greeting:
                Type: String
                Default: hello
                AllowedPattern: ^[a-z]+$
              Pause:
                Type: Number
                Default: 30
                MinValue: 1
                MaxValue: 60
            Globals:
              Function:
                Timeout: 7
                Environment:
                  Variables:
                    TABLE: !Ref Pets
                    GREETING: unused
            Resources:
              Api:
                Type: AWS::Serverless::HttpApi
              ReadPet:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: pets/read.zip
                  Handler: pets.Read::handleRequest
                  Timeout: 9
                  Environment:
                    Variables:
                      GREETING: !Ref Greeting
                      PAUSE: !Ref Pause
                      LONG: !Sub "${AWS::StackName}/${Greeting}/${Flow.Name}/${!literal}/$PLAIN"
                      MAPPED: !Sub ["${Own}-${Greeting}", {Own: !GetAtt Pets.Arn}]
                      JOINED: !Join ["-", [a, !Ref "AWS::Region"]]
                      LONG_FORM: {"Fn::GetAtt": [WalkDog, Arn]}
                      FLOW: !Ref Flow
                      URL: !GetAtt Api.ApiEndpoint
                  Events:
                    Get:
                      Type: HttpApi
                      Properties: { ApiId: !Ref Api, Method: get, Path: "/pets/{petId}" }
                    Rest: { Type: HttpApi }
              WalkDog:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: pets.Walk::handleRequest
              Flow:
                Type: AWS::StepFunctions::StateMachine
                Properties:
                  StateMachineType: STANDARD
                  DefinitionS3Location: flow.asl.json
                  DefinitionSubstitutions:
                    Walk: !GetAtt WalkDog.Arn
              Pets:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions:
                    - { AttributeName: pk, AttributeType: S }
                    - { AttributeName: age, AttributeType: N }
                  KeySchema:
                    - { AttributeName: pk, KeyType: HASH }
                  GlobalSecondaryIndexes:
                    - IndexName: by-age
                      KeySchema: [{ AttributeName: age, KeyType: HASH }]
                      Projection: { ProjectionType: KEYS_ONLY }
            Outputs:
              Url: { Value: !GetAtt Api.ApiEndpoint }
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void writeDefinition() throws IOException {
        Files.writeString(directory.resolve("flow.asl.json"), "{\"Resource\": \"${Walk}\"}");
    }

    @Test
    void resolvesEveryKindOfReferenceInVariables() {
        assertThat(read(GOOD).function("ReadPet").environment())
                .containsOnly(
                        entry("TABLE", "Pets"),
                        entry("GREETING", "hello"),
                        entry("PAUSE", "30"),
                        entry("LONG", "local/hello/Flow/${literal}/$PLAIN"),
                        entry("MAPPED", "arn:aws:dynamodb:us-east-1:000000000000:table/Pets-hello"),
                        entry("JOINED", "a-us-east-1"),
                        entry("LONG_FORM", "arn:aws:lambda:us-east-1:000000000000:function:WalkDog"),
                        entry("FLOW", "arn:aws:states:us-east-1:000000000000:stateMachine:Flow"),
                        entry("URL", "http://127.0.0.1:3000"));
    }

    @Test
    void findsWhatIsDeployedBesideTheTemplate() {
        Template template = read(GOOD);

        assertThat(template.function("ReadPet").code()).isEqualTo(directory.resolve("pets/read.zip"));
        assertThat(template.function("WalkDog").code()).isEqualTo(directory);
    }

    @Test
    void mergesGlobalsUnderEachFunction() {
        Template template = read(GOOD);

        assertThat(template.function("ReadPet").timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(template.function("WalkDog").timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(template.function("WalkDog").environment())
                .containsOnly(entry("TABLE", "Pets"), entry("GREETING", "unused"));
    }

    @Test
    void readsRoutes() {
        assertThat(read(GOOD).function("ReadPet").routes())
                .containsExactly(new HttpRoute("GET", "/pets/{petId}"), HttpRoute.DEFAULT);
    }

    @Test
    void readsTheStateMachine() {
        StateMachineDefinition flow = read(GOOD).stateMachines().getFirst();

        assertThat(flow.arn()).isEqualTo("arn:aws:states:us-east-1:000000000000:stateMachine:Flow");
        assertThat(flow.definition())
                .isEqualTo("{\"Resource\": \"arn:aws:lambda:us-east-1:000000000000:function:WalkDog\"}");
    }

    @Test
    void readsTheTable() {
        TableDefinition table = read(GOOD).tables().getFirst();

        assertThat(table.name()).isEqualTo("Pets");
        assertThat(table.attributeTypes()).containsOnly(entry("pk", "S"), entry("age", "N"));
        assertThat(table.keySchema()).containsExactly(new KeyPart("pk", "HASH"));
        assertThat(table.globalSecondaryIndexes())
                .containsExactly(new TableDefinition.SecondaryIndex(
                        "by-age", List.of(new KeyPart("age", "HASH")), "KEYS_ONLY", List.of()));
    }

    @Test
    void takesOtherValuesForParameters() {
        Template template = read(GOOD, Map.of("Pause", "1"));

        assertThat(template.parameters()).containsOnly(entry("Pause", "1"), entry("Greeting", "hello"));
        assertThat(template.function("ReadPet").environment()).containsEntry("PAUSE", "1");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Pause,     0,    is below MinValue 1
            Pause,     61,   is above MaxValue 60
            Pause,     soon, is not a number
            Greeting,  HI,   does not match
            Farewell,  bye,  there is no parameter Farewell
            """)
    void refusesValuesThatTheTemplateForbids(String parameter, String value, String reason) {
        assertThatThrownBy(() -> read(GOOD, Map.of(parameter, value)))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("template.yaml line ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PAUSE: !Ref Pause        | PAUSE: !Ref Paws             | Variables.PAUSE: nothing is called Paws
            PAUSE: !Ref Pause        | PAUSE: !Sub "${Paws}"        | Variables.PAUSE: nothing is called Paws
            PAUSE: !Ref Pause        | PAUSE: !GetAtt Pets.Name     | Variables.PAUSE: unsupported attribute Pets.Name
            PAUSE: !Ref Pause        | PAUSE: !GetAtt Paws.Arn      | Variables.PAUSE: there is no resource for Paws.Arn
            PAUSE: !Ref Pause        | PAUSE: !Select [0, [a]]      | Variables.PAUSE: unsupported function Fn::Select
            PAUSE: !Ref Pause        | GREETING: again              | Variables.GREETING stands here twice
            PAUSE: !Ref Pause        | PAUSE: [1, 2]                | Variables.PAUSE: expected a single value
            Handler: pets.Walk::handleRequest | Layers: []          | WalkDog.Properties.Layers: not supported locally
            Handler: pets.Walk::handleRequest | Description: none   | Handler is missing
            Type: AWS::DynamoDB::Table | Type: AWS::SQS::Queue      | Pets.Type: unknown resource type AWS::SQS::Queue
            Rest: { Type: HttpApi }  | Rest: { Type: SQS }          | Rest.Type: unsupported event SQS
            Rest: { Type: HttpApi }  | Rest: { Type: HttpApi, Properties: { Path: /x } } | Method is missing
            Timeout: 9               | Timeout: long                | Timeout: expected a whole number of seconds
            flow.asl.json            | stream.asl.json              | there is no file stream.asl.json
            Walk: !GetAtt            | Run: !GetAtt                 | Flow.Properties.DefinitionS3Location: flow.asl.json asks for ${Walk}
            Outputs:                 | Mappings:                    | Mappings: not supported locally
            Type: STANDARD           | Type: EXPRESS                | only STANDARD state machines
            """)
    void refusesWhatItDoesNotUnderstand(String part, String replacement, String complaint) {
        assertThat(GOOD).contains(part);
        String broken = GOOD.replace(part, replacement);

        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(TemplateException.class)
                .hasMessageMatching("(?s)template\\.yaml line \\d+.*")
                .hasMessageContaining(complaint);
    }

    private static final String STREAM = """
                    Changes:
                      Type: DynamoDB
                      Properties:
                        Stream: !GetAtt Pets.StreamArn
                        StartingPosition: TRIM_HORIZON
                        BatchSize: 10
                        FunctionResponseTypes: [ReportBatchItemFailures]
                        MaximumRetryAttempts: 3
                        MaximumRecordAgeInSeconds: 60
                        FilterCriteria: { Filters: [{ Pattern: '{"eventName": ["INSERT"]}' }] }
            """;

    private static String withStream() {
        return GOOD.replace("        Rest: { Type: HttpApi }\n", STREAM)
                .replace(
                        "      AttributeDefinitions:",
                        "      StreamSpecification: { StreamViewType: NEW_IMAGE }\n      AttributeDefinitions:");
    }

    @Test
    void readsWhatFunctionsAreCalledWithByLambdaItself() {
        Template template = read(withStream());

        assertThat(template.streams())
                .containsExactly(new StreamMapping(
                        "ReadPet",
                        "arn:aws:dynamodb:us-east-1:000000000000:table/Pets/stream/latest",
                        10,
                        3,
                        Duration.ofMinutes(1),
                        false,
                        true,
                        List.of("{\"eventName\": [\"INSERT\"]}")));
        assertThat(template.streams().getFirst().table()).isEqualTo("Pets");
        assertThat(template.tables().getFirst().streamView()).isEqualTo("NEW_IMAGE");
    }

    /** What fails holds up what comes after it in the same mapping. */
    @Test
    void whatConcernsAccountsIsReadApartFromWhatIsPublished() {
        List<StreamMapping> mappings = Template.read(
                        Path.of("..", "..", "template.yaml"),
                        Map.of(),
                        new Surroundings(URI.create("http://127.0.0.1:3000")))
                .streams();

        assertThat(mappings)
                .extracting(StreamMapping::function)
                .containsExactly("ApplyFunction", "PublishFunction", "AnnounceFunction");
        assertThat(mappings)
                .extracting(mapping -> String.join(" ", mapping.filters()))
                .satisfiesExactly(
                        accounts -> assertThat(accounts)
                                .contains("\"CHECK#\"", "\"EVENT#\"")
                                .doesNotContain("\"UNREQUESTED#\"", "\"MESSAGE#\""),
                        published -> assertThat(published)
                                .contains("\"UNREQUESTED#\"", "\"MESSAGE#\"")
                                .doesNotContain("\"CHECK#\"", "\"EVENT#\""),
                        senders -> assertThat(senders).contains("\"sk\"", "\"SENDER\""));
        assertThat(mappings).allSatisfy(mapping -> {
            assertThat(mapping.retries()).isNegative();
            assertThat(mapping.maximumAge()).isEqualTo(Duration.ofDays(1));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TRIM_HORIZON                | LATEST                  | only TRIM_HORIZON
            [ReportBatchItemFailures]   | [SomethingElse]         | only ReportBatchItemFailures
            BatchSize: 10               | BatchSize: many         | expected a whole number
            BatchSize: 10               | ParallelizationFactor: 2 | not supported locally
            MaximumRetryAttempts: 3     | Enabled: true           | not supported locally
            StreamViewType              | StreamKind              | not supported locally
            """)
    void refusesAStreamThatItDoesNotUnderstand(String part, String replacement, String complaint) {
        assertThat(withStream()).contains(part);

        assertThatThrownBy(() -> read(withStream().replace(part, replacement)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void refusesASecondMappingOfAStreamAndAFunctionAsAwsDoes() {
        String second = STREAM.replace("Changes:", "Others:").replace("INSERT", "MODIFY");

        assertThatThrownBy(() -> read(withStream().replace(STREAM, STREAM + second)))
                .isInstanceOf(TemplateException.class)
                .hasMessageMatching("(?s)template\\.yaml line \\d+.*ReadPet.*Others.*Stream: .*")
                .hasMessageContaining("a second mapping of the same stream and function");
    }

    @Test
    void twoFunctionsMayReadAStream() {
        String walk = "      Handler: pets.Walk::handleRequest\n";

        assertThat(read(withStream().replace(walk, walk + "      Events:\n" + STREAM))
                        .streams())
                .extracting(StreamMapping::function)
                .containsExactly("ReadPet", "WalkDog");
    }

    @Test
    void namesTheLineOfBrokenYaml() {
        assertThatThrownBy(() -> read("Resources:\n  a: [\n  b: }"))
                .isInstanceOf(TemplateException.class)
                .hasMessageMatching("template\\.yaml line 3: not YAML: .*");
    }

    @Test
    void readsTheTemplateThatIsDeployed() {
        Template template = Template.read(
                Path.of("..", "..", "template.yaml"), Map.of(), new Surroundings(URI.create("http://127.0.0.1:3000")));

        assertThat(template.functions())
                .flatExtracting(FunctionDefinition::routes)
                .contains(HttpRoute.DEFAULT);
        assertThat(template.stateMachines())
                .extracting(StateMachineDefinition::logicalId)
                .containsExactly("ConfigureSender", "CheckHealth");
        assertThat(template.tables())
                .extracting(TableDefinition::logicalId, TableDefinition::timeToLive)
                .containsExactly(tuple("SenderTable", null), tuple("MessagesTable", "expiresAt"));
        assertThat(template.streams())
                .extracting(StreamMapping::function, StreamMapping::table)
                .containsExactly(
                        tuple("ApplyFunction", "MessagesTable"),
                        tuple("PublishFunction", "MessagesTable"),
                        tuple("AnnounceFunction", "SenderTable"));
        assertThat(template.secrets())
                .containsExactly(
                        new SecretDefinition("HashSecret", 64, "arn:aws:kms:us-east-1:000000000000:key/DataKey"));
    }

    @Test
    void theDeployedTemplateMakesAKeyOrTakesOne() {
        String own = "arn:aws:kms:us-east-1:000000000000:key/simulated";

        assertThat(secretKey(Map.of())).isEqualTo("arn:aws:kms:us-east-1:000000000000:key/DataKey");
        assertThat(secretKey(Map.of("KeyArn", own))).isEqualTo(own);
    }

    @Test
    void theDeployedTemplateWantsAnAudienceWithAnIssuer() {
        assertThatThrownBy(() -> secretKey(Map.of("TokenIssuer", "https://issuer.example.com/as")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("TokenAudience is needed with TokenIssuer.");
    }

    private static @Nullable String secretKey(Map<String, String> parameters) {
        return Template.read(
                        Path.of("..", "..", "template.yaml"),
                        parameters,
                        new Surroundings(URI.create("http://127.0.0.1:3000")))
                .function("SubmitFunction")
                .environment()
                .get("SECRET_KMS_KEY_ID");
    }

    private Template read(String yaml) {
        return read(yaml, Map.of());
    }

    private Template read(String yaml, Map<String, String> parameters) {
        Path file = directory.resolve("template.yaml");
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Template.read(file, parameters, new Surroundings(URI.create("http://127.0.0.1:3000")));
    }
}
