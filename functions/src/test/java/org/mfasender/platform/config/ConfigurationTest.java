package org.mfasender.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.platform.config.AwsSettings.Keys;

class ConfigurationTest {

    private static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("AWS_REGION", "eu-central-1"),
            Map.entry("AWS_ACCESS_KEY_ID", "AKIASIMULATED"),
            Map.entry("AWS_SECRET_ACCESS_KEY", "simulatedKey"),
            Map.entry("AWS_SESSION_TOKEN", "simulatedSession"),
            Map.entry("TABLE_NAME", "accounts"),
            Map.entry("SECRET_PREFIX", "stack/sender"),
            Map.entry("SECRET_KMS_KEY_ID", "alias/own"),
            Map.entry("SECRET_RECOVERY_DAYS", "7"),
            Map.entry("GRAPH_URL", "https://graph.facebook.com"),
            Map.entry("GRAPH_VERSION", "v26.0"),
            Map.entry("THROTTLE_WAIT_SECONDS", "900"),
            Map.entry("STATE_MACHINE_ARN", "arn:aws:states:eu-central-1:123456789012:stateMachine:one"),
            Map.entry("RUN_INTERVAL_SECONDS", "10"),
            Map.entry("META_REQUESTS_PER_MINUTE", "30"),
            Map.entry("REVIEW_WAIT_SECONDS", "60"),
            Map.entry("DEFAULT_LOCALES", "en, pt-BR"),
            Map.entry("CODE_EXPIRATION_MINUTES", "10"),
            Map.entry("ADD_SECURITY_RECOMMENDATION", "true"),
            Map.entry("MESSAGE_SEND_TTL_SECONDS", "600"),
            Map.entry("TEMPLATE_PREFIX", "mfa"),
            Map.entry("TEMPLATE_CREATIONS_PER_HOUR", "100"),
            Map.entry("ENVIRONMENT_CLAIM", "env"),
            Map.entry("DOMAIN_NAME", "mfa.example.com"));

    @ParameterizedTest
    @CsvSource({"20, false", "21, true"})
    void theReplayWindowIsLongerThanARequestMayTake(String seconds, boolean accepted) {
        Configuration configuration = new Configuration(Map.of("REPLAY_WINDOW_SECONDS", seconds));

        if (accepted) {
            assertThat(configuration.replayWindow(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(21));
        } else {
            assertThatThrownBy(() -> configuration.replayWindow(Duration.ofSeconds(20)))
                    .hasMessageContaining("REPLAY_WINDOW_SECONDS");
        }
    }

    static Stream<Arguments> everyPart() {
        return Stream.of(
                part(Configuration::table, "accounts", "TABLE_NAME"),
                part(Configuration::secrets, new SecretSettings("stack/sender", "alias/own"), "SECRET_PREFIX"),
                part(Configuration::secretRecoveryDays, 7, "SECRET_RECOVERY_DAYS"),
                part(
                        Configuration::graph,
                        new GraphSettings(URI.create("https://graph.facebook.com"), "v26.0", Duration.ofMinutes(15)),
                        "GRAPH_URL",
                        "GRAPH_VERSION",
                        "THROTTLE_WAIT_SECONDS"),
                part(
                        Configuration::stateMachineArn,
                        "arn:aws:states:eu-central-1:123456789012:stateMachine:one",
                        "STATE_MACHINE_ARN"),
                part(Configuration::runInterval, Duration.ofSeconds(10), "RUN_INTERVAL_SECONDS"),
                part(Configuration::metaRequestsPerMinute, 30, "META_REQUESTS_PER_MINUTE"),
                part(Configuration::reviewWait, Duration.ofMinutes(1), "REVIEW_WAIT_SECONDS"),
                part(
                        Configuration::templates,
                        new TemplateParameters(List.of("en", "pt-BR"), 10, true, 600),
                        "DEFAULT_LOCALES",
                        "CODE_EXPIRATION_MINUTES",
                        "ADD_SECURITY_RECOMMENDATION",
                        "MESSAGE_SEND_TTL_SECONDS"),
                part(Configuration::templatePrefix, "mfa", "TEMPLATE_PREFIX"),
                part(Configuration::templateCreationsPerHour, 100, "TEMPLATE_CREATIONS_PER_HOUR"),
                part(Configuration::environmentClaim, Optional.of("env")),
                part(Configuration::ownAddress, Optional.of("https://mfa.example.com")),
                part(
                        Configuration::aws,
                        new AwsSettings(
                                "eu-central-1",
                                new Keys("AKIASIMULATED", "simulatedKey", "simulatedSession"),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null),
                        "AWS_REGION",
                        "AWS_SECRET_ACCESS_KEY"));
    }

    private static Arguments part(Function<Configuration, Object> part, Object value, String... required) {
        return arguments(part, value, List.of(required));
    }

    @ParameterizedTest
    @MethodSource("everyPart")
    void aPartIsReadFromItsVariables(Function<Configuration, Object> part, Object value) {
        assertThat(part.apply(new Configuration(ALL))).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("everyPart")
    void aMissingVariableIsNamed(Function<Configuration, Object> part, Object value, List<String> required) {
        for (String name : required) {
            assertThatThrownBy(() -> part.apply(without(name)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void aPartNeedsNoVariableOfAnother() {
        assertThat(new Configuration(Map.of("TABLE_NAME", "accounts")).table()).isEqualTo("accounts");
    }

    @Test
    void someVariablesMayBeMissing() {
        assertThat(without("ENVIRONMENT_CLAIM").environmentClaim()).isEmpty();
        assertThat(without("DOMAIN_NAME").ownAddress()).isEmpty();
        assertThat(without("SECRET_KMS_KEY_ID").secrets().kmsKeyId()).isNull();
        assertThat(without("AWS_ACCESS_KEY_ID").aws().keys()).isNull();
        assertThat(without("AWS_SESSION_TOKEN").aws().keys())
                .isEqualTo(new Keys("AKIASIMULATED", "simulatedKey", null));
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_ENDPOINT_URL_DYNAMODB, true, false, false",
        "AWS_ENDPOINT_URL_SECRETS_MANAGER, false, true, false",
        "AWS_ENDPOINT_URL_SFN, false, false, true",
        "AWS_ENDPOINT_URL, true, true, true",
        "SERVICES_URL, true, true, true"
    })
    void anEndpointIsOfOneServiceOrOfAll(String name, boolean dynamoDb, boolean secrets, boolean stepFunctions) {
        URI endpoint = URI.create("http://127.0.0.1:4566");
        AwsSettings settings = with(name, endpoint.toString()).aws();

        assertThat(settings.dynamoDb()).isEqualTo(dynamoDb ? endpoint : null);
        assertThat(settings.secretsManager()).isEqualTo(secrets ? endpoint : null);
        assertThat(settings.stepFunctions()).isEqualTo(stepFunctions ? endpoint : null);
    }

    @Test
    void noSecretIsPrinted() {
        assertThat(new Configuration(ALL).aws().toString()).doesNotContain("simulatedKey", "simulatedSession");
    }

    private static Configuration without(String name) {
        Map<String, String> variables = new HashMap<>(ALL);
        variables.remove(name);
        return new Configuration(variables);
    }

    private static Configuration with(String name, String value) {
        Map<String, String> variables = new HashMap<>(ALL);
        variables.put(name, value);
        return new Configuration(variables);
    }
}
