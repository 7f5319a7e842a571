package org.mfasender.local.rights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rights AWS asks for when an operation is called. A key encrypts table and secrets, and a former one may have encrypted what is
 * there: what the services do with them in the caller's name is derived from their manuals.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
 *     Service Authorization Reference</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">DynamoDB: using IAM policy
 *     conditions for fine-grained access control</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html">How DynamoDB uses KMS</a>
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html">How Secrets Manager uses KMS</a>
 */
public final class AwsCalls {

    private static final String TRANSACTION = "TransactWriteItems";
    private static final String BATCH = "BatchGetItem";
    /** Filters or not, AWS offers it on all secrets only. */
    private static final String LIST = "ListSecrets";
    /** In the place of a secret's ARN when Secrets Manager only tries whether a key can be used. */
    private static final String TRIAL = "RequestToValidateKeyAccess";

    /** The partition key in the condition of a query, of the table or of an index. */
    private static final Pattern PARTITION = Pattern.compile("(?:\\bpk|#\\w+) = (:\\w+)");

    /** The first name of a path in an expression; names that a parenthesis follows are functions. */
    private static final Pattern ATTRIBUTE = Pattern.compile("(?<![.:#\\w])(#?[a-zA-Z_]\\w*)(?!\\w*\\s*\\()");

    /** The table in the ARN of a stream, which a shard iterator begins with. */
    private static final Pattern STREAM = Pattern.compile("table/([^/]+)/stream/");

    private static final List<String> EXPRESSIONS = List.of(
            "UpdateExpression",
            "ConditionExpression",
            "KeyConditionExpression",
            "FilterExpression",
            "ProjectionExpression");

    private static final Set<String> READS = Set.of("GetItem", BATCH, "Query", "Scan");

    private static final Set<String> KEYWORDS =
            Set.of("SET", "REMOVE", "ADD", "DELETE", "AND", "OR", "NOT", "IN", "BETWEEN");

    private final String region;
    private final String arns;
    private final String formerKey;
    private final String key;
    private final Map<String, String> tags;

    /**
     * Calls in one account.
     *
     * @param region such as {@code us-east-1}
     * @param account its number
     * @param formerKey ARN of the key that has encrypted what is there
     * @param key ARN of the key that encrypts what is new
     */
    public AwsCalls(String region, String account, String formerKey, String key) {
        this(region, ":" + region + ":" + account + ":", formerKey, key, new ConcurrentHashMap<>());
    }

    private AwsCalls(String region, String arns, String formerKey, String key, Map<String, String> tags) {
        this.arns = arns;
        this.region = region;
        this.formerKey = formerKey;
        this.key = key;
        this.tags = tags;
    }

    /** In the same account, after another key has taken the present one's place. */
    public AwsCalls changed(String nextKey) {
        return new AwsCalls(region, arns, key, nextKey, tags);
    }

    /** The rights that reading or writing items needs. */
    public List<AccessRequest> dynamoDb(String operation, JsonNode call) {
        List<AccessRequest> needed = new ArrayList<>();
        if (operation.equals(TRANSACTION)) {
            for (JsonNode member : call.path("TransactItems")) {
                String kind = member.fieldNames().next();
                String action = kind.equals("ConditionCheck") ? "ConditionCheckItem" : kind + "Item";
                needed.addAll(
                        item(action, member.path(kind), Map.of("dynamodb:EnclosingOperation", List.of(operation))));
            }
        } else if (operation.equals(BATCH)) {
            call.path("RequestItems").properties().forEach(read -> {
                ObjectNode ofTable = read.getValue().deepCopy();
                needed.addAll(item(operation, ofTable.put("TableName", read.getKey()), Map.of()));
            });
        } else {
            needed.addAll(item(operation, call, Map.of()));
        }
        return needed;
    }

    /** The rights that reading a table's stream needs. */
    public List<AccessRequest> dynamoDbStreams(String operation, JsonNode call) {
        String named =
                call.path(call.has("StreamArn") ? "StreamArn" : "ShardIterator").asText();
        Matcher table = STREAM.matcher(named);
        if (!table.find()) {
            throw new IllegalArgumentException("No stream in " + named);
        }
        List<AccessRequest> needed = new ArrayList<>();
        needed.add(new AccessRequest(
                "dynamodb:" + operation,
                "arn:aws:dynamodb" + arns + "table/" + table.group(1) + "/stream/latest",
                Map.of()));
        needed.addAll(existing("Decrypt", "dynamodb", "aws:dynamodb:tableName", table.group(1)));
        return needed;
    }

