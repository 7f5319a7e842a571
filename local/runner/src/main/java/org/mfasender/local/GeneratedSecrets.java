package org.mfasender.local;

import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import org.mfasender.local.template.SecretDefinition;
import org.mfasender.local.template.Surroundings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Creates the secrets of the template, with values that CloudFormation would generate. */
final class GeneratedSecrets {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private GeneratedSecrets() {}

    static void create(URI endpoint, List<SecretDefinition> secrets) {
        try (SecretsManagerClient client = SecretsManagerClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(Surroundings.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(Startup.ACCESS_KEY_ID, Startup.SECRET_ACCESS_KEY)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build()) {
            for (SecretDefinition secret : secrets) {
                client.createSecret(request ->
                        request.name(secret.name()).kmsKeyId(secret.keyArn()).secretString(value(secret.length())));
            }
        }
    }

    private static String value(int length) {
        return new SecureRandom()
                .ints(length, 0, LETTERS.length())
                .mapToObj(position -> String.valueOf(LETTERS.charAt(position)))
                .collect(Collectors.joining());
    }
}
