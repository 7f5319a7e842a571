package org.mfasender.platform.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How a function reaches AWS.
 *
 * @param keys null when a container endpoint hands out the credentials, as with SnapStart
 * @param dynamoDb an endpoint other than AWS's own, or null; the others alike
 */
public record AwsSettings(
        String region,
        @Nullable Keys keys,
        @Nullable URI dynamoDb,
        @Nullable URI secretsManager,
        @Nullable URI stepFunctions,
        @Nullable URI kms,
        @Nullable URI eventBridge,
        @Nullable URI sns) {

    /**
     * An access key.
     *
     * @param sessionToken null for a key that does not expire
     */
    public record Keys(
            String accessKeyId,
            String secretAccessKey,
            @Nullable String sessionToken) {

        /** Never prints a secret. */
        @Override
        public String toString() {
            return "Keys[" + accessKeyId + "]";
        }
    }

    /**
     * Reads the SDK's standard variables. For {@code sam local}, which passes only variables that the template names, an endpoint for
     * all services also comes from {@code SERVICES_URL}; unlike the SDK's own, that one may be empty.
     */
    static AwsSettings of(Variables variables) {
        return new AwsSettings(
                variables.text("AWS_REGION"),
                variables
                        .optional("AWS_ACCESS_KEY_ID")
                        .map(id -> new Keys(
                                id,
                                variables.text("AWS_SECRET_ACCESS_KEY"),
                                variables.optional("AWS_SESSION_TOKEN").orElse(null)))
                        .orElse(null),
                endpoint(variables, "AWS_ENDPOINT_URL_DYNAMODB"),
                endpoint(variables, "AWS_ENDPOINT_URL_SECRETS_MANAGER"),
                endpoint(variables, "AWS_ENDPOINT_URL_SFN"),
                endpoint(variables, "AWS_ENDPOINT_URL_KMS"),
                endpoint(variables, "AWS_ENDPOINT_URL_EVENTBRIDGE"),
                endpoint(variables, "AWS_ENDPOINT_URL_SNS"));
    }

    private static @Nullable URI endpoint(Variables variables, String own) {
        return variables
                .optional(own)
                .or(() -> variables.optional("AWS_ENDPOINT_URL"))
                .or(() -> variables.optional("SERVICES_URL"))
                .map(URI::create)
                .orElse(null);
    }
}