    private List<AccessRequest> item(String action, JsonNode call, Map<String, List<String>> more) {
        String table = call.path("TableName").asText();
        Map<String, List<String>> context = new HashMap<>(more);
        context.put("dynamodb:LeadingKeys", leadingKeys(action, call));
        context.put("dynamodb:Attributes", attributes(call));
        if (READS.contains(action)) {
            boolean specific = call.has("ProjectionExpression");
            context.put(
                    "dynamodb:Select",
                    List.of(call.path("Select").asText(specific ? "SPECIFIC_ATTRIBUTES" : "ALL_ATTRIBUTES")));
        }
        List<AccessRequest> needed = new ArrayList<>();
        String index =
                call.has("IndexName") ? "/index/" + call.path("IndexName").asText() : "";
        needed.add(
                new AccessRequest("dynamodb:" + action, "arn:aws:dynamodb" + arns + "table/" + table + index, context));
        needed.addAll(existing("Decrypt", "dynamodb", "aws:dynamodb:tableName", table));
        return needed;
    }

    /** None for a scan, which reads the items of all keys. */
    private static List<String> leadingKeys(String action, JsonNode call) {
        return switch (action) {
            case "Scan" -> List.of();
            case "Query" -> List.of(text(call, "/ExpressionAttributeValues/" + partition(call) + "/S"));
            case BATCH ->
                call.path("Keys").valueStream().map(key -> text(key, "/pk/S")).toList();
            case "PutItem" -> List.of(text(call, "/Item/pk/S"));
            default -> List.of(text(call, "/Key/pk/S"));
        };
    }

    private static String partition(JsonNode query) {
        String condition = query.path("KeyConditionExpression").asText();
        return PARTITION
                .matcher(condition)
                .results()
                .findFirst()
                .map(match -> match.group(1))
                .orElseThrow(() -> new IllegalArgumentException("No partition key in " + condition));
    }

