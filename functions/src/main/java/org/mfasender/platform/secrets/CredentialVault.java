package org.mfasender.platform.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.config.SecretSettings;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.LimitExceededException;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/**
 * One secret an account, JSON with {@code userAccessToken}, {@code appId} and {@code appSecret}, of which a version that holds what was
 * submitted alone lacks one. Its name is the account's alone, also
 * after a deletion, so that no late call can touch another account's. The account's item says which version counts, and versions are
 * read by their ID. The staging labels only show the same to people, and keep Secrets Manager from discarding a version: new values are
 * {@code AWSPENDING}, what works is {@code AWSCURRENT}. (The first version of a secret is current from the start: Secrets Manager
 * requires one.) Names are given without the stack's prefix.
 */
public final class CredentialVault {

    private static final String PENDING = "AWSPENDING";
    private static final String CURRENT = "AWSCURRENT";
    private static final String PREVIOUS = "AWSPREVIOUS";
    private static final String TOKEN = "userAccessToken";
    private static final String APP_ID = "appId";
    private static final String APP_SECRET = "appSecret";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SecretsManagerClient secrets;
    private final SecretSettings settings;

    public CredentialVault(SecretsManagerClient secrets, SecretSettings settings) {
        this.secrets = secrets;
        this.settings = settings;
    }

    /**
     * Stores credentials, of which one secret may be missing, as a pending version. Storing the same under the same version again changes nothing.
     *
     * @param version 32 to 64 characters, unique for the secret
     * @throws SecretDeletedException when the secret is scheduled for deletion
     * @throws SecretFullException when too many versions were stored within a day
     */
    public void putPending(EnvironmentId environment, String secret, String version, PartialCredentials credentials) {
        String name = name(secret);
        String value = write(credentials);
        try {
            putOrCreate(environment, name, version, value);
        } catch (InvalidRequestException e) {
            throw new SecretDeletedException(e);
        } catch (LimitExceededException e) {
            throw new SecretFullException(e);
        }
    }

    /** The same of credentials that are whole. */
    public void putPending(EnvironmentId environment, String secret, String version, Credentials credentials) {
        putPending(environment, secret, version, PartialCredentials.of(credentials));
    }

    /**
     * Stores credentials that were joined as a pending version of a secret that is there. Storing the same again changes nothing.
     *
     * @throws SecretDeletedException when the secret is scheduled for deletion, or gone
     * @throws SecretFullException when too many versions were stored within a day
     */
    public void putJoined(String secret, String version, Credentials credentials) {
        try {
            putValue(name(secret), version, write(PartialCredentials.of(credentials)));
        } catch (InvalidRequestException | ResourceNotFoundException e) {
            throw new SecretDeletedException(e);
        } catch (LimitExceededException e) {
            throw new SecretFullException(e);
        }
    }

