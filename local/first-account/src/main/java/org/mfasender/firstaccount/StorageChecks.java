package org.mfasender.firstaccount;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;

/** What is stored: everything is encrypted with the stack's key, and what customers entered is protected. */
final class StorageChecks {
    private static final String DOCS = "https://docs.aws.amazon.com/";

    private final Stack stack;
    private final Aws aws;
    private final Examination examination;

    StorageChecks(Stack stack, Aws aws, Examination examination) {
        this.stack = stack;
        this.aws = aws;
        this.examination = examination;
    }

    void run() throws InterruptedException {
        examination.ask(
                new Question(
                        "The key is usable and rotates",
                        "kms:DescribeKey, kms:GetKeyRotationStatus",
                        "Enabled; it rotates, if the stack made it",
                        DOCS + "kms/latest/developerguide/rotate-keys.html"),
                this::key);
        examination.ask(
                new Question(
                        "The table of accounts is encrypted and protected",
                        "dynamodb:DescribeTable, dynamodb:DescribeContinuousBackups",
                        "The stack's key, deletion protection, point-in-time recovery",
                        DOCS + "amazondynamodb/latest/developerguide/EncryptionAtRest.html"),
                this::accounts);
        examination.ask(
                new Question(
                        "The table of messages is encrypted and expires",
                        "dynamodb:DescribeTable, dynamodb:DescribeTimeToLive",
                        "The stack's key, a stream of new and old images, time to live by expiresAt",
                        DOCS + "amazondynamodb/latest/developerguide/howitworks-ttl.html"),
                this::messages);
        examination.ask(
                new Question(
                        "The secret of hashes is encrypted",
                        "secretsmanager:DescribeSecret",
                        "The stack's key",
                        DOCS + "secretsmanager/latest/userguide/security-encryption.html"),
                () -> ofKey(aws.secretsManager()
                        .describeSecret(request -> request.secretId(stack.physicalId("HashSecret")))
                        .kmsKeyId()));
        examination.ask(
                new Question(
                        "Executions are encrypted, and their errors logged without data",
                        "states:DescribeStateMachine",
                        "ACTIVE, CUSTOMER_MANAGED_KMS_KEY with the stack's key, level ERROR, no execution data",
                        DOCS + "step-functions/latest/dg/encryption-at-rest.html"),
                this::stateMachine);
        examination.ask(
                new Question(
                        "Logs are encrypted and expire",
                        "logs:DescribeLogGroups of each log group",
                        "The stack's key, retention as LogRetentionDays says",
                        DOCS + "AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html"),
                this::logGroups);
    }

    private Observation key() {
        KeyMetadata key =
                aws.kms().describeKey(request -> request.keyId(stack.key())).keyMetadata();
        boolean own = stack.parameter("KeyArn").isEmpty();
        boolean rotates = aws.kms()
                .getKeyRotationStatus(request -> request.keyId(stack.key()))
                .keyRotationEnabled();
        return Observation.of(
                key.keyStateAsString().equals("Enabled") && (rotates || !own),
                key.keyStateAsString() + (rotates ? ", rotates" : ", does not rotate"));
    }

    private Observation accounts() {
        TableDescription table = table("SenderTable");
        String recovery = aws.dynamoDb()
                .describeContinuousBackups(request -> request.tableName(table.tableName()))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatusAsString();
        return Observation.of(
                stack.isKey(table.sseDescription().kmsMasterKeyArn())
                        && table.deletionProtectionEnabled()
                        && recovery.equals("ENABLED"),
                named(table.sseDescription().kmsMasterKeyArn()) + ", deletion protection "
                        + table.deletionProtectionEnabled() + ", recovery " + recovery);
    }

    private Observation messages() {
        TableDescription table = table("MessagesTable");
        String expiry = aws.dynamoDb()
                .describeTimeToLive(request -> request.tableName(table.tableName()))
                .timeToLiveDescription()
                .timeToLiveStatusAsString();
        String stream = table.streamSpecification().streamViewTypeAsString();
        return Observation.of(
                stack.isKey(table.sseDescription().kmsMasterKeyArn())
                        && stream.equals("NEW_AND_OLD_IMAGES")
                        && expiry.equals("ENABLED"),
                named(table.sseDescription().kmsMasterKeyArn()) + ", stream " + stream + ", time to live " + expiry);
    }

    private TableDescription table(String logicalId) {
        return aws.dynamoDb()
                .describeTable(request -> request.tableName(stack.physicalId(logicalId)))
                .table();
    }

    private Observation stateMachine() {
        DescribeStateMachineResponse machine =
                aws.stepFunctions().describeStateMachine(request -> request.stateMachineArn(stateMachineArn()));
        String encryption = machine.encryptionConfiguration().typeAsString();
        String level = machine.loggingConfiguration().levelAsString();
        boolean data = machine.loggingConfiguration().includeExecutionData();
        return Observation.of(
                machine.statusAsString().equals("ACTIVE")
                        && encryption.equals("CUSTOMER_MANAGED_KMS_KEY")
                        && stack.isKey(machine.encryptionConfiguration().kmsKeyId())
                        && level.equals("ERROR")
                        && !data,
                machine.statusAsString() + ", " + encryption + " with "
                        + named(machine.encryptionConfiguration().kmsKeyId()) + ", level " + level
                        + (data ? " with data" : " without data"));
    }

    private String stateMachineArn() {
        return Objects.requireNonNull(stack.outputs().get("StateMachineArn"));
    }

    private Observation logGroups() {
        List<String> differences = new ArrayList<>();
        List<String> names = stack.ofType("AWS::Logs::LogGroup").stream()
                .map(resource -> resource.physicalResourceId())
                .toList();
        for (String name : names) {
            LogGroup group =
                    aws.logs().describeLogGroups(request -> request.logGroupNamePrefix(name)).logGroups().stream()
                            .filter(candidate -> candidate.logGroupName().equals(name))
                            .findFirst()
                            .orElseThrow();
            if (!stack.isKey(group.kmsKeyId())
                    || !String.valueOf(group.retentionInDays()).equals(stack.parameter("LogRetentionDays"))) {
                differences.add(name + ": " + named(group.kmsKeyId()) + ", " + group.retentionInDays() + " days");
            }
        }
        return Observation.of(differences.isEmpty() && !names.isEmpty(), names.size() + " log groups; " + differences);
    }

    private Observation ofKey(@Nullable String keyId) {
        return Observation.of(stack.isKey(keyId), named(keyId));
    }

    private String named(@Nullable String keyId) {
        return stack.isKey(keyId) ? "the stack's key" : keyId == null ? "no key of ours" : "another key";
    }
}