    private static String text(JsonNode call, String path) {
        JsonNode value = call.at(path);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("No text at " + path);
        }
        return value.asText();
    }

    /** The attributes of the first level that a call names. */
    private static List<String> attributes(JsonNode call) {
        Set<String> attributes = new LinkedHashSet<>();
        call.path("Key").fieldNames().forEachRemaining(attributes::add);
        call.path("Keys").forEach(key -> key.fieldNames().forEachRemaining(attributes::add));
        call.path("Item").fieldNames().forEachRemaining(attributes::add);
        String expressions = EXPRESSIONS.stream()
                .map(expression -> call.path(expression).asText())
                .collect(Collectors.joining(" "));
        ATTRIBUTE
                .matcher(expressions)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !KEYWORDS.contains(name))
                .map(name -> call.at("/ExpressionAttributeNames/" + name).asText(name))
                .forEach(attributes::add);
        return List.copyOf(attributes);
    }

    /** The rights that a call of Secrets Manager needs. */
    public List<AccessRequest> secretsManager(String operation, JsonNode call) {
        if (operation.equals(LIST)) {
            return List.of(new AccessRequest("secretsmanager:" + LIST, "*", Map.of()));
        }
        boolean creates = operation.equals("CreateSecret");
        String name = call.path(creates ? "Name" : "SecretId").asText();
        // The template's own secret is named by its ARN, an account's by its name.
        String arn = name.startsWith("arn:") ? name : "arn:aws:secretsmanager" + arns + "secret:" + name + "-AbCdEf";
        Map<String, List<String>> context = new LinkedHashMap<>();
        put(context, "secretsmanager:VersionStage", call.path("VersionStage"));
        put(context, "secretsmanager:RecoveryWindowInDays", call.path("RecoveryWindowInDays"));
        put(context, "secretsmanager:ForceDeleteWithoutRecovery", call.path("ForceDeleteWithoutRecovery"));
        put(context, "secretsmanager:KmsKeyArn", call.path("KmsKeyId"));
        for (JsonNode tag : call.path("Tags")) {
            put(context, "aws:RequestTag/" + tag.path("Key").asText(), tag.path("Value"));
        }
        context.put("aws:TagKeys", call.path("Tags").findValuesAsText("Key"));
        if (tags.containsKey(name)) {
            context.put("secretsmanager:ResourceTag/environmentId", List.of(tags.get(name)));
        }
        List<AccessRequest> needed = new ArrayList<>();
        needed.add(new AccessRequest("secretsmanager:" + operation, arn, context));
        switch (operation) {
            case "CreateSecret" -> {
                if (!call.path("Tags").isEmpty()) {
                    needed.add(new AccessRequest("secretsmanager:TagResource", arn, context));
                    call.path("Tags")
                            .forEach(tag -> tags.put(name, tag.path("Value").asText()));
                }
                needed.add(key(key, "GenerateDataKey", "secretsmanager", "SecretARN", TRIAL));
                needed.add(key(key, "Decrypt", "secretsmanager", "SecretARN", TRIAL));
                needed.add(key(key, "GenerateDataKey", "secretsmanager", "SecretARN", arn));
            }
            case "PutSecretValue" -> {
                // With the key that the secret has; decrypted to compare, when the version is there already.
                needed.addAll(existing("GenerateDataKey", "secretsmanager", "SecretARN", arn));
                needed.addAll(existing("Decrypt", "secretsmanager", "SecretARN", arn));
            }
            case "GetSecretValue" -> needed.addAll(existing("Decrypt", "secretsmanager", "SecretARN", arn));
            default -> {}
        }
        return needed;
    }

    private static void put(Map<String, List<String>> context, String key, JsonNode value) {
        if (!value.isMissingNode()) {
            context.put(key, List.of(value.asText()));
        }
    }

    /** The rights that a call of KMS needs: where it names no key, that of the ciphertext. */
    public List<AccessRequest> kms(String operation, JsonNode call) {
        Map<String, List<String>> context = new LinkedHashMap<>();
        call.path("EncryptionContext")
                .properties()
                .forEach(member -> put(context, "kms:EncryptionContext:" + member.getKey(), member.getValue()));
        return (call.has("KeyId") ? Stream.of(call.path("KeyId").asText()) : Stream.of(formerKey, key))
                .map(arn -> new AccessRequest("kms:" + operation, arn, context))
                .toList();
    }

    /** The rights that a call of EventBridge needs: on the bus of each entry. */
    public List<AccessRequest> eventBridge(String operation, JsonNode call) {
        List<AccessRequest> needed = new ArrayList<>();
        for (JsonNode entry : call.path("Entries")) {
            String bus = entry.path("EventBusName").asText("default");
            needed.add(new AccessRequest(
                    "events:" + operation,
                    bus.startsWith("arn:") ? bus : "arn:aws:events" + arns + "event-bus/" + bus,
                    Map.of()));
        }
        return needed;
    }

    /** What is none of these ARNs, as a resource. */
    public static String allBut(String arns) {
        return "not " + arns;
    }

    /** The right to send an SMS, which is no resource of SNS. */
    public AccessRequest sms() {
        return new AccessRequest("sns:Publish", allBut("arn:aws:sns:*:*:*"), Map.of());
    }

    /** The right that a call of Step Functions needs. */
    public AccessRequest stepFunctions(String operation, JsonNode call) {
        JsonNode arn = call.has("stateMachineArn") ? call.path("stateMachineArn") : call.path("executionArn");
        return new AccessRequest("states:" + operation, arn.asText(), Map.of());
    }

    /** Of what is there: the former key may have encrypted it, or the current one. */
    private List<AccessRequest> existing(String action, String service, String contextKey, String contextValue) {
        return Stream.of(formerKey, key)
                .map(arn -> key(arn, action, service, contextKey, contextValue))
                .toList();
    }

    private AccessRequest key(String arn, String action, String service, String contextKey, String contextValue) {
        return new AccessRequest(
                "kms:" + action,
                arn,
                Map.of(
                        "kms:ViaService",
                        List.of(service + "." + region + ".amazonaws.com"),
                        "kms:EncryptionContext:" + contextKey,
                        List.of(contextValue)));
    }
}
