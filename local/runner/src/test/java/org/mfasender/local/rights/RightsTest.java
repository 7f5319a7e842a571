package org.mfasender.local.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.template.TemplateRights;

/** What template.yaml lets its functions and its state machine do. Whether they do it, LeastPrivilegeE2E knows. */
class RightsTest {

    private static final Path TEMPLATE = Path.of(System.getProperty("project.root", "../.."), "template.yaml");
    private static final String ACCOUNT = ":us-east-1:000000000000:";
    private static final Set<String> RESOURCES = Set.of(
            "arn:aws:dynamodb" + ACCOUNT + "table/SenderTable",
            "arn:aws:secretsmanager" + ACCOUNT + "secret:local/sender/*",
            "arn:aws:states" + ACCOUNT + "stateMachine:local-configure-sender",
            "arn:aws:states" + ACCOUNT + "execution:local-configure-sender:*",
            "arn:aws:kms" + ACCOUNT + "key/DataKey",
            "arn:aws:lambda" + ACCOUNT + "function:ValidateFunction",
            "arn:aws:lambda" + ACCOUNT + "function:ListNumbersFunction",
            "arn:aws:lambda" + ACCOUNT + "function:ProvisionTemplatesFunction");
    private static final Set<String> WRITES_SECRETS = Set.of(
            "secretsmanager:CreateSecret",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecret",
            "secretsmanager:UpdateSecretVersionStage",
            "secretsmanager:RestoreSecret",
            "secretsmanager:DeleteSecret");

    private final Map<String, List<Statement>> rights = TemplateRights.read(TEMPLATE);

    @Test
    void aStatementIsOneActionOnResourcesOfThisStack() {
        rights.forEach((role, statements) -> assertThat(statements)
                .filteredOn(statement -> Unrecorded.reason(role, statement).isEmpty())
                .allSatisfy(statement -> {
                    assertThat(statement.actions())
                            .as("%s: %s", role, statement)
                            .hasSize(1);
                    assertThat(statement.actions().getFirst()).doesNotContain("*");
                    assertThat(RESOURCES).as("%s: %s", role, statement).containsAll(statement.resources());
                    if (!statement.actions().getFirst().equals("lambda:InvokeFunction")) {
                        assertThat(statement.resources())
                                .as("%s: %s", role, statement)
                                .hasSize(1);
                    }
                }));
    }

    @Test
    void onlyTheStateMachinesRoleHasExceptions() {
        assertThat(rights.get("ConfigureSenderRole"))
                .filteredOn(statement ->
                        Unrecorded.reason("ConfigureSenderRole", statement).isPresent())
                .hasSize(3);
    }

    @Test
    void aKeyIsUsedThroughAServiceAndForDataOfThisStack() {
        assertThat(all("kms:"))
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.conditions())
                        .extracting(Condition::key)
                        .anyMatch(key -> key.startsWith("kms:EncryptionContext:")));
    }

    @Test
    void theTableIsReachedByTheKeysOfEnvironments() {
        assertThat(all("dynamodb:"))
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.conditions())
                        .contains(new Condition("ForAllValues:StringLike", "dynamodb:LeadingKeys", List.of("ENV#*"))));
    }

    @Test
    void submitCannotReadASecret() {
        assertThat(actions("SubmitFunction"))
                .contains("secretsmanager:PutSecretValue")
                .doesNotContain("secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue");
    }

    @Test
    void whatReadsSecretsWritesNoneButValidatePromotesAVersion() {
        rights.keySet().forEach(role -> {
            Set<String> actions = actions(role);
            if (actions.contains("secretsmanager:GetSecretValue")) {
                Set<String> writes =
                        actions.stream().filter(WRITES_SECRETS::contains).collect(Collectors.toSet());
                assertThat(writes)
                        .as(role)
                        .isEqualTo(
                                role.equals("ValidateFunction")
                                        ? Set.of("secretsmanager:UpdateSecretVersionStage")
                                        : Set.of());
            }
        });
    }

    @Test
    void theStateMachineInvokesItsStepsAndRecordsOutcomes() {
        List<Statement> own = rights.getOrDefault("ConfigureSenderRole", List.of()).stream()
                .filter(statement ->
                        Unrecorded.reason("ConfigureSenderRole", statement).isEmpty())
                .toList();

        assertThat(own)
                .flatExtracting(Statement::actions)
                .containsExactly("lambda:InvokeFunction", "dynamodb:UpdateItem", "kms:Decrypt");
        assertThat(own.getFirst().resources())
                .extracting(resource -> resource.substring(resource.lastIndexOf(':') + 1))
                .containsExactly("ValidateFunction", "ListNumbersFunction", "ProvisionTemplatesFunction");
        assertThat(own.get(1).conditions())
                .filteredOn(condition -> condition.key().equals("dynamodb:Attributes"))
                .singleElement()
                .satisfies(condition -> assertThat(condition.wanted()).doesNotContain("credentials", "numbers"));
    }

    @Test
    void everyRightHasItsReasonBesideIt() throws IOException {
        List<String> lines = Files.readAllLines(TEMPLATE);
        rights.forEach((role, statements) -> statements.forEach(statement -> {
            int line = Integer.parseInt(statement.place().replaceAll("\\D+(\\d+).*", "$1"));
            assertThat(lines.subList(line - 2, line + 1))
                    .as("%s: %s", role, statement)
                    .anyMatch(text -> text.matches(".*(Action:.* # \\S.*|^ *# \\S.*)"));
        }));
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

        assertThat(new Statement("", List.of("a:B"), List.of("arn"), List.of(condition(operator, wanted)))
                        .allows(request))
                .isEqualTo(holds);
    }

    private static Condition condition(String operator, String wanted) {
        return new Condition(operator, "key", List.of(wanted));
    }

    private Set<String> actions(String role) {
        return rights.getOrDefault(role, List.of()).stream()
                .flatMap(statement -> statement.actions().stream())
                .collect(Collectors.toSet());
    }

    private List<Statement> all(String service) {
        return rights.values().stream()
                .flatMap(Collection::stream)
                .filter(statement ->
                        Stream.of(statement.actions().getFirst()).anyMatch(action -> action.startsWith(service)))
                .toList();
    }
}
