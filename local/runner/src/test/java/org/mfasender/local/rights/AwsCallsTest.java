package org.mfasender.local.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.rights.Statement.Action;

/** Calls need the actions, resources and condition keys that AWS documents. */
class AwsCallsTest {

    private static final String ACCOUNT = ":us-east-1:000000000000:";
    private static final String TABLE = "arn:aws:dynamodb" + ACCOUNT + "table/senders";
    private static final Condition ENVIRONMENTS =
            new Condition("ForAllValues:StringLike", "dynamodb:LeadingKeys", List.of("ENV#*"));
    private static final Condition IN_TRANSACTIONS =
            new Condition("ForAnyValue:StringEquals", "dynamodb:EnclosingOperation", List.of("TransactWriteItems"));

    private static final String KEY = "arn:aws:kms" + ACCOUNT + "key/DataKey";
    private static final String FORMER_KEY = "arn:aws:kms:us-east-1:111111111111:key/former";

    private final AwsCalls calls = new AwsCalls("us-east-1", "000000000000", FORMER_KEY, KEY);

    @Test
    void aScanHasNoLeadingKeysAndNamesItsAttributes() {
        AccessRequest scan = dynamoDb("Scan", """
                {"TableName": "senders", "FilterExpression": "begins_with(sk, :sk) AND pk <> :pk AND #s = :s",
                 "ProjectionExpression": "pk, secretName, candidate.secretName", "ExpressionAttributeNames": {"#s": "status"},
                 "ExpressionAttributeValues": {":sk": {"S": "SENDER"}, ":pk": {"S": "X"}, ":s": {"S": "READY"}}}
                """);

        assertThat(scan.action()).isEqualTo("dynamodb:Scan");
        assertThat(scan.resource()).isEqualTo(TABLE);
        assertThat(scan.values("dynamodb:LeadingKeys")).isEmpty();
        assertThat(scan.values("dynamodb:EnclosingOperation")).isEmpty();
        assertThat(scan.values("dynamodb:Attributes")).containsExactly("sk", "pk", "status", "secretName", "candidate");
        assertThat(scan.values("dynamodb:Select")).containsExactly("SPECIFIC_ATTRIBUTES");
        assertThat(allows(scan, ENVIRONMENTS))
                .as("ForAllValues holds without values")
                .isTrue();
        assertThat(allows(scan, IN_TRANSACTIONS)).isFalse();
    }

