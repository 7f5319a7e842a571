package org.mfasender.local.rights;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.mfasender.local.template.TemplateRights;

/** What a statement of a role has to keep to, whoever has the role. */
final class RoleRules {

    private static final String ACCOUNT = ":us-east-1:000000000000:";
    /** What a former key has encrypted stays readable: the encryption context says whose data it is, so the key need not. */
    private static final String ANY_KEY = "arn:aws:kms:us-east-1:*:key/*";

    private static final String CONTEXT = "kms:EncryptionContext:";
    /** What an encryption context names of this stack, or of this account where it is only to encrypt. */
    private static final Map<String, List<String>> OWN = Map.of(
            CONTEXT + "aws:dynamodb:tableName", List.of("SenderTable", "MessagesTable"),
            CONTEXT + "SecretARN",
                    List.of(
                            "arn:aws:secretsmanager" + ACCOUNT + "secret:HashSecret",
                            "arn:aws:secretsmanager" + ACCOUNT + "secret:local/sender/*"),
            CONTEXT + "aws:states:stateMachineArn",
                    List.of(
                            "arn:aws:states" + ACCOUNT + "stateMachine:local-configure-sender",
                            "arn:aws:states" + ACCOUNT + "stateMachine:local-check-health"),
            CONTEXT + "stack", List.of("local"));

    private static final Condition LOG_DELIVERY =
            new Condition("StringLike", CONTEXT + "SourceArn", List.of("arn:aws:logs" + ACCOUNT + "*"));

    private static final Set<String> RESOURCES = Set.of(
            "arn:aws:dynamodb" + ACCOUNT + "table/SenderTable",
            "arn:aws:dynamodb" + ACCOUNT + "table/SenderTable/index/status",
            "arn:aws:dynamodb" + ACCOUNT + "table/SenderTable/stream/latest",
            "arn:aws:dynamodb" + ACCOUNT + "table/MessagesTable",
            "arn:aws:dynamodb" + ACCOUNT + "table/MessagesTable/stream/latest",
            "arn:aws:events" + ACCOUNT + "event-bus/default",
            "arn:aws:secretsmanager" + ACCOUNT + "secret:HashSecret",
            "arn:aws:secretsmanager" + ACCOUNT + "secret:local/sender/*",
            "arn:aws:states" + ACCOUNT + "stateMachine:local-configure-sender",
            "arn:aws:states" + ACCOUNT + "stateMachine:local-check-health",
            "arn:aws:states" + ACCOUNT + "execution:local-configure-sender:*",
            "arn:aws:kms" + ACCOUNT + "key/DataKey",
            TemplateRights.EVERYTHING.get("CognitoKeyArn"),
            AwsCalls.allBut("arn:aws:sns:*:*:*"),
            ANY_KEY,
            "arn:aws:lambda" + ACCOUNT + "function:ValidateFunction",
            "arn:aws:lambda" + ACCOUNT + "function:ListNumbersFunction",
            "arn:aws:lambda" + ACCOUNT + "function:ProvisionTemplatesFunction",
            "arn:aws:lambda" + ACCOUNT + "function:CheckHealthFunction");

    /** May be on everything: AWS offers it on no single resource. */
    private static final List<String> LISTS = List.of("secretsmanager:ListSecrets");

    private RoleRules() {}

    /** Each statement that is too wide, and why; empty when the role is fine. */
    static List<String> faults(Role role) {
        Set<Object> known = new HashSet<>();
        return role.statements().stream()
                .flatMap(statement -> Stream.concat(
                                known.add(scope(statement)) ? Stream.of() : Stream.of("belongs into another statement"),
                                faults(role, statement))
                        .map(fault -> role.bearer() + ": " + statement + " " + fault))
                .toList();
    }

    /** What only one statement of a role has. */
    private static Object scope(Statement statement) {
        return List.of(Set.copyOf(statement.resources()), Set.copyOf(statement.conditions()));
    }

    private static Stream<String> faults(Role role, Statement statement) {
        if (statement.actions().isEmpty() || statement.resources().size() != 1) {
            return Stream.of("is not on one resource");
        }
        return statement.parts().stream()
                .flatMap(part -> faults(role, part, part.resources().getFirst()))
                .distinct();
    }

    private static Stream<String> faults(Role role, Statement statement, String resource) {
        if (statement.actionNames().getFirst().contains("*")) {
            return Stream.of("has a wildcard");
        }
        if (Unrecorded.isLog(statement)) {
            return role.logGroup().stream().anyMatch(resource::equals)
                    ? Stream.of()
                    : Stream.of("is not its function's own log group");
        }
        if (resource.equals("*")) {
            boolean unrecorded = Unrecorded.reason(role.bearer(), statement).isPresent();
            return statement.actionNames().equals(LISTS) || (unrecorded && Unrecorded.hasNoResource(statement))
                    ? Stream.of()
                    : Stream.of("is on everything");
        }
        if (isScan(statement) && statement.conditions().stream().anyMatch(RoleRules::isOfKeys)) {
            return Stream.of("reads the items of all keys, whatever its condition says");
        }
        if (resource.equals(ANY_KEY) && !isOfOwnData(statement)) {
            return Stream.of("uses any key for what is not this stack's");
        }
        return RESOURCES.contains(resource) ? Stream.of() : Stream.of("is on what is not this stack's: " + resource);
    }

    /**
     * A scan has no leading keys, so that {@code ForAllValues} holds.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">Using IAM policy
     *     conditions for fine-grained access control</a>
     */
    static boolean isScan(Statement statement) {
        return statement.actionNames().equals(List.of("dynamodb:Scan"));
    }

    private static boolean isOfOwnData(Statement statement) {
        boolean onlyEncrypts = statement.actionNames().equals(List.of("kms:GenerateDataKey"));
        return statement.conditions().stream()
                .anyMatch(condition ->
                        OWN.getOrDefault(condition.key(), List.of()).containsAll(condition.wanted())
                                || (onlyEncrypts && condition.equals(LOG_DELIVERY)));
    }

    private static boolean isOfKeys(Condition condition) {
        return condition.key().equals("dynamodb:LeadingKeys");
    }
}
