package org.mfasender.local.template;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.rights.Condition;
import org.mfasender.local.rights.Statement;
import org.mfasender.local.template.Value.Items;
import org.mfasender.local.template.Value.Members;

/** The statements of the template's policies, with every reference resolved as for the local system. */
public final class TemplateRights {

    private static final Surroundings SURROUNDINGS = new Surroundings(URI.create("http://localhost"));

    private final Members resources;
    private final Resolver resolver;

    private TemplateRights(Members template) {
        this.resources = template.require("Resources").asMembers();
        Map<String, String> parameters = Parameters.resolve(template.orEmpty("Parameters"), Map.of());
        ResourceNames names = new ResourceNames(resources, SURROUNDINGS);
        Conditions conditions =
                new Conditions(template.orEmpty("Conditions"), new Resolver(parameters, names, (name, at) -> false));
        this.resolver = new Resolver(parameters, names, conditions::holds);
    }

    /**
     * What each role may do, with the parameters' defaults.
     *
     * @return by the logical id of the function, or of the role where it stands for itself
     */
    public static Map<String, List<Statement>> read(Path file) {
        TemplateRights rights = new TemplateRights(YamlFile.read(file));
        Map<String, List<Statement>> all = new LinkedHashMap<>();
        rights.resources.members().forEach((logicalId, resource) -> {
            Members members = resource.asMembers();
            Value policies = members.orEmpty("Properties").get("Policies");
            switch (members.require("Type").asText()) {
                case ResourceNames.FUNCTION, "AWS::IAM::Role" -> all.put(logicalId, rights.statements(policies));
                default -> {}
            }
        });
        return all;
    }

    private List<Statement> statements(@Nullable Value policies) {
        List<Statement> statements = new ArrayList<>();
        if (policies != null) {
            for (Value policy : resolver.resolve(policies).asItems()) {
                Value document = policy.asMembers().get("PolicyDocument");
                (document == null ? policy : document)
                        .asMembers()
                        .require("Statement")
                        .asItems()
                        .forEach(statement -> statements.add(statement(statement.asMembers())));
            }
        }
        return statements;
    }

    private static Statement statement(Members statement) {
        statement.onlyKnows(Set.of("Effect", "Action", "Resource", "Condition"));
        if (!statement.require("Effect").asText().equals("Allow")) {
            throw statement.error("only Allow is understood");
        }
        List<Condition> conditions = new ArrayList<>();
        statement
                .orEmpty("Condition")
                .members()
                .forEach((operator, keys) -> keys.asMembers()
                        .members()
                        .forEach((key, wanted) -> conditions.add(new Condition(operator, key, texts(wanted)))));
        return new Statement(
                statement.place(),
                texts(statement.require("Action")),
                texts(statement.require("Resource")),
                conditions);
    }

    private static List<String> texts(Value value) {
        return value instanceof Items items
                ? items.items().stream().map(Value::asText).toList()
                : List.of(value.asText());
    }
}
