package org.mfasender.platform.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.EnvironmentId;

/**
 * What {@code template.yaml} sets for a function. Each part is read on demand, because a function has only the variables
 * that it needs; a missing one throws an {@link IllegalStateException} that names it.
 */
public final class Configuration {

    private final Variables variables;

    public Configuration(Map<String, String> variables) {
        this.variables = new Variables(variables);
    }

    /** Region, credentials and endpoints, as Lambda sets them. */
    public AwsSettings aws() {
        return AwsSettings.of(variables);
    }

    /**
     * Whether this is a process of its own, which Lambda has just started.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">AWS_LAMBDA_INITIALIZATION_TYPE</a>
     */
    public boolean isStartedByLambda() {
        return variables.optional("AWS_LAMBDA_INITIALIZATION_TYPE").isPresent();
    }

    /** Whether other processes start from a snapshot of this one. */
    public boolean usesSnapStart() {
        return variables
                .optional("AWS_LAMBDA_INITIALIZATION_TYPE")
                .filter("snap-start"::equals)
                .isPresent();
    }

    /** Name of the DynamoDB table. */
    public String table() {
        return variables.text("TABLE_NAME");
    }

    /** Name of the DynamoDB table of messages. */
    public String messagesTable() {
        return variables.text("MESSAGES_TABLE_NAME");
    }

    /** The name or ARN of the bus on which events are published. */
    public String eventBus() {
        return variables.text("EVENT_BUS_NAME");
    }

    /** The ARN of the secret from which the keys of hashes follow. */
    public String hashSecretArn() {
        return variables.text("HASH_SECRET_ARN");
    }

    /** Whether the stack sends passcodes; a former template has no word on it. */
    public boolean sendingEnabled() {
        return variables.optional("SENDING_ENABLED").map(Boolean::parseBoolean).orElse(true);
    }

    /** The countries that messages may go to, ISO 3166-1 alpha-2; empty for all. */
    public List<String> allowedCountries() {
        return variables
                .optional("ALLOWED_COUNTRIES")
                .map(any -> variables.list("ALLOWED_COUNTRIES"))
                .orElse(List.of());
    }

    /** How many messages an environment sends. */
    public LimitParameters limits() {
        return new LimitParameters(
                variables.number("MESSAGES_PER_MINUTE"),
                variables.number("MESSAGES_PER_DAY"),
                variables.number("RECIPIENT_MESSAGES_PER_HOUR"),
                variables.number("RANGE_MESSAGES_PER_HOUR"),
                variables.number("COUNTRY_MESSAGES_PER_HOUR"),
                variables.number("STRONG_AUTHENTICATION_PERCENT"),
                variables.number("LOW_CONVERSION_PERCENT"),
                variables.number("LOW_CONVERSION_OUTCOMES"),
                variables.number("LOW_CONVERSION_MESSAGES_PER_HOUR"));
    }

    /** How many requests of an environment may ask Meta in a minute while their caller waits; 0 for no limit. */
    public int metaRequestsPerMinute() {
        return variables.number("META_REQUESTS_PER_MINUTE");
    }

    /**
     * How long the same passcode for the same recipient is the same request, when the caller names no key.
     *
     * @param longest that a request may take: the window has to be longer
     */
    public Duration replayWindow(Duration longest) {
        Duration window = variables.seconds("REPLAY_WINDOW_SECONDS");
        if (window.compareTo(longest) <= 0) {
            throw new IllegalStateException("The environment variable REPLAY_WINDOW_SECONDS must be more than "
                    + longest.toSeconds() + ": " + window.toSeconds());
        }
        return window;
    }

    public SecretSettings secrets() {
        return new SecretSettings(
                variables.text("SECRET_PREFIX"),
                variables.optional("SECRET_KMS_KEY_ID").orElse(null));
    }

    /** The name of the stack. */
    public String stack() {
        return variables.text("SERVICE_NAME");
    }

    /** The ARN of the key with which App Secrets for webhooks and signing keys of identity products are encrypted from now on. */
    public String keyArn() {
        return variables.text("SECRET_KMS_KEY_ID");
    }

