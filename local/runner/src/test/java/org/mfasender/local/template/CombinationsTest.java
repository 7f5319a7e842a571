package org.mfasender.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mfasender.local.template.Value.Intrinsic;
import org.mfasender.local.template.Value.Items;
import org.mfasender.local.template.Value.Members;
import org.mfasender.local.template.Value.Text;

/** Whatever the template's conditions make of its parameters can be deployed. */
class CombinationsTest {
    private static final Path FILE =
            Path.of(System.getProperty("project.root", "../..")).resolve("template.yaml");
    private static final Members TEMPLATE = YamlFile.read(FILE);
    private static final Surroundings SURROUNDINGS = new Surroundings(URI.create("http://127.0.0.1:3000"));

    /** What a deployment may set or not. What only works together is one choice; so is what decides one property each, and nothing else. */
    private static final List<Map<String, String>> CHOICES = List.of(
            Map.of("TokenIssuer", "https://issuer.example.com/as", "TokenAudience", "api"),
            Map.of("ConsoleClientId", "console"),
            Map.of("KeyArn", "arn:aws:kms:us-east-1:000000000000:key/own"),
            Map.of(
                    "StepConcurrency",
                    "10",
                    "WaitConcurrency",
                    "10",
                    "ReadConcurrency",
                    "10",
                    "AlarmTopicArn",
                    "arn:aws:sns:us-east-1:000000000000:alarms"),
            Map.of("AotCache", "true", "CognitoSmsFallback", "true", "SendingEnabled", "false"),
            Map.of(
                    "CognitoUserPoolArn",
                    "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_own",
                    "CognitoKeyArn",
                    "arn:aws:kms:us-east-1:000000000000:key/cognito",
                    "CognitoEnvironmentId",
                    "3f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f"),
            Map.of("SendConcurrency", "20", "HookConcurrency", "20"),
            Map.of("SendSnapStart", "true"),
            Map.of("SendProvisionedConcurrency", "5", "HookProvisionedConcurrency", "5"),
            Map.of("SampleEnvironmentId", "3f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f", "SampleRecipient", "+436605550100"),
            Map.of(
                    "DomainName",
                    "mfa.example.com",
                    "CertificateArn",
                    "arn:aws:acm:us-east-1:000000000000:certificate/own"),
            Map.of("TruststoreUri", "s3://bucket/truststore.pem"),
            Map.of("DefaultEndpoint", "false"));

    /** Where a text may be empty: functions read it as absent. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("Variables");

    @Test
    void everyParameterOfAConditionIsChosen() {
        Set<String> asked = new TreeSet<>();
        TEMPLATE.require("Conditions").asMembers().members().values().forEach(value -> parameters(value, asked));
        Set<String> chosen = new TreeSet<>();
        CHOICES.forEach(choice -> chosen.addAll(choice.keySet()));

        assertThat(chosen).containsAll(asked);
    }

    @Test
    void everyCombinationThatNoRuleForbidsCanBeDeployed() {
        int deployed = 0;
        for (int combination = 0; combination < 1 << CHOICES.size(); combination++) {
            Map<String, String> parameters = parameters(combination);
            Map<String, Value> resources = expanded(parameters);
            if (resources.isEmpty()) {
                continue;
            }
            deployed++;
            assertThatCode(() -> new TemplateReader(TEMPLATE, FILE, parameters, SURROUNDINGS).read())
                    .as(parameters.toString())
                    .doesNotThrowAnyException();
            List<String> problems = new ArrayList<>();
            resources.forEach((logicalId, resource) -> empties(resource, logicalId, problems));
            resources.values().forEach(resource -> refusedTogether(resource.asMembers(), resources, problems));
            assertThat(problems).as(parameters.toString()).isEmpty();
        }
        assertThat(deployed).isGreaterThan(1_000);
    }

    private static Map<String, String> parameters(int combination) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < CHOICES.size(); i++) {
            if ((combination >> i & 1) == 1) {
                parameters.putAll(CHOICES.get(i));
            }
        }
        return parameters;
    }

    /** The resources that there are then, with every reference resolved; none when a rule forbids it. */
    private static Map<String, Value> expanded(Map<String, String> given) {
        Map<String, String> parameters = Parameters.resolve(TEMPLATE.orEmpty("Parameters"), given);
        Members none = new Members(Map.of(), "");
        Resolver parametersOnly = new Resolver(parameters, new ResourceNames(none, SURROUNDINGS), (name, at) -> {
            throw at.error("no Fn::If here");
        });
        Conditions conditions = new Conditions(TEMPLATE.orEmpty("Conditions"), parametersOnly);
        try {
            conditions.check(TEMPLATE.orEmpty("Rules"));
        } catch (TemplateException forbidden) {
            return Map.of();
        }
        Map<String, Value> existing = new HashMap<>();
        TEMPLATE.orEmpty("Resources").members().forEach((logicalId, resource) -> {
            Value condition = resource.asMembers().get("Condition");
            if (condition == null || conditions.holds(condition.asText(), condition)) {
                existing.put(logicalId, resource);
            }
        });
        Resolver resolver =
                new Resolver(parameters, new ResourceNames(new Members(existing, ""), SURROUNDINGS), conditions::holds);
        Map<String, Value> expanded = new HashMap<>();
        existing.forEach((logicalId, resource) ->
                expanded.put(logicalId, resolver.resolve(resource.asMembers().orEmpty("Properties"))));
        return expanded;
    }

