package org.mfasender.local.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.rights.Statement.Action;
import org.mfasender.local.template.TemplateRights;

/** What template.yaml lets its functions and its state machine do. Whether they do it, LeastPrivilegeE2E knows. */
class RightsTest {

    private static final Path TEMPLATE = Path.of(System.getProperty("project.root", "../.."), "template.yaml");
    private static final String WORKFLOW_ROLE = "ConfigureSenderRole";
    private static final String HEALTH_ROLE = "CheckHealthWorkflowRole";
    private static final Map<String, String> WORKFLOWS = Map.of(
            WORKFLOW_ROLE, "arn:aws:states:us-east-1:000000000000:stateMachine:local-configure-sender",
            HEALTH_ROLE, "arn:aws:states:us-east-1:000000000000:stateMachine:local-check-health");
    private static final String INVOKE = "lambda:InvokeFunction";
    private static final Set<String> WRITES_SECRETS = Set.of(
            "secretsmanager:CreateSecret",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecret",
            "secretsmanager:UpdateSecretVersionStage",
            "secretsmanager:RestoreSecret",
            "secretsmanager:DeleteSecret");

    private static final Condition ENVIRONMENTS =
            new Condition("ForAllValues:StringLike", "dynamodb:LeadingKeys", List.of("ENV#*"));
    private static final Condition APPS =
            new Condition("ForAllValues:StringLike", "dynamodb:LeadingKeys", List.of("APP#*"));
    private static final Condition KEYS =
            new Condition("ForAllValues:StringLike", "dynamodb:LeadingKeys", List.of("KEYS#*"));
    private static final Condition HISTORY =
            new Condition("ForAllValues:StringLike", "dynamodb:LeadingKeys", List.of("HISTORY#*"));
    private static final Condition IN_TRANSACTIONS =
            new Condition("ForAnyValue:StringEquals", "dynamodb:EnclosingOperation", List.of("TransactWriteItems"));
    private static final Condition REQUESTS =
            new Condition("ForAllValues:StringLike", "dynamodb:LeadingKeys", List.of("REQUESTS#*"));
    private static final Condition OF_SENDER_KEYS =
            new Condition("StringEquals", "kms:EncryptionContext:purpose", List.of("sender-key"));
    private static final Condition OF_WEBHOOKS =
            new Condition("StringEquals", "kms:EncryptionContext:purpose", List.of("webhook"));

    private final Map<String, Role> roles = TemplateRights.read(TEMPLATE);

    @TempDir
    Path directory;

