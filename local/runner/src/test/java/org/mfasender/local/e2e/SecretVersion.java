package org.mfasender.local.e2e;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** A version of a secret with its labels, to be stored elsewhere, as the replication of a secret does. */
record SecretVersion(String secret, String id, String value, List<String> stages) {

    private static final String CURRENT = "AWSCURRENT";

    /** All versions of an environment's secrets. */
    static List<SecretVersion> of(UUID environment, Services services) {
        return services.secrets(environment).stream()
                .flatMap(secret -> of(secret, services))
                .toList();
    }

    private static Stream<SecretVersion> of(SecretListEntry secret, Services services) {
        return secret.secretVersionsToStages().entrySet().stream()
                .map(version -> new SecretVersion(
                        secret.name(),
                        version.getKey(),
                        services.secretsManager()
                                .getSecretValue(request ->
                                        request.secretId(secret.name()).versionId(version.getKey()))
                                .secretString(),
                        version.getValue()));
    }

    /** Stores them with other names in name and value. The first version of a secret becomes the current one. */
    static void paste(List<SecretVersion> versions, Services services, UnaryOperator<String> rename) {
        versions.stream()
                .filter(version -> version.stages.contains(CURRENT))
                .forEach(version -> services.secretsManager()
                        .createSecret(request -> request.name(rename.apply(version.secret))
                                .clientRequestToken(version.id)
                                .secretString(rename.apply(version.value))));
        versions.stream()
                .filter(version -> !version.stages.contains(CURRENT))
                .forEach(version -> services.secretsManager()
                        .putSecretValue(request -> request.secretId(rename.apply(version.secret))
                                .clientRequestToken(version.id)
                                .secretString(rename.apply(version.value))
                                .versionStages(version.stages)));
    }

    /** Without the value. */
    @Override
    public String toString() {
        return secret + " " + id + " " + stages;
    }
}
