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
import org.jspecify.annotations.Nullable;
import org.mfasender.local.template.Value.Members;

/** Turns the values of a template into definitions; refuses what would be deployed but not be run locally. */
final class TemplateReader {
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Metadata",
            "Parameters",
            "Rules",
            "Conditions",
            "Globals",
            "Resources",
            "Outputs");
    private static final Set<String> RESOURCE =
            Set.of("Type", "Condition", "Properties", "DeletionPolicy", "UpdateReplacePolicy", "DependsOn", "Metadata");
    /** What only matters in AWS, such as rights and sizes, stands behind what is used here. */
    private static final Set<String> FUNCTION = Set.of(
            "CodeUri",
            "Handler",
            "Timeout",
            "Environment",
            "Events",
            "Architectures",
            "AutoPublishAlias",
            "Description",
            "EventInvokeConfig",
            "LoggingConfig",
            "MemorySize",
            "ProvisionedConcurrencyConfig",
            "ReservedConcurrentExecutions",
            "Role",
            "Runtime",
            "SnapStart",
            "Tags",
            "Tracing",
            "VersionDescription");

    private static final Set<String> STATE_MACHINE = Set.of(
            "DefinitionS3Location",
            "DefinitionSubstitutions",
            "StateMachineName",
            "StateMachineType",
            "EncryptionConfiguration",
            "LoggingConfiguration",
            "RoleArn",
            "Tags",
            "TracingConfiguration");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    /** SAM's default, in seconds. */
    private static final String DEFAULT_TIMEOUT = "3";

    private final Members template;
    private final Path file;
    private final Members resources;
    private final Members outputs;
    private final Map<String, String> parameters;
    private final ResourceNames names;
    private final Resolver resolver;
    private final Map<String, HttpApi> apis = new LinkedHashMap<>();
    private final Map<HttpRoute, Authorization> authorizations = new LinkedHashMap<>();
    private final List<StreamMapping> streams = new ArrayList<>();
    private final List<ScheduleDefinition> schedules = new ArrayList<>();

    TemplateReader(Members template, Path file, Map<String, String> parameters, Surroundings surroundings) {
        this.template = template.onlyKnows(SECTIONS);
        this.file = file;
        this.parameters = Parameters.resolve(template.orEmpty("Parameters"), parameters);
        Conditions conditions = conditions(surroundings);
        this.resources = existing(knownTypes(template.require("Resources").asMembers()), conditions);
        this.outputs = existing(template.orEmpty("Outputs"), conditions);
        this.names = new ResourceNames(resources, surroundings);
        this.resolver = new Resolver(this.parameters, names, conditions::holds);
    }

    private Conditions conditions(Surroundings surroundings) {
        Members none = new Members(Map.of(), template.place());
        Resolver parametersOnly = new Resolver(parameters, new ResourceNames(none, surroundings), (name, at) -> {
            throw at.error("unsupported function Fn::If");
        });
        Conditions conditions = new Conditions(template.orEmpty("Conditions"), parametersOnly).checked();
        conditions.check(template.orEmpty("Rules"));
        return conditions;
    }

    private static Members knownTypes(Members resources) {
        resources.members().values().forEach(value -> {
            Value type = value.asMembers().onlyKnows(RESOURCE).require("Type");
            if (!ResourceNames.TYPES.contains(type.asText())) {
                throw type.error("unknown resource type " + type.asText());
            }
        });
        return resources;
    }

    /** The resources or outputs whose condition holds. */
    private static Members existing(Members declared, Conditions conditions) {
        Map<String, Value> existing = new LinkedHashMap<>();
        declared.members().forEach((name, value) -> {
            Value condition = value.asMembers().get("Condition");
            if (condition == null || conditions.holds(condition.asText(), condition)) {
                existing.put(name, value);
            }
        });
        return new Members(existing, declared.place());
    }

    Template read() {
        Members globals = template.orEmpty("Globals").onlyKnows(Set.of("Function"));
        List<FunctionDefinition> functions = new ArrayList<>();
        List<StateMachineDefinition> stateMachines = new ArrayList<>();
        List<TableDefinition> tables = new ArrayList<>();
        List<SecretDefinition> secrets = new ArrayList<>();
        readApis();
        resources.members().forEach((logicalId, value) -> {
            Value type = value.asMembers().require("Type");
            Members own = value.asMembers().orEmpty("Properties");
            checkDependencies(value.asMembers().get("DependsOn"));
            switch (type.asText()) {
                case ResourceNames.FUNCTION ->
                    functions.add(function(logicalId, resolved(Value.merge(globals.orEmpty("Function"), own))));
                case ResourceNames.STATE_MACHINE -> stateMachines.add(stateMachine(logicalId, resolved(own)));
                case ResourceNames.TABLE ->
                    tables.add(TableReader.table(
                            logicalId, names.physicalName(logicalId, resolver::resolve), resolved(own)));
                case ResourceNames.SECRET ->
                    secrets.add(SecretDefinition.of(names.physicalName(logicalId, resolver::resolve), resolved(own)));
                default -> resolved(own); // nothing to run, but its references must hold
            }
        });
        resolved(outputs);
        apis.values().forEach(api -> api.check(authorizations.keySet()));
        return new Template(parameters, functions, stateMachines, tables, streams, schedules, secrets, authorizations);
    }

    private void checkDependencies(@Nullable Value dependsOn) {
        List<Value> names = switch (dependsOn) {
            case null -> List.of();
            case Value.Items several -> several.items();
            default -> List.of(dependsOn);
        };
        for (Value name : names) {
            if (!resources.members().containsKey(name.asText())) {
                throw name.error("nothing is called " + name.asText());
            }
        }
    }

    private void readApis() {
        resources.members().forEach((logicalId, value) -> {
            if (value.asMembers().require("Type").asText().equals(ResourceNames.HTTP_API)) {
                apis.put(logicalId, new HttpApi(resolved(value.asMembers().orEmpty("Properties"))));
            }
        });
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
        List<HttpRoute> routes = new ArrayList<>();
        for (Value event : properties.orEmpty("Events").members().values()) {
            read(event.asMembers().onlyKnows(Set.of("Type", "Properties")), logicalId, routes);
        }
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

    private void read(Members event, String function, List<HttpRoute> routes) {
        Value type = event.require("Type");
        switch (type.asText()) {
            case "HttpApi" -> routes.add(route(event));
            case "DynamoDB" -> streams.add(StreamMappingReader.mapping(function, event.orEmpty("Properties"), streams));
            case "Schedule" -> schedules.add(ScheduleDefinition.of(function, event.orEmpty("Properties")));
            default -> throw type.error("unsupported event " + type.asText());
        }
    }

    private HttpRoute route(Members event) {
        Members properties = event.orEmpty("Properties").onlyKnows(Set.of("ApiId", "Auth", "Method", "Path"));
        HttpRoute route = properties.get("Method") == null && properties.get("Path") == null
                ? HttpRoute.DEFAULT
                : new HttpRoute(
                        properties.require("Method").asText().toUpperCase(Locale.ROOT),
                        properties.require("Path").asText());
        Value id = properties.get("ApiId");
        HttpApi api = id == null ? null : apis.get(id.asText());
        if (id != null && api == null) {
            throw id.error("there is no HTTP API " + id.asText());
        }
        Authorization authorization =
                api == null || isOpen(properties.orEmpty("Auth")) ? new Authorization.Open() : api.authorization(route);
        if (authorizations.put(route, authorization) != null) {
            throw event.require("Type").error("two functions have the route " + route.routeKey());
        }
        return route;
    }

    /** Whether an event takes its route from the authorizer of the API. */
    private static boolean isOpen(Members auth) {
        Value authorizer = auth.onlyKnows(Set.of("Authorizer")).get("Authorizer");
        if (authorizer != null && !authorizer.asText().equals("NONE")) {
            throw authorizer.error("only NONE is supported here");
        }
        return authorizer != null;
    }

    private StateMachineDefinition stateMachine(String logicalId, Members properties) {
        properties.onlyKnows(STATE_MACHINE);
        Value type = properties.require("StateMachineType");
        if (!type.asText().equals("STANDARD")) {
            throw type.error("only STANDARD state machines are supported");
        }
        String definition = definition(
                properties.require("DefinitionS3Location"), texts(properties.orEmpty("DefinitionSubstitutions")));
        Value key = properties.orEmpty("EncryptionConfiguration").get("KmsKeyId");
        return new StateMachineDefinition(
                logicalId,
                names.physicalName(logicalId, resolver::resolve),
                definition,
                key == null ? null : key.asText());
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

    private static Map<String, String> texts(Members members) {
        Map<String, String> texts = new LinkedHashMap<>();
        members.members().forEach((name, value) -> texts.put(name, value.asText()));
        return texts;
    }
}