    @Test
    void aStatementIsTheOnlyOneOnItsResourceOfThisStack() {
        assertThat(roles).hasSizeGreaterThan(8);
        assertThat(roles.values()).allSatisfy(role -> {
            assertThat(role.statements()).isNotEmpty();
            assertThat(RoleRules.faults(role)).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            - dynamodb:Query #                         | - dynamodb:* #                                       | has a wildcard
            Action: secretsmanager:GetSecretValue #    | Action: secretsmanager:Get* #                        | has a wildcard
            Action: secretsmanager:GetSecretValue #    | Action: [] #                                         | on one resource
            Resource: !GetAtt SenderTable.Arn          | Resource: [!GetAtt SenderTable.Arn, "*"]             | on one resource
            Resource: !GetAtt SenderTable.Arn          | Resource: "*"                                        | is on everything
            Resource: !GetAtt SenderTable.Arn          | Resource: arn:aws:dynamodb:us-east-1:1:table/another | not this stack's
            Resource: !GetAtt SubmitLogs.Arn           | Resource: !GetAtt ValidateLogs.Arn                   | own log group
            Resource: !GetAtt SubmitLogs.Arn           | Resource: "*"                                        | own log group
            tableName": !Ref SenderTable               | tableName": another                                  | uses any key
            SecretARN": !Ref HashSecret                | SecretARN": "*"                                      | uses any key
            stateMachineArn": *stateMachine            | stateMachineArn": "*"                                | uses any key
            "kms:EncryptionContext:stack": !Ref AWS::StackName | "kms:EncryptionContext:app": "1"             | uses any key
            xray:PutTraceSegments                      | xray:GetSamplingRules                                | is on everything
            xray:PutTraceSegments                      | logs:PutLogEvents                                    | own log group
            "dynamodb:LeadingKeys": "HISTORY#*"        | "dynamodb:LeadingKeys": "ENV#*"                      | another statement
            """)
    void whatIsTooWideIsFound(String from, String to, String fault) throws IOException {
        assertThat(TemplateRights.read(altered(from, to)).values())
                .flatExtracting(RoleRules::faults)
                .anySatisfy(found -> assertThat(found).contains(fault));
    }

    @ParameterizedTest
    @CsvSource({
        "secretsmanager:ListSecrets,    *,  aws:TagKeys,          ''",
        "secretsmanager:DescribeSecret, *,  aws:TagKeys,          is on everything",
        "dynamodb:Scan,                 '', dynamodb:Attributes,  ''",
        "dynamodb:Scan,                 '', dynamodb:LeadingKeys, reads the items of all keys",
        "dynamodb:Scan,                 *,  dynamodb:Attributes,  is on everything",
    })
    void aRightThatAwsOffersOnEverythingIsKnown(String action, String resource, String key, String fault) {
        String table = "arn:aws:dynamodb:us-east-1:000000000000:table/SenderTable";
        Statement statement = new Statement(
                List.of(new Action(action, "")),
                List.of(resource.isEmpty() ? table : resource),
                List.of(new Condition("ForAllValues:StringLike", key, List.of("ENV#*"))));
        Role role = new Role("Function", "lambda.amazonaws.com", List.of(), List.of(statement), Optional.empty());

        assertThat(RoleRules.faults(role)).hasSize(fault.isEmpty() ? 0 : 1).allMatch(found -> found.contains(fault));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Role: !GetAtt SubmitRole.Arn | Tags: { roleOf: SAM }                   | Role is missing
            Role: !GetAtt SubmitRole.Arn | Policies: [AWSLambdaBasicExecutionRole] | policies belong in the function's role
            Role: !GetAtt ReadRole.Arn   | Role: !GetAtt SubmitRole.Arn            | another function has this role
            Role: !GetAtt ReadRole.Arn   | Role: arn:aws:iam::1:role/another       | no role of this template
            Policies:                    | ManagedPolicyArns:                      | ReadRole.Properties.ManagedPolicyArns
            """)
    void rightsBesideAFunctionsOwnRoleAreRefused(String from, String to, String fault) throws IOException {
        Path altered = altered(from, to);

        assertThatThrownBy(() -> TemplateRights.read(altered)).hasMessageContaining(fault);
    }

    @Test
    void aRoleIsAssumedByItsServiceInThisAccount() {
        roles.forEach((bearer, role) -> {
            boolean workflow = WORKFLOWS.containsKey(bearer);
            assertThat(role.service()).as(bearer).isEqualTo((workflow ? "states" : "lambda") + ".amazonaws.com");
            assertThat(role.trust())
                    .as(bearer)
                    .containsExactly(
                            workflow
                                    ? new Condition(
                                            "ArnEquals",
                                            "aws:SourceArn",
                                            List.of(Objects.requireNonNull(WORKFLOWS.get(bearer))))
                                    : new Condition("StringEquals", "aws:SourceAccount", List.of("000000000000")));
        });
    }

    @Test
    void whatNobodyRecordsIsLambdasAndStepFunctionsOwn() {
        roles.keySet()
                .forEach(bearer -> assertThat(parts(bearer))
                        .as(bearer)
                        .filteredOn(part -> Unrecorded.reason(bearer, part).isPresent())
                        .hasSize(
                                switch (bearer) {
                                    case WORKFLOW_ROLE, HEALTH_ROLE -> 15;
                                    case "ApplyFunction", "PublishFunction", "AnnounceFunction" -> 5;
                                    default -> 4;
                                }));
    }

    @Test
    void aKeyIsUsedThroughAServiceAndForDataOfThisStack() {
        // How a user pool's key is used, is Cognito's.
        String ofCognito = TemplateRights.EVERYTHING.get("CognitoKeyArn");
        assertThat(all("kms:"))
                .filteredOn(statement -> !statement.resources().equals(List.of(ofCognito)))
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.conditions())
                        .extracting(Condition::key)
                        .anyMatch(key -> key.startsWith("kms:EncryptionContext:")));
    }