    private void putOrCreate(EnvironmentId environment, String name, String version, String value) {
        try {
            putValue(name, version, value);
        } catch (ResourceNotFoundException e) {
            create(environment, name, version, value);
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
    public Optional<StoredCredentials> read(String secret, String version) {
        return find(secret, version)
                .map(found ->
                        new StoredCredentials(read(found), found.versionStages().contains(CURRENT)));
    }

    /** The same of a version in which a secret may be missing. */
    public Optional<PartialCredentials> readPart(String secret, String version) {
        return find(secret, version).map(CredentialVault::json).map(CredentialVault::part);
    }

    private Optional<GetSecretValueResponse> find(String secret, String version) {
        try {
            return Optional.of(secrets.getSecretValue(
                    request -> request.secretId(name(secret)).versionId(version)));
        } catch (ResourceNotFoundException | InvalidRequestException e) {
            return Optional.empty();
        }
    }

    /**
     * Labels the version that works as the current one, if it still is; what was current becomes {@code AWSPREVIOUS}.
     *
     * @param former version that becomes {@code AWSPREVIOUS} instead; null for what was current
     * @param works asked after the current version was read: Secrets Manager refuses the change when another version became current
     *     since
     */
    public void makeCurrent(String secret, String version, @Nullable String former, BooleanSupplier works) {
        String name = name(secret);
        Optional<String> current = currentVersion(name);
        if (current.filter(version::equals).isPresent() || !works.getAsBoolean()) {
            return;
        }
        moveLabel(CURRENT, secret, version, current.orElse(null));
        if (former != null && !former.equals(version)) {
            current.filter(replaced -> !replaced.equals(former))
                    .ifPresent(replaced -> moveLabel(PREVIOUS, secret, former, replaced));
        }
    }

    /**
     * Labels the version that works as the current one, and the former one as the previous one, where they are not yet.
     *
     * @param former null when none is kept
     * @return whether a label was moved
     */
    public boolean label(SecretPage.Listed secret, String version, @Nullable String former) {
        String previous = secret.previous();
        boolean replaced = !version.equals(secret.current());
        if (replaced) {
            moveLabel(CURRENT, secret.name(), version, secret.current());
            previous = secret.current() == null ? previous : secret.current();
        }
        if (former == null || former.equals(version) || former.equals(previous)) {
            return replaced;
        }
        moveLabel(PREVIOUS, secret.name(), former, previous);
        return true;
    }

    private void moveLabel(String label, String secret, String to, @Nullable String from) {
        secrets.updateSecretVersionStage(request -> request.secretId(name(secret))
                .versionStage(label)
                .moveToVersionId(to)
                .removeFromVersionId(from));
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

    /** Deletes a secret after a time in which it can be restored. Success also when it is gone already. */
    public void scheduleDeletion(String secret, int recoveryDays) {
        try {
            secrets.deleteSecret(request -> request.secretId(name(secret)).recoveryWindowInDays((long) recoveryDays));
        } catch (ResourceNotFoundException | InvalidRequestException e) {
            // Never stored, or marked for deletion already.
        }
    }

    /**
     * Some of the stack's secrets. AWS's list may be some minutes behind.
     *
     * @param token of a page; null for the first
     */
    public SecretPage list(@Nullable String token) {
        ListSecretsResponse found = secrets.listSecrets(request -> request.nextToken(token)
                .filters(Filter.builder()
                        .key(FilterNameStringType.NAME)
                        .values(settings.prefix())
                        .build()));
        return new SecretPage(found.secretList().stream().map(this::listed).toList(), found.nextToken());
    }

    private SecretPage.Listed listed(SecretListEntry entry) {
        return new SecretPage.Listed(
                entry.name().substring(settings.prefix().length()),
                entry.createdDate(),
                labelled(entry, CURRENT),
                labelled(entry, PREVIOUS));
    }

    private static @Nullable String labelled(SecretListEntry entry, String label) {
        return entry.secretVersionsToStages().entrySet().stream()
                .filter(version -> version.getValue().contains(label))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private String name(String secret) {
        return settings.prefix() + secret;
    }

    private static String write(PartialCredentials credentials) {
        // Sorted, because storing again must store the same text.
        Map<String, String> members = new TreeMap<>();
        put(members, TOKEN, credentials.userAccessToken());
        put(members, APP_SECRET, credentials.appSecret());
        members.put(APP_ID, credentials.appId());
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Three strings can be written as JSON", e);
        }
    }

    private static void put(Map<String, String> members, String name, @Nullable Secret secret) {
        if (secret != null) {
            members.put(name, secret.reveal());
        }
    }

    private static Credentials read(GetSecretValueResponse response) {
        JsonNode value = json(response);
        return new Credentials(
                new Secret(value.path(TOKEN).asText()),
                value.path(APP_ID).asText(),
                new Secret(value.path(APP_SECRET).asText()));
    }

    private static PartialCredentials part(JsonNode value) {
        return new PartialCredentials(
                secret(value.path(TOKEN)), value.path(APP_ID).asText(), secret(value.path(APP_SECRET)));
    }

    private static @Nullable Secret secret(JsonNode value) {
        return value.isTextual() ? new Secret(value.asText()) : null;
    }

    private static JsonNode json(GetSecretValueResponse response) {
        try {
            JsonNode value = JSON.readTree(response.secretString());
            if (!value.isObject()) {
                throw new IllegalStateException("The secret " + response.name() + " is not a JSON object");
            }
            return value;
        } catch (JsonProcessingException e) {
            // Without the cause: Jackson quotes the text that it could not read.
            throw new IllegalStateException("The secret " + response.name() + " is not a JSON object");
        }
    }
}