    /** How many days a deleted secret can be restored: 7 to 30. */
    public int secretRecoveryDays() {
        return variables.number("SECRET_RECOVERY_DAYS");
    }

    /** How long is kept who changed what. */
    public Duration historyRetention() {
        return Duration.ofDays(variables.number("HISTORY_RETENTION_DAYS"));
    }

    public GraphSettings graph() {
        return new GraphSettings(
                variables.uri("GRAPH_URL"),
                variables.text("GRAPH_VERSION"),
                variables.seconds("THROTTLE_WAIT_SECONDS"));
    }

    public String stateMachineArn() {
        return variables.text("STATE_MACHINE_ARN");
    }

    public String healthStateMachineArn() {
        return variables.text("HEALTH_STATE_MACHINE_ARN");
    }

    /** How often a sender is checked. */
    public Duration healthCheckPeriod() {
        return Duration.ofHours(variables.number("HEALTH_CHECK_HOURS"));
    }

    /** How long after a check another one confirms what it found. */
    public Duration confirmationWait() {
        return variables.seconds("HEALTH_CONFIRMATION_SECONDS");
    }

    /** The least time between the beginnings of two runs of one environment. */
    public Duration runInterval() {
        return variables.seconds("RUN_INTERVAL_SECONDS");
    }

    /** How long to wait before the first poll of a review. */
    public Duration reviewWait() {
        return variables.seconds("REVIEW_WAIT_SECONDS");
    }

    /** The options of templates that a request leaves out. */
    public TemplateParameters templates() {
        return new TemplateParameters(
                variables.list("DEFAULT_LOCALES"),
                variables.number("CODE_EXPIRATION_MINUTES"),
                variables.flag("ADD_SECURITY_RECOMMENDATION"),
                variables.number("MESSAGE_SEND_TTL_SECONDS"));
    }

    /** What begins the name of every template that this system creates. */
    public String templatePrefix() {
        return variables.text("TEMPLATE_PREFIX");
    }

    /** How many templates may be created in an hour in one WhatsApp Business Account. */
    public int templateCreationsPerHour() {
        return variables.number("TEMPLATE_CREATIONS_PER_HOUR");
    }

    /** The claim of a caller's token that must equal the environment in the path; empty when calls are signed. */
    public Optional<String> environmentClaim() {
        return variables.optional("ENVIRONMENT_CLAIM");
    }

    /** The address of the API under a domain of one's own, without a path; empty where it has AWS's name only. */
    public Optional<String> ownAddress() {
        return variables.optional("DOMAIN_NAME").map(domain -> "https://" + domain);
    }

    /** How to sign in to the console; empty when that is not configured. */
    public Optional<SignInSettings> signIn() {
        return variables
                .optional("CONSOLE_CLIENT_ID")
                .map(client ->
                        new SignInSettings(variables.uri("TOKEN_ISSUER"), client, variables.text("CONSOLE_SCOPE")));
    }

    /** The user pool of Amazon Cognito that is served; empty when none is. */
    public Optional<CognitoSettings> cognito() {
        return variables
                .optional("COGNITO_ENVIRONMENT_ID")
                .map(id -> new CognitoSettings(
                        EnvironmentId.parse(id)
                                .orElseThrow(() -> new IllegalStateException(
                                        "The environment variable COGNITO_ENVIRONMENT_ID is not a UUID: " + id)),
                        variables.text("COGNITO_KEY_ARN"),
                        variables.optional("COGNITO_SMS_TEXT").orElse(null)));
    }

    /** What every metric of this process carries. */
    public static MetricSettings metrics() {
        Variables process = new Variables(System.getenv());
        return new MetricSettings(
                process.optional("METRICS_NAMESPACE").orElse("WhatsAppSender"),
                process.optional("SERVICE_NAME").orElse("local"));
    }

    /** What {@code aot/start} has found in this process, which it starts; empty where nobody called it. */
    public static Optional<String> aotCache() {
        return new Variables(System.getenv()).optional("AOT_CACHE");
    }

    /** The variables of this process, for the constructor that Lambda calls. */
    public static Map<String, String> ofProcess() {
        return System.getenv();
    }
}