    /** Neither a new stack nor another {@code KeyArn} locks out what a former key has encrypted. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ReadFunction        | Decrypt         | dynamodb       | aws:dynamodb:tableName     | SenderTable
            SendFunction        | Decrypt         | dynamodb       | aws:dynamodb:tableName     | MessagesTable
            ApplyFunction       | Decrypt         | dynamodb       | aws:dynamodb:tableName     | MessagesTable
            PublishFunction     | Decrypt         | dynamodb       | aws:dynamodb:tableName     | MessagesTable
            AnnounceFunction    | Decrypt         | dynamodb       | aws:dynamodb:tableName     | SenderTable
            ConfigureSenderRole | Decrypt         | dynamodb       | aws:dynamodb:tableName     | SenderTable
            SendFunction        | Decrypt         | secretsmanager | SecretARN                  | arn:aws:secretsmanager:us-east-1:000000000000:secret:local/sender/1-a
            SubmitFunction      | GenerateDataKey | secretsmanager | SecretARN                  | arn:aws:secretsmanager:us-east-1:000000000000:secret:local/sender/1-a
            ReceiveFunction     | Decrypt         | secretsmanager | SecretARN                  | arn:aws:secretsmanager:us-east-1:000000000000:secret:HashSecret
            ConfigureSenderRole | Decrypt         |                | aws:states:stateMachineArn | arn:aws:states:us-east-1:000000000000:stateMachine:local-configure-sender
            ConfigureSenderRole | GenerateDataKey |                | aws:states:stateMachineArn | arn:aws:states:us-east-1:000000000000:stateMachine:local-configure-sender
            """)
    void aFormerKeyIsUsableForDataOfThisStackOnly(
            String role, String action, String service, String context, String value) {
        for (String key : List.of("us-east-1:000000000000:key/DataKey", "us-east-1:111111111111:key/former")) {
            assertThat(mayUse(role, action, key, service, context, value))
                    .as(key)
                    .isTrue();
            assertThat(mayUse(role, action, key, service, context, value + "x"))
                    .as("%s for what is another's", key)
                    .isEqualTo(value.contains("local/sender/"));
            assertThat(mayUse(role, action, key, service, context, "x" + value)).isFalse();
            assertThat(mayUse(role, action, key, service, "aContext", value)).isFalse();
            assertThat(mayUse(role, "ReEncryptFrom", key, service, context, value))
                    .isFalse();
        }
        assertThat(mayUse(role, action, "eu-west-1:000000000000:key/former", service, context, value))
                .isFalse();
        if (service != null) {
            assertThat(mayUse(role, action, "us-east-1:000000000000:key/DataKey", "ec2", context, value))
                    .isFalse();
        }
    }

    @Test
    void whatIsNewIsEncryptedWithTheCurrentKey() {
        Condition trial =
                new Condition("StringEquals", "kms:EncryptionContext:SecretARN", List.of("RequestToValidateKeyAccess"));

        assertThat(all("kms:"))
                .filteredOn(statement -> statement.actionNames().contains("kms:Encrypt")
                        || statement.conditions().contains(trial))
                .hasSize(3)
                .allSatisfy(statement -> assertThat(statement.resources())
                        .containsExactly("arn:aws:kms:us-east-1:000000000000:key/DataKey"));
    }

    private boolean mayUse(
            String role, String action, String key, @Nullable String service, String context, String value) {
        Map<String, List<String>> keys = new HashMap<>(Map.of("kms:EncryptionContext:" + context, List.of(value)));
        if (service != null) {
            keys.put("kms:ViaService", List.of(service + ".us-east-1.amazonaws.com"));
        }
        AccessRequest request = new AccessRequest("kms:" + action, "arn:aws:kms:" + key, keys);
        return statements(role).stream().anyMatch(statement -> statement.allows(request));
    }

    @Test
    void theTableIsReachedByTheKeysOfEnvironments() {
        assertThat(all("dynamodb:"))
                .filteredOn(statement -> !RoleRules.isScan(statement)
                        && !isOnMessages(statement)
                        && !isOnStream(statement)
                        && !isOnAccounts(statement)
                        && !isOnIndex(statement)
                        && !isOnApps(statement)
                        && !isOnKeys(statement)
                        && !isOnHistory(statement))
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.conditions()).contains(ENVIRONMENTS));
    }

    /** Who writes accounts adds to the history, with the change; nobody changes or deletes what is in it. */
    @Test
    void theHistoryIsOnlyAddedTo() {
        assertThat(roles.keySet())
                .filteredOn(role -> statements(role).stream().anyMatch(RightsTest::isOnHistory))
                .containsExactlyInAnyOrder(
                        "ReadFunction",
                        "ManageFunction",
                        "SubmitFunction",
                        "RemoveFunction",
                        "ApplyFunction",
                        "SweepFunction",
                        "ValidateFunction",
                        "ListNumbersFunction",
                        "ProvisionTemplatesFunction",
                        "CheckHealthFunction");
        assertThat(roles.keySet())
                .allSatisfy(role -> assertThat(statements(role))
                        .filteredOn(RightsTest::isOnHistory)
                        .allSatisfy(statement -> {
                            boolean reads = role.equals("ReadFunction");
                            assertThat(statement.actionNames())
                                    .containsExactly(reads ? "dynamodb:Query" : "dynamodb:PutItem");
                            assertThat(statement.conditions().contains(IN_TRANSACTIONS))
                                    .isNotEqualTo(reads);
                        }));
    }