    @Test
    void aScanWithoutAProjectionReadsAllAttributes() {
        AccessRequest scan = dynamoDb("Scan", "{\"TableName\": \"senders\"}");

        assertThat(scan.values("dynamodb:Select")).containsExactly("ALL_ATTRIBUTES");
        assertThat(scan.values("dynamodb:Attributes")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ENV#1, true", "X#1, false"})
    void anUpdateHasTheKeyOfItsItem(String partition, boolean allowed) {
        AccessRequest update = dynamoDb("UpdateItem", update(partition));

        assertThat(update.action()).isEqualTo("dynamodb:UpdateItem");
        assertThat(update.resource()).isEqualTo(TABLE);
        assertThat(update.values("dynamodb:LeadingKeys")).containsExactly(partition);
        assertThat(update.values("dynamodb:Attributes"))
                .containsExactly("pk", "sk", "provisioning", "updatedAt", "revision");
        assertThat(update.values("dynamodb:EnclosingOperation")).isEmpty();
        assertThat(allows(update, ENVIRONMENTS)).isEqualTo(allowed);
        assertThat(allows(update, IN_TRANSACTIONS)).isFalse();
    }

    @Test
    void anUpdateWithinATransactionIsTheSameWithTheEnclosingOperation() {
        List<AccessRequest> needed = calls.dynamoDb(
                "TransactWriteItems",
                json("{\"TransactItems\": [{\"Update\": %s}, {\"Put\": %s}, {\"ConditionCheck\": %s}]}"
                        .formatted(
                                update("ENV#1"),
                                "{\"TableName\": \"senders\", \"Item\": {\"pk\": {\"S\": \"ENV#2\"}}}",
                                update("ENV#3"))));

        assertThat(needed)
                .extracting(AccessRequest::action)
                .containsExactly(
                        "dynamodb:UpdateItem",
                        "kms:Decrypt",
                        "kms:Decrypt",
                        "dynamodb:PutItem",
                        "kms:Decrypt",
                        "kms:Decrypt",
                        "dynamodb:ConditionCheckItem",
                        "kms:Decrypt",
                        "kms:Decrypt");
        AccessRequest update = needed.getFirst();
        assertThat(update.values("dynamodb:LeadingKeys")).containsExactly("ENV#1");
        assertThat(update.values("dynamodb:Attributes")).contains("provisioning");
        assertThat(needed)
                .filteredOn(request -> request.action().startsWith("dynamodb:"))
                .allMatch(request -> allows(request, ENVIRONMENTS) && allows(request, IN_TRANSACTIONS));
    }

    @Test
    void aQueryHasThePartitionOfItsCondition() {
        String query = """
                {"TableName": "senders", "KeyConditionExpression": "pk = :environment AND begins_with(sk, :pk)",
                 "ExpressionAttributeValues": {":environment": {"S": "ENV#1"}, ":pk": {"S": "CONTENT#"}}}
                """;

        assertThat(dynamoDb("Query", query).values("dynamodb:LeadingKeys")).containsExactly("ENV#1");
        assertThatThrownBy(() -> dynamoDb("Query", query.replace("pk = ", "other = ")))
                .hasMessageContaining("No partition key");
    }

    @Test
    void secretsAreListedOnEverything() {
        JsonNode call = json("{\"Filters\": [{\"Key\": \"name\", \"Values\": [\"local/sender/\"]}]}");

        assertThat(calls.secretsManager("ListSecrets", call))
                .containsExactly(new AccessRequest("secretsmanager:ListSecrets", "*", Map.of()));
    }

    @Test
    void aSecretIsDescribedWithItsTagsAndWithoutItsKey() {
        calls.secretsManager(
                "CreateSecret",
                json("{\"Name\": \"local/sender/1/a\", \"Tags\": [{\"Key\": \"environmentId\", \"Value\": \"1\"}]}"));

        assertThat(calls.secretsManager("DescribeSecret", json("{\"SecretId\": \"local/sender/1/a\"}")))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.action()).isEqualTo("secretsmanager:DescribeSecret");
                    assertThat(request.resource())
                            .isEqualTo("arn:aws:secretsmanager" + ACCOUNT + "secret:local/sender/1/a-AbCdEf");
                    assertThat(request.values("secretsmanager:ResourceTag/environmentId"))
                            .containsExactly("1");
                    assertThat(request.values("secretsmanager:VersionStage")).isEmpty();
                });
    }

    @Test
    void aMovedLabelIsAConditionKeyAndAVersionIdIsNone() {
        JsonNode move = json("{\"SecretId\": \"a\", \"VersionStage\": \"AWSCURRENT\", \"MoveToVersionId\": \"v\"}");
        JsonNode read = json("{\"SecretId\": \"a\", \"VersionId\": \"v\"}");

        assertThat(calls.secretsManager("UpdateSecretVersionStage", move))
                .singleElement()
                .satisfies(request -> assertThat(request.values("secretsmanager:VersionStage"))
                        .containsExactly("AWSCURRENT"));
        assertThat(calls.secretsManager("GetSecretValue", read).getFirst().values("secretsmanager:VersionStage"))
                .isEmpty();
    }

    /** After a change, the former key is that of whatever was encrypted before. */
    @Test
    void whatIsThereNeedsTheFormerKeyAndWhatIsNewTheCurrentOne() {
        JsonNode secret = json("{\"SecretId\": \"a\", \"Name\": \"a\"}");

        assertThat(keys(calls.dynamoDb("Scan", json("{\"TableName\": \"senders\"}"))))
                .containsExactly("kms:Decrypt " + FORMER_KEY, "kms:Decrypt " + KEY);
        assertThat(keys(calls.dynamoDbStreams(
                        "GetRecords", json("{\"ShardIterator\": \"x/table/senders/stream/1|1\"}"))))
                .containsExactly("kms:Decrypt " + FORMER_KEY, "kms:Decrypt " + KEY);
        assertThat(keys(calls.secretsManager("GetSecretValue", secret)))
                .containsExactly("kms:Decrypt " + FORMER_KEY, "kms:Decrypt " + KEY);
        assertThat(keys(calls.secretsManager("PutSecretValue", secret)))
                .containsExactly(
                        "kms:GenerateDataKey " + FORMER_KEY,
                        "kms:GenerateDataKey " + KEY,
                        "kms:Decrypt " + FORMER_KEY,
                        "kms:Decrypt " + KEY);
        assertThat(keys(calls.secretsManager("CreateSecret", secret)))
                .containsExactly("kms:GenerateDataKey " + KEY, "kms:Decrypt " + KEY, "kms:GenerateDataKey " + KEY);
        assertThat(keys(calls.kms("Decrypt", json("{}"))))
                .containsExactly("kms:Decrypt " + FORMER_KEY, "kms:Decrypt " + KEY);
        assertThat(keys(calls.kms("Encrypt", json("{\"KeyId\": \"k\"}")))).containsExactly("kms:Encrypt k");
    }

    private static List<String> keys(List<AccessRequest> needed) {
        return needed.stream()
                .filter(request -> request.action().startsWith("kms:"))
                .map(request -> request.action() + " " + request.resource())
                .toList();
    }

    private AccessRequest dynamoDb(String operation, String call) {
        return calls.dynamoDb(operation, json(call)).getFirst();
    }

    private static boolean allows(AccessRequest request, Condition condition) {
        return new Statement(List.of(new Action(request.action(), "")), List.of(TABLE), List.of(condition))
                .allows(request);
    }

    private static String update(String partition) {
        return """
                {"TableName": "senders", "Key": {"pk": {"S": "%s"}, "sk": {"S": "SENDER"}},
                 "UpdateExpression": "SET #p.steps = :steps, updatedAt = :now", "ConditionExpression": "revision = :pk",
                 "ExpressionAttributeNames": {"#p": "provisioning"}, "ExpressionAttributeValues": {":pk": {"S": "Y#1"}}}
                """.formatted(partition);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
