package org.mfasender.local.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One secret with its versions and staging labels. Mutable; {@link SecretStore} guards it.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html">Secret versions</a>
 */
final class Secret {

    static final String CURRENT = "AWSCURRENT";
    static final String PREVIOUS = "AWSPREVIOUS";
    private static final Set<String> RE_ENCRYPTED = Set.of(CURRENT, "AWSPENDING", PREVIOUS);
    private static final Duration KEPT_WITHOUT_LABEL = Duration.ofDays(1);
    /** <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html">Secrets Manager quotas</a>. */
    private static final int MOST_VERSIONS = 100;

    /** A value with its version ID and its current staging labels. */
    static final class Version {
        final String id;
        final SecretValue value;
        final Instant created;
        final TreeSet<String> stages = new TreeSet<>();
        /** Each of them is enough to decrypt it. */
        private final Set<String> keys = new LinkedHashSet<>();

        @Nullable
        Instant lastAccessed;

        Version(String id, SecretValue value, Instant created) {
            this.id = id;
            this.value = value;
            this.created = created;
        }

        /** Without a key of one's own, AWS's is used, which cannot be disabled. */
        void requireKey(LocalKeys known) throws AwsError {
            if (!canBeDecrypted(known)) {
                throw new AwsError(
                        "DecryptionFailure",
                        "Secrets Manager can't decrypt the protected secret text using the provided KMS key.");
            }
        }

        private boolean canBeDecrypted(LocalKeys known) {
            return keys.isEmpty() || keys.stream().anyMatch(known::isEnabled);
        }
    }

    final String name;
    final String arn;
    final Instant created;
    final Map<String, String> tags = new TreeMap<>();
    final @Nullable String description;

    /** The ARN of the key for what comes; null for AWS's own. */
    private @Nullable String kmsKeyId;

    Instant lastChanged;

    @Nullable
    Instant lastAccessed;

    /** When it was marked for deletion, and when it will be deleted. */
    @Nullable
    Instant markedDeleted;

    @Nullable
    Instant deletionDate;

    private final Map<String, Version> versions = new LinkedHashMap<>();

    Secret(String name, String arn, Instant created, @Nullable String description) {
        this.name = name;
        this.arn = arn;
        this.created = created;
        this.description = description;
        this.lastChanged = created;
    }

    Optional<Version> version(String id) {
        return Optional.ofNullable(versions.get(id));
    }

    Optional<Version> withStage(String stage) {
        return versions.values().stream()
                .filter(version -> version.stages.contains(stage))
                .findFirst();
    }

    List<Version> versions() {
        return List.copyOf(versions.values());
    }

    @Nullable
    String kmsKeyId() {
        return kmsKeyId;
    }

    /**
     * Changes the key. What has a label that AWS knows is encrypted with the new one, too, if the former one still decrypts it.
     *
     * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_update-encryption-key.html">Change the encryption
     *     key for a secret</a>
     */
    void changeKey(String keyArn, LocalKeys known) throws AwsError {
        requireEnabled(keyArn, known);
        kmsKeyId = keyArn;
        versions.values().stream()
                .filter(version -> version.stages.stream().anyMatch(RE_ENCRYPTED::contains))
                .filter(version -> !version.keys.isEmpty() && version.canBeDecrypted(known))
                .forEach(version -> version.keys.add(keyArn));
    }

    private static void requireEnabled(@Nullable String keyArn, LocalKeys known) throws AwsError {
        if (keyArn != null && !known.isEnabled(keyArn)) {
            throw new AwsError(
                    "EncryptionFailure",
                    "Secrets Manager can't encrypt the protected secret text using the provided KMS key.");
        }
    }

    void requireNotDeleted() throws AwsError {
        if (markedDeleted != null) {
            throw new AwsError(
                    "InvalidRequestException",
                    "You can't perform this operation on the secret because it was marked for deletion.");
        }
    }

    /** Adds a version, or finds the one that the same request created before. The first version is always current. */
    Version add(String token, SecretValue value, List<String> stages, LocalKeys known, Instant now) throws AwsError {
        requireEnabled(kmsKeyId, known);
        Version existing = versions.get(token);
        if (existing != null) {
            if (existing.value.equals(value)) {
                return existing;
            }
            throw new AwsError(
                    "ResourceExistsException",
                    "You can't use ClientRequestToken " + token
                            + " because that value is already in use for a version of secret " + arn + ".");
        }
        List<String> labels = new ArrayList<>(stages);
        if (versions.isEmpty() && !labels.contains(CURRENT)) {
            labels.add(CURRENT);
        }
        requireQuota(now);
        Version added = new Version(token, value, now);
        if (kmsKeyId != null) {
            added.keys.add(kmsKeyId);
        }
        versions.put(token, added);
        for (String label : labels) {
            move(label, withStage(label).orElse(null), added);
        }
        lastChanged = now;
        return added;
    }

    /** The rules of UpdateSecretVersionStage. */
    void updateStage(String stage, @Nullable String removeFrom, @Nullable String moveTo, Instant now) throws AwsError {
        Version holder = withStage(stage).orElse(null);
        Version source = removeFrom == null ? null : existing(removeFrom);
        Version destination = moveTo == null ? null : existing(moveTo);
        if (source == null && destination == null) {
            throw invalid("You must provide a value for either MoveToVersionId or RemoveFromVersionId.");
        }
        if (source != null && source != holder) {
            throw invalid("Staging label " + stage + " is not currently attached to version " + removeFrom + ".");
        }
        if (destination == null) {
            if (stage.equals(CURRENT)) {
                throw invalid("You can only move staging label AWSCURRENT to a different secret version. "
                        + "It can't be completely removed.");
            }
        } else if (source == null && holder != null && holder != destination) {
            throw invalid("The parameter RemoveFromVersionId can't be empty. Staging label " + stage
                    + " is currently attached to version " + holder.id
                    + ", so you must explicitly reference that version in RemoveFromVersionId.");
        }
        move(stage, source, destination);
        lastChanged = now;
    }

    private void move(String stage, @Nullable Version from, @Nullable Version to) {
        if (from == to) {
            return;
        }
        if (from != null) {
            from.stages.remove(stage);
        }
        if (to != null) {
            to.stages.add(stage);
        }
        if (stage.equals(CURRENT) && from != null) {
            versions.values().forEach(version -> version.stages.remove(PREVIOUS));
            from.stages.add(PREVIOUS);
        }
    }

    private Version existing(String versionId) throws AwsError {
        Version version = versions.get(versionId);
        if (version == null) {
            throw new AwsError(
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret version: " + versionId);
        }
        return version;
    }

    /** Without a label a version is deprecated: the oldest ones give way to the next, but not on their first day. */
    private void requireQuota(Instant now) throws AwsError {
        List<Version> deprecated = versions.values().stream()
                .filter(version -> version.stages.isEmpty())
                .filter(version -> version.created.isBefore(now.minus(KEPT_WITHOUT_LABEL)))
                .toList();
        deprecated.stream()
                .limit(Math.max(0, versions.size() - MOST_VERSIONS + 1))
                .forEach(version -> versions.remove(version.id));
        if (versions.size() >= MOST_VERSIONS) {
            throw new AwsError(
                    "LimitExceededException",
                    "The request failed because secret " + name + " has " + MOST_VERSIONS + " versions.");
        }
    }

    private static AwsError invalid(String message) {
        return new AwsError("InvalidParameterException", message);
    }
}
