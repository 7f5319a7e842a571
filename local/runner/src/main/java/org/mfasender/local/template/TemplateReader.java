package org.mfasender.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mfasender.local.template.TableDefinition.KeyPart;
import org.mfasender.local.template.TableDefinition.SecondaryIndex;
import org.mfasender.local.template.Value.Members;

/** Turns the values of a template into definitions; refuses what would be deployed but not be run locally. */
final class TemplateReader {
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Metadata",
            "Parameters",
            "Globals",
            "Resources",
            "Outputs");
    private static final Set<String> RESOURCE =
            Set.of("Type", "Properties", "DeletionPolicy", "UpdateReplacePolicy", "DependsOn", "Metadata");
    /** What only matters in AWS, such as rights and sizes, stands behind what is used here. */
    private static final Set<String> FUNCTION = Set.of(
            "CodeUri",
            "Handler",
            "Timeout",
            "Environment",
            "Events",
            "Architectures",
            "Description",
            "LoggingConfig",
            "MemorySize",
            "Policies",
            "Runtime",
            "Tags",
            "Tracing");

    private static final Set<String> STATE_MACHINE = Set.of(
            "DefinitionUri", "DefinitionSubstitutions", "Name", "Type", "Logging", "Policies", "Tags", "Tracing");
    private static final Set<String> TABLE = Set.of(
            "TableName",
            "AttributeDefinitions",
            "KeySchema",
            "GlobalSecondaryIndexes",
            "BillingMode",
            "DeletionProtectionEnabled",
            "PointInTimeRecoverySpecification",
            "SSESpecification",
            "TableClass",
            "Tags");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    /** SAM's default, in seconds. */
    private static final String DEFAULT_TIMEOUT = "3";

    private final Members template;
    private final Path file;
    private final Members resources;
    private final Map<String, String> parameters;
    private final ResourceNames names;
    private final Resolver resolver;

    TemplateReader(Members template, Path file, Map<String, String> parameters, Surroundings surroundings) {
        this.template = template.onlyKnows(SECTIONS);
        this.file = file;
        this.resources = knownResources(template.require("Resources").asMembers());
        this.parameters = Parameters.resolve(template.orEmpty("Parameters"), parameters);
        this.names = new ResourceNames(resources, surroundings);
        this.resolver = new Resolver(this.parameters, names);
    }

    private static Members knownResources(Members resources) {
        for (Value resource : resources.members().values()) {
            Value type = resource.asMembers().onlyKnows(RESOURCE).require("Type");
            if (!ResourceNames.TYPES.contains(type.asText())) {
                throw type.error("unknown resource type " + type.asText());
            }
        }
        return resources;
    }

    Template read() {
        Members globals = template.orEmpty("Globals").onlyKnows(Set.of("Function"));
        List<FunctionDefinition> functions = new ArrayList<>();
        List<StateMachineDefinition> stateMachines = new ArrayList<>();
        List<TableDefinition> tables = new ArrayList<>();
        resources.members().forEach((logicalId, value) -> {
            Value type = value.asMembers().require("Type");
            Members own = value.asMembers().orEmpty("Properties");
            switch (type.asText()) {
                case ResourceNames.FUNCTION ->
                    functions.add(function(logicalId, resolved(Value.merge(globals.orEmpty("Function"), own))));
                case ResourceNames.STATE_MACHINE -> stateMachines.add(stateMachine(logicalId, resolved(own)));
                case ResourceNames.TABLE -> tables.add(table(logicalId, resolved(own)));
                default -> resolved(own); // nothing to run, but its references must hold
            }
        });
        resolved(template.orEmpty("Outputs"));
        return new Template(parameters, functions, stateMachines, tables);
    }

    private Members resolved(Value value) {
        return resolver.resolve(value).asMembers();
    }

    private FunctionDefinition function(String logicalId, Members properties) {
        properties.onlyKnows(FUNCTION);
        Value timeout =
                properties.members().getOrDefault("Timeout", new Value.Text(DEFAULT_TIMEOUT, properties.place()));
        Map<String, String> environment = texts(
                properties.orEmpty("Environment").onlyKnows(Set.of("Variables")).orEmpty("Variables"));
        List<HttpRoute> routes = properties.orEmpty("Events").members().values().stream()
                .map(event -> route(event.asMembers()))
                .toList();
        Value code = properties.members().getOrDefault("CodeUri", new Value.Text("", properties.place()));
        String handler = properties.require("Handler").asText();
        return new FunctionDefinition(
                logicalId, file.resolveSibling(code.asText()), handler, seconds(timeout), environment, routes);
    }

    private static Duration seconds(Value value) {
        try {
            return Duration.ofSeconds(Integer.parseInt(value.asText()));
        } catch (NumberFormatException e) {
            throw value.error("expected a whole number of seconds");
        }
    }

    private static HttpRoute route(Members event) {
        event.onlyKnows(Set.of("Type", "Properties"));
        Value type = event.require("Type");
        if (!type.asText().equals("HttpApi")) {
            throw type.error("unsupported event " + type.asText());
        }
        Members properties = event.orEmpty("Properties").onlyKnows(Set.of("ApiId", "Method", "Path"));
        Value method = properties.get("Method");
        Value path = properties.get("Path");
        if (method == null && path == null) {
            return HttpRoute.DEFAULT;
        }
        String name = properties.require("Method").asText().toUpperCase(Locale.ROOT);
        return new HttpRoute(name, properties.require("Path").asText());
    }

    private StateMachineDefinition stateMachine(String logicalId, Members properties) {
        properties.onlyKnows(STATE_MACHINE);
        Value type = properties.require("Type");
        if (!type.asText().equals("STANDARD")) {
            throw type.error("only STANDARD state machines are supported");
        }
        String definition =
                definition(properties.require("DefinitionUri"), texts(properties.orEmpty("DefinitionSubstitutions")));
        return new StateMachineDefinition(logicalId, names.physicalName(logicalId, resolver::resolve), definition);
    }

    private String definition(Value uri, Map<String, String> substitutions) {
        String text;
        try {
            text = Files.readString(file.resolveSibling(uri.asText()));
        } catch (IOException e) {
            throw uri.error("there is no file " + uri.asText());
        }
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            String value = substitutions.get(match.group(1));
            if (value == null) {
                throw uri.error(uri.asText() + " asks for " + match.group() + ", which no substitution names");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private TableDefinition table(String logicalId, Members properties) {
        properties.onlyKnows(TABLE);
        Map<String, String> types = new LinkedHashMap<>();
        for (Value item : properties.require("AttributeDefinitions").asItems()) {
            Members definition = item.asMembers().onlyKnows(Set.of("AttributeName", "AttributeType"));
            types.put(
                    definition.require("AttributeName").asText(),
                    definition.require("AttributeType").asText());
        }
        Value indexes = properties
                .members()
                .getOrDefault("GlobalSecondaryIndexes", new Value.Items(List.of(), properties.place()));
        return new TableDefinition(
                logicalId,
                names.physicalName(logicalId, resolver::resolve),
                types,
                keySchema(properties),
                indexes.asItems().stream().map(TemplateReader::index).toList());
    }

    private static SecondaryIndex index(Value item) {
        Members index = item.asMembers().onlyKnows(Set.of("IndexName", "KeySchema", "Projection"));
        Members projection =
                index.require("Projection").asMembers().onlyKnows(Set.of("ProjectionType", "NonKeyAttributes"));
        Value attributes =
                projection.members().getOrDefault("NonKeyAttributes", new Value.Items(List.of(), projection.place()));
        return new SecondaryIndex(
                index.require("IndexName").asText(),
                keySchema(index),
                projection.require("ProjectionType").asText(),
                attributes.asItems().stream().map(Value::asText).toList());
    }

    private static List<KeyPart> keySchema(Members owner) {
        return owner.require("KeySchema").asItems().stream()
                .map(item -> item.asMembers().onlyKnows(Set.of("AttributeName", "KeyType")))
                .map(key -> new KeyPart(
                        key.require("AttributeName").asText(),
                        key.require("KeyType").asText()))
                .toList();
    }

    private static Map<String, String> texts(Members members) {
        Map<String, String> texts = new LinkedHashMap<>();
        members.members().forEach((name, value) -> texts.put(name, value.asText()));
        return texts;
    }
}
