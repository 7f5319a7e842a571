package org.mfasender.local.e2e;

import java.util.UUID;
import org.mfasender.local.LocalService;
import org.mfasender.local.LocalSystem;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.LimitExceededException;

/** Reads Secrets Manager as an operator may: versions, not values. */
final class Secrets {

    private final Stored stored;
    private final SecretsManagerClient client;

    Secrets(LocalSystem system) {
        this.stored = new Stored(system);
        this.client = SecretsManagerClient.builder()
                .endpointOverride(system.endpoint(LocalService.SECRETS_MANAGER))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    /** The version of an environment's secret that has a staging label. */
    String versionStaged(UUID environment, String stage) {
        return client
                .describeSecret(request -> request.secretId(stored.secretName(environment)))
                .versionIdsToStages()
                .entrySet()
                .stream()
                .filter(version -> version.getValue().contains(stage))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Adds versions until Secrets Manager refuses the next one. */
    void useUp(UUID environment) {
        String name = stored.secretName(environment);
        while (true) {
            try {
                client.putSecretValue(request -> request.secretId(name)
                        .clientRequestToken(UUID.randomUUID().toString())
                        .secretString("{}")
                        .versionStages("USED_UP"));
            } catch (LimitExceededException e) {
                return;
            }
        }
    }

    boolean isMarkedForDeletion(UUID environment) {
        return client.describeSecret(request -> request.secretId(stored.secretName(environment)))
                        .deletedDate()
                != null;
    }
}