    /** Who receives webhooks reads what signs them, and no account, token or message. */
    @Test
    void whatWebhooksAreSignedWithIsReadToReceiveThem() {
        assertThat(roles.keySet())
                .filteredOn(role -> statements(role).stream().anyMatch(RightsTest::isOnApps))
                .containsExactlyInAnyOrder(
                        "ValidateFunction",
                        "ProvisionTemplatesFunction",
                        "ReceiveFunction",
                        "ApplyFunction",
                        "RemoveFunction",
                        "SweepFunction");
        assertThat(roles.keySet())
                .filteredOn(role -> statements(role).stream()
                        .anyMatch(statement -> statement.conditions().contains(OF_WEBHOOKS)
                                && statement.actionNames().contains("kms:Decrypt")))
                .containsExactly("ReceiveFunction");
        assertThat(statements("ReceiveFunction"))
                .filteredOn(statement -> statement.resources().getFirst().endsWith("table/SenderTable"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.actionNames()).containsExactly("dynamodb:Query");
                    assertThat(isOnApps(statement)).isTrue();
                });
        assertThat(statements("ReceiveFunction"))
                .filteredOn(statement -> statement.actionNames().contains("secretsmanager:GetSecretValue"))
                .singleElement()
                .satisfies(statement -> assertThat(statement.resources())
                        .singleElement()
                        .satisfies(secret -> assertThat(secret).contains("HashSecret")));
    }

    /** Nor does sending write an account. */
    @Test
    void messagesAreReachedBySendingAndByWhatMetaReports() {
        assertThat(roles.keySet())
                .filteredOn(role -> statements(role).stream()
                        .anyMatch(statement -> isOnMessages(statement) && !isOnRequests(statement)))
                .containsExactlyInAnyOrder("SendFunction", "HookFunction", "CognitoFunction", "ReceiveFunction");
        assertThat(statements("ReceiveFunction"))
                .filteredOn(RightsTest::isOnMessages)
                .flatExtracting(Statement::actionNames)
                .containsExactlyInAnyOrder("dynamodb:UpdateItem", "dynamodb:PutItem");
        assertThat(List.of("SendFunction", "CognitoFunction"))
                .allSatisfy(sender -> assertThat(statements(sender))
                        .filteredOn(
                                statement -> statement.resources().getFirst().endsWith("table/SenderTable"))
                        .flatExtracting(Statement::actionNames)
                        .containsExactlyInAnyOrder("dynamodb:GetItem", "dynamodb:Query"));
        assertThat(roles.keySet())
                .filteredOn(role -> statements(role).stream().anyMatch(RightsTest::isOnStream))
                .containsExactlyInAnyOrder("ApplyFunction", "PublishFunction");
    }

    /** What asks Meta for an administrator counts that, and sees neither messages nor their counters. */
    @Test
    void whatAsksMetaWhileItsCallerWaitsCountsRequestsAndNothingElse() {
        assertThat(roles.keySet())
                .filteredOn(role -> statements(role).stream().anyMatch(RightsTest::isOnRequests))
                .containsExactlyInAnyOrder("InspectFunction", "ManageFunction", "RemoveFunction")
                .allSatisfy(role -> assertThat(statements(role))
                        .filteredOn(RightsTest::isOnMessages)
                        .singleElement()
                        .satisfies(statement -> {
                            assertThat(isOnRequests(statement)).isTrue();
                            assertThat(statement.actionNames()).containsExactly("dynamodb:UpdateItem");
                        }));
    }

    /** What reads the stream either writes accounts or publishes. */
    @Test
    void publishingReachesNoAccountAndApplyingPublishesNothing() {
        assertThat(roles.keySet())
                .filteredOn(role -> actions(role).contains("events:PutEvents"))
                .containsExactlyInAnyOrder("PublishFunction", "AnnounceFunction");
        assertThat(actions("PublishFunction")).noneMatch(action -> action.matches("(states|secretsmanager):.*"));
        assertThat(statements("PublishFunction"))
                .filteredOn(
                        statement -> statement.actionNames().stream().anyMatch(name -> name.startsWith("dynamodb:")))
                .isNotEmpty()
                .allMatch(RightsTest::isOnStream);
        assertThat(actions("ApplyFunction"))
                .filteredOn(action -> action.matches("(events|states|secretsmanager):.*"))
                .containsExactly("states:StartExecution");
    }

    /** Who publishes how senders change reads what was written of them, and no secret; nobody else reads that. */
    @Test
    void changesOfSendersAreReadToPublishThem() {
        assertThat(roles.keySet())
                .filteredOn(role -> statements(role).stream().anyMatch(RightsTest::isOnAccounts))
                .containsExactly("AnnounceFunction");
        assertThat(actions("AnnounceFunction")).noneMatch(action -> action.matches("(states|secretsmanager):.*"));
        assertThat(statements("AnnounceFunction"))
                .filteredOn(
                        statement -> statement.actionNames().stream().anyMatch(name -> name.startsWith("dynamodb:")))
                .isNotEmpty()
                .allMatch(RightsTest::isOnAccounts);
    }

    /** The watch finds senders by status; it reads no account and no secret, and writes no more than when the next check is due. */
    @Test
    void theWatchStartsChecksAndSeesNothing() {
        assertThat(roles.keySet())
                .filteredOn(role -> statements(role).stream().anyMatch(RightsTest::isOnIndex))
                .containsExactlyInAnyOrder("ReadFunction", "WatchFunction");
        assertThat(actions("WatchFunction"))
                .filteredOn(action -> action.matches("(dynamodb|states|secretsmanager):.*"))
                .containsExactlyInAnyOrder("dynamodb:Query", "dynamodb:UpdateItem", "states:StartExecution");
        assertThat(statements("WatchFunction"))
                .filteredOn(statement -> statement.actionNames().contains("dynamodb:UpdateItem"))
                .singleElement()
                .satisfies(statement -> assertThat(statement.conditions())
                        .contains(new Condition(
                                "ForAllValues:StringEquals",
                                "dynamodb:Attributes",
                                List.of("pk", "sk", "checkDue", "revision"))));
        assertThat(actions("CheckHealthFunction")).noneMatch(action -> action.matches("(states|events):.*"));
    }

    /** What is open to identity products reads keys, records their use, and sends; it makes none. */
    @Test
    void senderKeysAreMadeByTheAdministratorsFunctionAndReadByTheOneThatChecksThem() {
        assertThat(roles.keySet())
                .filteredOn(role -> statements(role).stream().anyMatch(RightsTest::isOnKeys))
                .containsExactlyInAnyOrder(
                        "ReadFunction", "ManageFunction", "HookFunction", "RemoveFunction", "SweepFunction");
        assertThat(statements("HookFunction"))
                .filteredOn(RightsTest::isOnKeys)
                .flatExtracting(Statement::actionNames)
                .containsExactlyInAnyOrder("dynamodb:Query", "dynamodb:UpdateItem");
        assertThat(statements("HookFunction"))
                .filteredOn(statement -> statement.actionNames().contains("dynamodb:UpdateItem") && isOnKeys(statement))
                .singleElement()
                .satisfies(statement -> assertThat(statement.conditions())
                        .contains(new Condition(
                                "ForAllValues:StringEquals",
                                "dynamodb:Attributes",
                                List.of("pk", "sk", "id", "lastUsedAt"))));
        assertThat(roles.keySet())
                .filteredOn(role -> statements(role).stream()
                        .anyMatch(statement -> statement.conditions().contains(OF_SENDER_KEYS)
                                && statement.actionNames().contains("kms:Decrypt")))
                .containsExactly("HookFunction");
    }

    /** Beside its keys, the function that is open to identity products may do what sending may, and no more. */
    @Test
    void aHookMayDoWhatSendingMay() {
        assertThat(ownRights("HookFunction")).containsAll(ownRights("SendFunction"));
        assertThat(statements("HookFunction").stream()
                        .filter(statement -> !isOnKeys(statement))
                        .filter(statement -> !statement.conditions().contains(OF_SENDER_KEYS))
                        .flatMap(statement -> statement.actionNames().stream())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(actions("SendFunction"));
    }

    private static boolean isOnRequests(Statement statement) {
        return statement.conditions().contains(REQUESTS);
    }

    private static boolean isOnKeys(Statement statement) {
        return statement.conditions().contains(KEYS);
    }

    private static boolean isOnHistory(Statement statement) {
        return statement.conditions().contains(HISTORY);
    }

    private static boolean isOnApps(Statement statement) {
        return statement.conditions().contains(APPS);
    }

    private static boolean isOnStream(Statement statement) {
        return statement.resources().getFirst().endsWith("table/MessagesTable/stream/latest");
    }

    private static boolean isOnAccounts(Statement statement) {
        return statement.resources().getFirst().endsWith("table/SenderTable/stream/latest");
    }

    private static boolean isOnIndex(Statement statement) {
        return statement.resources().getFirst().endsWith("table/SenderTable/index/status");
    }

    private static boolean isOnMessages(Statement statement) {
        return statement.resources().getFirst().endsWith("table/MessagesTable");
    }

    @Test
    void whatIsOpenToTheInternetWritesItsOwnKindsOfItemsOnly() {
        List<Statement> onMessages = Objects.requireNonNull(roles.get("ReceiveFunction")).statements().stream()
                .filter(RightsTest::isOnMessages)
                .toList();

        assertThat(onMessages)
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.conditions()).anySatisfy(condition -> {
                    assertThat(condition.key()).isEqualTo("dynamodb:LeadingKeys");
                    assertThat(condition.wanted())
                            .doesNotContain("*")
                            .allMatch(pattern -> pattern.matches("[A-Z]+#\\*"));
                }));
    }

    @Test
    void submitCannotReadASecret() {
        assertThat(actions("SubmitFunction"))
                .contains("secretsmanager:PutSecretValue")
                .doesNotContain("secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue");
    }

    @Test
    void whatReadsSecretsWritesNoneButOneStepJoinsThemTwoPromoteAVersionAndADeletionDeletes() {
        Map<String, Set<String>> exceptions = Map.of(
                "ValidateFunction", Set.of("secretsmanager:PutSecretValue"),
                "ListNumbersFunction", Set.of("secretsmanager:UpdateSecretVersionStage"),
                "ProvisionTemplatesFunction", Set.of("secretsmanager:UpdateSecretVersionStage"),
                "RemoveFunction", Set.of("secretsmanager:DeleteSecret"));
        roles.keySet().forEach(role -> {
            Set<String> actions = actions(role);
            if (actions.contains("secretsmanager:GetSecretValue")) {
                Set<String> writes =
                        actions.stream().filter(WRITES_SECRETS::contains).collect(Collectors.toSet());
                assertThat(writes).as(role).isEqualTo(exceptions.getOrDefault(role, Set.of()));
            }
        });
    }

    @Test
    void theStateMachineInvokesItsStepsAndRecordsOutcomes() {
        List<Statement> own = parts(WORKFLOW_ROLE).stream()
                .filter(part -> Unrecorded.reason(WORKFLOW_ROLE, part).isEmpty())
                .toList();

        assertThat(own)
                .flatExtracting(Statement::actionNames)
                .containsExactly(INVOKE, INVOKE, INVOKE, "dynamodb:UpdateItem", "kms:Decrypt");
        assertThat(own.subList(0, 3))
                .flatExtracting(Statement::resources)
                .extracting(resource -> resource.substring(resource.lastIndexOf(':') + 1))
                .containsExactly("ValidateFunction", "ListNumbersFunction", "ProvisionTemplatesFunction");
        assertThat(own.get(3).conditions())
                .filteredOn(condition -> condition.key().equals("dynamodb:Attributes"))
                .singleElement()
                .satisfies(condition -> assertThat(condition.wanted()).doesNotContain("credentials", "numbers"));
    }

    @Test
    void everyRightHasItsReasonBesideIt() throws IOException {
        List<String> lines = Files.readAllLines(TEMPLATE);
        roles.forEach((role, has) -> has.statements().stream()
                .flatMap(statement -> statement.actions().stream())
                .forEach(action -> {
                    int line = Integer.parseInt(action.place().replaceAll("\\D+(\\d+).*", "$1"));
                    assertThat(lines.get(line - 1))
                            .as("%s: %s stands alone on its line, before its reason", role, action)
                            .matches(" *(-|Action:) " + Pattern.quote(action.name()) + " # \\S.*");
                }));
    }

    @Test
    void noTwoFunctionsMayDoTheSame() {
        assertThat(roles.keySet())
                .extracting(this::ownRights)
                .as("a function that may do no more than another is a route of the other")
                .doesNotHaveDuplicates();
    }

    /** What the role lets its bearer do with this stack's data: without log and traces, which each has. */
    private Set<List<Object>> ownRights(String bearer) {
        return parts(bearer).stream()
                .filter(part -> Unrecorded.reason(bearer, part).isEmpty())
                .map(part -> List.<Object>of(part.actionNames(), part.resources(), part.conditions()))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals,             'a',    'a',     true",
        "StringEquals,             'a',    'b',     false",
        "StringLike,               'ENV#*', 'ENV#1', true",
        "StringLike,               'ENV#*', 'X#1',   false",
        "StringLike,               'ENV#*', '',      false",
        "ForAllValues:StringLike,  'ENV#*', 'ENV#1 ENV#2', true",
        "ForAllValues:StringLike,  'ENV#*', 'ENV#1 X',     false",
        "ForAllValues:StringLike,  'ENV#*', '',            true",
        "ForAnyValue:StringEquals, 'a',    'b a',   true",
        "ForAnyValue:StringEquals, 'a',    '',      false",
        "NumericEquals,            '30',   '30',    true",
        "NumericEquals,            '30',   '7',     false",
        "Null,                     'false', 'x',    true",
        "Null,                     'false', '',     false",
    })
    void aConditionHoldsAsIamSaysSo(String operator, String wanted, String values, boolean holds) {
        List<String> there = values.isEmpty() ? List.of() : List.of(values.split(" ", -1));
        AccessRequest request = new AccessRequest("a:B", "arn", Map.of("key", there));

        assertThat(new Statement(List.of(new Action("a:B", "")), List.of("arn"), List.of(condition(operator, wanted)))
                        .allows(request))
                .isEqualTo(holds);
    }

    /** The template with one place changed. */
    private Path altered(String from, String to) throws IOException {
        String template = Files.readString(TEMPLATE);
        assertThat(template).contains(from);
        return Files.writeString(
                directory.resolve("template.yaml"),
                template.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
    }

    private static Condition condition(String operator, String wanted) {
        return new Condition(operator, "key", List.of(wanted));
    }

    private Set<String> actions(String role) {
        return statements(role).stream()
                .flatMap(statement -> statement.actionNames().stream())
                .collect(Collectors.toSet());
    }

    private List<Statement> statements(String bearer) {
        return Optional.ofNullable(roles.get(bearer)).map(Role::statements).orElseThrow();
    }

    private List<Statement> parts(String bearer) {
        return statements(bearer).stream()
                .flatMap(statement -> statement.parts().stream())
                .toList();
    }

    private List<Statement> all(String service) {
        return roles.values().stream()
                .flatMap(role -> role.statements().stream())
                .filter(statement -> statement.actionNames().stream().anyMatch(action -> action.startsWith(service)))
                .toList();
    }
}
