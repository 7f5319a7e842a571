package org.mfasender.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mfasender.local.template.Value.Intrinsic;
import org.mfasender.local.template.Value.Items;
import org.mfasender.local.template.Value.Members;
import org.mfasender.local.template.Value.Text;

/**
 * A published version of a function keeps its configuration. SAM publishes another one when the code changes, and CloudFormation when the
 * version's description changes; so the description has every parameter that the configuration has.
 */
class VersionTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern RANGE = Pattern.compile("A whole number from [0-9]+ to ([0-9]+)\\.");
    /** Of the function or its alias: no version has them. */
    private static final Set<String> OF_NO_VERSION =
            Set.of("ReservedConcurrentExecutions", "ProvisionedConcurrencyConfig", "Role", "Events", "LoggingConfig");

    private final Members yaml =
            YamlFile.read(Path.of(System.getProperty("project.root", "../..")).resolve("template.yaml"));
    private final Set<String> parameters =
            yaml.require("Parameters").asMembers().members().keySet();
    private final Members conditions = yaml.require("Conditions").asMembers();

    @Test
    void aChangedParameterPublishesAVersion() {
        Value globals = yaml.require("Globals").asMembers().require("Function");
        yaml.require("Resources").asMembers().members().forEach((logicalId, resource) -> {
            Members own = resource.asMembers().orEmpty("Properties");
            Value description = own.get("VersionDescription");
            if (own.get("AutoPublishAlias") == null) {
                assertThat(description).as(logicalId).isNull();
                return;
            }
            Map<String, Value> configuration =
                    new LinkedHashMap<>(Value.merge(globals, own).asMembers().members());
            configuration.keySet().removeAll(OF_NO_VERSION);
            configuration.remove("VersionDescription");
            Set<String> configured = new TreeSet<>();
            configuration.values().forEach(value -> collect(value, configured));
            Set<String> described = new TreeSet<>();
            collect(own.require("VersionDescription"), described);
            assertThat(described).as(logicalId).isEqualTo(configured);
        });
    }

    /** Source: Lambda's API reference, PublishVersion. */
    @Test
    void theLongestDescriptionIsTaken() {
        yaml.require("Resources").asMembers().members().forEach((logicalId, resource) -> {
            Value description = resource.asMembers().orEmpty("Properties").get("VersionDescription");
            if (description != null) {
                assertThat(longest(description)).as(logicalId).hasSizeLessThanOrEqualTo(256);
            }
        });
    }

    private String longest(Value description) {
        Set<String> described = new TreeSet<>();
        collect(description, described);
        described.remove("TokenIssuer"); // decides, and is not in it
        Map<String, String> values = new LinkedHashMap<>();
        described.forEach(name -> values.put(name, longest(name)));
        ResourceNames none =
                new ResourceNames(new Members(Map.of(), yaml.place()), new Surroundings(URI.create("http://x")));
        return new Resolver(values, none, (condition, at) -> true)
                .resolve(description)
                .asText();
    }

    /** The longest value that a parameter takes. */
    private String longest(String parameter) {
        Members rules =
                yaml.require("Parameters").asMembers().require(parameter).asMembers();
        Value allowed = rules.get("AllowedValues");
        if (allowed != null) {
            return Collections.max(
                    allowed.asItems().stream().map(Value::asText).toList(), Comparator.comparingInt(String::length));
        }
        Value most = rules.get("MaxLength");
        if (most != null) {
            return "x".repeat(Integer.parseInt(most.asText()));
        }
        Matcher range = RANGE.matcher(rules.require("ConstraintDescription").asText());
        if (range.find()) {
            return range.group(1);
        }
        String pattern = rules.require("AllowedPattern").asText();
        String longest = Map.of(
                        "EnvironmentClaim",
                        "c".repeat(40),
                        "GraphVersion",
                        "v26.0",
                        "AllowedCountries",
                        "AT" + ",AT".repeat(39))
                .getOrDefault(parameter, "");
        assertThat(longest).as(parameter).isNotEmpty().matches(pattern);
        assertThat(longest + longest.charAt(longest.length() - 1))
                .as("%s, and one more", parameter)
                .doesNotMatch(pattern);
        assertThat(longest + ",AT").as("%s, and one more", parameter).doesNotMatch(pattern);
        return longest;
    }

    private void collect(Value value, Set<String> found) {
        switch (value) {
            case Members members -> members.members().values().forEach(member -> collect(member, found));
            case Items items -> items.items().forEach(item -> collect(item, found));
            case Intrinsic intrinsic -> intrinsic(intrinsic, found);
            case Text text -> {}
            case Value.Nothing nothing -> {}
        }
    }

    private void intrinsic(Intrinsic intrinsic, Set<String> found) {
        if (intrinsic.argument() instanceof Text text) {
            if (intrinsic.function().equals("Ref") && parameters.contains(text.text())) {
                found.add(text.text());
            }
            Matcher placeholder = PLACEHOLDER.matcher(intrinsic.function().equals("Fn::Sub") ? text.text() : "");
            placeholder
                    .results()
                    .map(result -> result.group(1))
                    .filter(parameters::contains)
                    .forEach(found::add);
        } else if (intrinsic.function().equals("Fn::If")) {
            collect(conditions.require(intrinsic.argument().asItems().getFirst().asText()), found);
            intrinsic.argument().asItems().forEach(item -> collect(item, found));
        } else {
            collect(intrinsic.argument(), found);
        }
    }
}
