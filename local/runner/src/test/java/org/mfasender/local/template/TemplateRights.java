package org.mfasender.local.template;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mfasender.local.rights.AwsCalls;
import org.mfasender.local.rights.Condition;
import org.mfasender.local.rights.Role;
import org.mfasender.local.rights.Statement;
import org.mfasender.local.rights.Statement.Action;
import org.mfasender.local.template.Value.Items;
import org.mfasender.local.template.Value.Members;

/**
 * The roles of the template, with every reference resolved as for the local system. Refuses what would give a function other rights
 * than its own role's statements: no role or a shared one, policies beside it, managed policies.
 */
public final class TemplateRights {

    private static final Surroundings SURROUNDINGS = new Surroundings(URI.create("http://localhost"));
    private static final String ROLE = "AWS::IAM::Role";

    /** What is off by default is on, so that its rights are known. */
    public static final Map<String, String> EVERYTHING = Map.of(
            "CognitoUserPoolArn",
            Surroundings.arn("cognito-idp", "userpool/us-east-1_Example01"),
            "CognitoKeyArn",
            Surroundings.arn("kms", "key/00000000-0000-4000-8000-00000000c091"),
            "CognitoEnvironmentId",
            "3f0c8f5e-6a55-4c5a-9f1e-0a6b1c2dc091",
            "CognitoSmsFallback",
            "true");

    private final Members resources;
    private final Resolver resolver;
    private final Map<String, String> bearers = new LinkedHashMap<>();
    private final Map<String, String> logGroups = new LinkedHashMap<>();

    private TemplateRights(Members template, Map<String, String> given) {
        this.resources = template.require("Resources").asMembers();
        Map<String, String> parameters = Parameters.resolve(template.orEmpty("Parameters"), given);
        ResourceNames names = new ResourceNames(resources, SURROUNDINGS);
        Conditions conditions =
                new Conditions(template.orEmpty("Conditions"), new Resolver(parameters, names, (name, at) -> false));
        this.resolver = new Resolver(parameters, names, conditions::holds);
    }

    /**
     * The template's roles, with {@link #EVERYTHING}; else with the parameters' defaults.
     *
     * @return by the logical id of the function that has it, or by its own where no function has it
     */
    public static Map<String, Role> read(Path file) {
        return read(file, EVERYTHING);
    }

    /** The same with other values than the defaults, by parameter name. */
    public static Map<String, Role> read(Path file, Map<String, String> parameters) {
        TemplateRights rights = new TemplateRights(YamlFile.read(file), parameters);
        rights.resources
                .members()
                .forEach((logicalId, resource) -> rights.readFunction(logicalId, resource.asMembers()));
        Map<String, Role> all = new LinkedHashMap<>();
        rights.resources.members().forEach((logicalId, resource) -> {
            Members members = resource.asMembers();
            if (members.require("Type").asText().equals(ROLE)) {
                String bearer = rights.bearers.getOrDefault(logicalId, logicalId);
                all.put(bearer, rights.role(bearer, members.orEmpty("Properties")));
            }
        });
        return all;
    }

    private void readFunction(String logicalId, Members resource) {
        if (!resource.require("Type").asText().equals(ResourceNames.FUNCTION)) {
            return;
        }
        Members properties = resolver.resolve(resource.orEmpty("Properties")).asMembers();
        Value policies = properties.get("Policies");
        if (policies != null) {
            throw policies.error("policies belong in the function's role; SAM ignores these");
        }
        String arn = properties.require("Role").asText();
        String role = arn.substring(arn.indexOf('/') + 1);
        if (resources.get(role) == null) {
            throw properties.require("Role").error("no role of this template");
        }
        if (bearers.put(role, logicalId) != null) {
            throw properties.require("Role").error("another function has this role");
        }
        String logGroup =
                properties.orEmpty("LoggingConfig").require("LogGroup").asText();
        logGroups.put(logicalId, Surroundings.arn("logs", "log-group:" + logGroup + ":*"));
    }

    private Role role(String bearer, Members unresolved) {
        Members properties = resolver.resolve(unresolved)
                .asMembers()
                .onlyKnows(Set.of("AssumeRolePolicyDocument", "Policies")); // above all no ManagedPolicyArns
        List<Statement> statements = new ArrayList<>();
        for (Value policy : properties.require("Policies").asItems()) {
            document(policy.asMembers().require("PolicyDocument"))
                    .forEach(statement -> statements.add(statement(
                            statement.onlyKnows(Set.of("Effect", "Action", "Resource", "NotResource", "Condition")))));
        }
        List<Members> trusted = document(properties.require("AssumeRolePolicyDocument"));
        Members trust = trusted.getFirst().onlyKnows(Set.of("Effect", "Action", "Principal", "Condition"));
        Members principal = trust.require("Principal").asMembers().onlyKnows(Set.of("Service"));
        if (trusted.size() != 1 || !trust.require("Action").asText().equals("sts:AssumeRole")) {
            throw trust.error("a role is assumed by one service");
        }
        return new Role(
                bearer,
                principal.require("Service").asText(),
                conditions(trust),
                statements,
                Optional.ofNullable(logGroups.get(bearer)));
    }

    private static List<Members> document(Value document) {
        return document.asMembers().require("Statement").asItems().stream()
                .map(statement -> allowing(statement.asMembers()))
                .toList();
    }

    private static Members allowing(Members statement) {
        if (!statement.require("Effect").asText().equals("Allow")) {
            throw statement.error("only Allow is understood");
        }
        return statement;
    }

    private static Statement statement(Members statement) {
        return new Statement(
                items(statement.require("Action")).stream()
                        .map(action -> new Action(action.asText(), action.place()))
                        .toList(),
                resources(statement),
                conditions(statement));
    }

    /** What has no ARN, such as an SMS, is allowed on all but the ARNs of its service. */
    private static List<String> resources(Members statement) {
        Value but = statement.get("NotResource");
        return but == null
                ? texts(statement.require("Resource"))
                : texts(but).stream().map(AwsCalls::allBut).toList();
    }

    private static List<Condition> conditions(Members statement) {
        List<Condition> conditions = new ArrayList<>();
        statement
                .orEmpty("Condition")
                .members()
                .forEach((operator, keys) -> keys.asMembers()
                        .members()
                        .forEach((key, wanted) -> conditions.add(new Condition(operator, key, texts(wanted)))));
        return conditions;
    }

    private static List<String> texts(Value value) {
        return items(value).stream().map(Value::asText).toList();
    }

    private static List<Value> items(Value value) {
        return value instanceof Items items ? items.items() : List.of(value);
    }
}
