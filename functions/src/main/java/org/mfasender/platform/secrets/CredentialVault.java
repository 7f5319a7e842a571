package org.mfasender.platform.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.config.SecretSettings;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/**
 * One secret an environment, JSON with {@code userAccessToken}, {@code appId} and {@code appSecret}. New values are stored as a
 * version staged {@code AWSPENDING}; once Meta has accepted them they become {@code AWSCURRENT}, so that a bad rotation never
 * breaks a working sender. (Only the first version of a secret is current from the start: Secrets Manager requires one.) Versions are
 * read by their ID, so that two rotations at once don't see each other's values.
 */
public final class CredentialVault {

    private static final String PENDING = "AWSPENDING";
    private static final String CURRENT = "AWSCURRENT";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SecretsManagerClient secrets;
    private final SecretSettings settings;

    public CredentialVault(SecretsManagerClient secrets, SecretSettings settings) {
        this.secrets = secrets;
        this.settings = settings;
    }

    /**
     * Stores credentials as a pending version. Storing the same under the same version again changes nothing.
     *
     * @param version 32 to 64 characters, unique for the secret
     */
    public void putPending(EnvironmentId environment, String version, Credentials credentials) {
        String name = name(environment);
        String value = write(credentials);
        try {
            putValue(name, version, value);
        } catch (ResourceNotFoundException e) {
            create(environment, name, version, value);
        } catch (InvalidRequestException e) {
            // Marked for deletion since the environment's account was deleted.
            secrets.restoreSecret(request -> request.secretId(name));
            putValue(name, version, value);
        }
    }

    private void putValue(String name, String version, String value) {
        secrets.putSecretValue(request -> request.secretId(name)
                .clientRequestToken(version)
                .secretString(value)
                .versionStages(PENDING));
    }

    private void create(EnvironmentId environment, String name, String version, String value) {
        try {
            secrets.createSecret(request -> request.name(name)
                    .kmsKeyId(settings.kmsKeyId())
                    .clientRequestToken(version)
                    .description("Meta credentials of a WhatsApp sender account")
                    .secretString(value)
                    .tags(Tag.builder()
                            .key("environmentId")
                            .value(environment.toString())
                            .build()));
        } catch (ResourceExistsException e) {
            // Another request created it in between.
            putValue(name, version, value);
        }
    }

    /** The credentials of one version; empty when there is none, or the secret is being deleted. */
    public Optional<Credentials> read(EnvironmentId environment, String version) {
        try {
            return Optional.of(read(secrets.getSecretValue(
                    request -> request.secretId(name(environment)).versionId(version))));
        } catch (ResourceNotFoundException | InvalidRequestException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes an accepted version the current one, if it still should be; what was current becomes {@code AWSPREVIOUS}.
     *
     * @param wanted asked after the current version was read: Secrets Manager refuses the change when another version became
     *     current since, so that a superseded run cannot undo what the newer one did
     */
    public void promote(EnvironmentId environment, String version, BooleanSupplier wanted) {
        String name = name(environment);
        Optional<String> current = currentVersion(name);
        if (current.filter(version::equals).isPresent() || !wanted.getAsBoolean()) {
            return;
        }
        secrets.updateSecretVersionStage(request -> request.secretId(name)
                .versionStage(CURRENT)
                .moveToVersionId(version)
                .removeFromVersionId(current.orElse(null)));
    }

    private Optional<String> currentVersion(String name) {
        try {
            return Optional.of(
                    secrets.getSecretValue(request -> request.secretId(name).versionStage(CURRENT))
                            .versionId());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Deletes the secret after a time in which it can be restored. Success also when it is gone already. */
    public void scheduleDeletion(EnvironmentId environment, int recoveryDays) {
        try {
            secrets.deleteSecret(
                    request -> request.secretId(name(environment)).recoveryWindowInDays((long) recoveryDays));
        } catch (ResourceNotFoundException | InvalidRequestException e) {
            // Never stored, or marked for deletion already.
        }
    }

    private String name(EnvironmentId environment) {
        return settings.prefix() + environment;
    }

    private static String write(Credentials credentials) {
        try {
            // Sorted, because storing again must store the same text.
            return JSON.writeValueAsString(new TreeMap<>(Map.of(
                    "userAccessToken", credentials.userAccessToken().reveal(),
                    "appId", credentials.appId(),
                    "appSecret", credentials.appSecret().reveal())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Three strings can be written as JSON", e);
        }
    }

    private static Credentials read(GetSecretValueResponse response) {
        try {
            JsonNode value = JSON.readTree(response.secretString());
            if (!value.isObject()) {
                throw new IllegalStateException("The secret " + response.name() + " is not a JSON object");
            }
            return new Credentials(
                    new Secret(value.path("userAccessToken").asText()),
                    value.path("appId").asText(),
                    new Secret(value.path("appSecret").asText()));
        } catch (JsonProcessingException e) {
            // Without the cause: Jackson quotes the text that it could not read.
            throw new IllegalStateException("The secret " + response.name() + " is not a JSON object");
        }
    }
}