    /** A parameter that is not set leaves an empty text where no condition guards it. */
    private static void empties(Value value, String path, List<String> problems) {
        switch (value) {
            case Text text -> {
                if (text.text().isEmpty()) {
                    problems.add(path + " is empty");
                }
            }
            case Members members ->
                members.members().forEach((name, member) -> {
                    if (!MAY_BE_EMPTY.contains(name)) {
                        empties(member, path + "." + name, problems);
                    }
                });
            case Items items -> items.items().forEach(item -> empties(item, path, problems));
            default -> {}
        }
    }

    /**
     * What AWS refuses together.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">Lambda: SnapStart and provisioned concurrency</a>
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html">API Gateway: mutual TLS is
     *     for the domain only</a>
     */
    private static void refusedTogether(Members properties, Map<String, Value> all, List<String> problems) {
        Value snapStart = properties.orEmpty("SnapStart").get("ApplyOn");
        boolean snapshots = snapStart != null && snapStart.asText().equals("PublishedVersions");
        boolean provisioned = properties.get("ProvisionedConcurrencyConfig") != null;
        if (snapshots && provisioned) {
            problems.add("SnapStart with provisioned concurrency");
        }
        if ((snapshots || provisioned) && properties.get("AutoPublishAlias") == null) {
            problems.add("SnapStart or provisioned concurrency without a version");
        }
        Value reserved = properties.get("ReservedConcurrentExecutions");
        if (reserved != null && Integer.parseInt(reserved.asText()) == 0) {
            problems.add("a function that never runs");
        }
        Value closed = properties.get("DisableExecuteApiEndpoint");
        boolean defaultEndpoint = closed == null || !closed.asText().equals("true");
        if (!defaultEndpoint && !all.containsKey("DomainMapping")) {
            problems.add("an API without an address");
        }
        Value domain = all.get("Domain");
        boolean mutualTls = domain != null && domain.asMembers().get("MutualTlsAuthentication") != null;
        if (closed != null && defaultEndpoint && mutualTls) {
            problems.add("mutual TLS with a way round it");
        }
    }

    private static void parameters(Value condition, Set<String> found) {
        switch (condition) {
            case Intrinsic function -> {
                if (function.function().equals("Ref")) {
                    found.add(function.argument().asText());
                }
                parameters(function.argument(), found);
            }
            case Items items -> items.items().forEach(item -> parameters(item, found));
            default -> {}
        }
    }
}
