package org.mfasender.local.aws;

import static org.mfasender.local.aws.Answer.next;
import static org.mfasender.local.aws.Answer.object;
import static org.mfasender.local.aws.Answer.time;
import static org.mfasender.local.aws.SecretRequest.tags;
import static org.mfasender.local.aws.SecretRequest.text;
import static org.mfasender.local.aws.SecretRequest.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * AWS Secrets Manager in memory, for the operations that the product and its tests use. Values are never printed; errors name only the
 * secret and the version.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/">Secrets Manager API reference</a>
 */
public final class LocalSecretsManager implements AutoCloseable {

    private final LocalKeys keys;
    private final SecretStore store;
    private final AwsJsonServer server;

    private LocalSecretsManager(InstantSource clock, LocalKeys keys) throws IOException {
        this.keys = keys;
        this.store = new SecretStore(clock);
        this.server = AwsJsonServer.start(
                "secretsmanager",
                "1.1",
                Map.ofEntries(
                        operation("CreateSecret", this::create),
                        operation("PutSecretValue", this::put),
                        operation("GetSecretValue", this::value),
                        operation("DescribeSecret", this::describe),
                        operation("UpdateSecret", this::update),
                        operation("UpdateSecretVersionStage", this::updateStage),
                        operation("DeleteSecret", this::delete),
                        operation("RestoreSecret", this::restore),
                        operation("ListSecretVersionIds", this::versions),
                        operation("ListSecrets", this::list),
                        operation("TagResource", this::tag)));
    }

    /** Starts on a free port. */
    public static LocalSecretsManager start(LocalKeys keys) throws IOException {
        return start(InstantSource.system(), keys);
    }

    /** Starts with the caller's clock, which decides when a recovery window ends. */
    public static LocalSecretsManager start(InstantSource clock, LocalKeys keys) throws IOException {
        return new LocalSecretsManager(clock, keys);
    }

    /** The endpoint override for an SDK client. */
    public URI endpoint() {
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
    }

    private Map.Entry<String, AwsJsonServer.Operation> operation(String name, AwsJsonServer.Operation operation) {
        return Map.entry(name, request -> {
            synchronized (store) {
                return operation.answer(request);
            }
        });
    }

    private ObjectNode create(ObjectNode request) throws AwsError {
        String name = text(request, "Name");
        String token = token(request);
        SecretValue value = SecretValue.in(request);
        if (store.exists(name)) {
            return recreate(store.find(name), token, value);
        }
        Secret secret = store.create(name, SecretRequest.description(request));
        secret.tags.putAll(tags(request));
        if (request.hasNonNull("KmsKeyId")) {
            secret.changeKey(text(request, "KmsKeyId"), keys);
        }
        ObjectNode answer = identity(secret);
        if (value != null) {
            answer.put("VersionId", secret.add(token, value, List.of(Secret.CURRENT), keys, store.now()).id);
        }
        return answer;
    }

    private static ObjectNode recreate(Secret secret, String token, @Nullable SecretValue value) throws AwsError {
        if (secret.markedDeleted != null) {
            throw new AwsError(
                    "InvalidRequestException",
                    "You can't create this secret because a secret with this name is already scheduled for deletion.");
        }
        Secret.Version version = secret.version(token).orElse(null);
        if (version != null && version.value.equals(value)) {
            return identity(secret).put("VersionId", version.id);
        }
        throw new AwsError(
                "ResourceExistsException",
                "The operation failed because the secret " + secret.name + " already exists.");
    }

    private ObjectNode put(ObjectNode request) throws AwsError {
        Secret secret = store.find(text(request, "SecretId"));
        String token = token(request);
        secret.requireNotDeleted();
        SecretValue value = SecretValue.in(request);
        if (value == null) {
            throw new AwsError("InvalidRequestException", "You must provide either SecretString or SecretBinary.");
        }
        Secret.Version version = secret.add(token, value, SecretRequest.stages(request), keys, store.now());
        return identity(secret, version);
    }

    private ObjectNode value(ObjectNode request) throws AwsError {
        Secret secret = store.find(text(request, "SecretId"));
        secret.requireNotDeleted();
        String versionId = request.path("VersionId").asText("");
        String stage = request.path("VersionStage").asText("");
        Secret.Version version;
        if (!versionId.isEmpty()) {
            version = secret.version(versionId).orElseThrow(() -> noValue("VersionId: " + versionId));
            if (!stage.isEmpty() && !version.stages.contains(stage)) {
                throw new AwsError(
                        "InvalidRequestException",
                        "You provided a VersionStage that is not associated to the provided VersionId.");
            }
        } else {
            String wanted = stage.isEmpty() ? Secret.CURRENT : stage;
            version = secret.withStage(wanted).orElseThrow(() -> noValue("staging label: " + wanted));
        }
        version.requireKey(keys);
        Instant today = store.now().truncatedTo(ChronoUnit.DAYS);
        secret.lastAccessed = today;
        version.lastAccessed = today;
        ObjectNode answer = identity(secret, version);
        version.value.writeTo(answer);
        return time(answer, "CreatedDate", version.created);
    }

    private ObjectNode describe(ObjectNode request) throws AwsError {
        return description(store.find(text(request, "SecretId")), "VersionIdsToStages");
    }

    /** Changes the key, and nothing else: a value is another operation's. */
    private ObjectNode update(ObjectNode request) throws AwsError {
        Secret secret = store.find(text(request, "SecretId"));
        secret.requireNotDeleted();
        if (SecretValue.in(request) != null) {
            throw new AwsError("InvalidParameterException", "Here, UpdateSecret takes no value.");
        }
        secret.changeKey(text(request, "KmsKeyId"), keys);
        return identity(secret);
    }

    private ObjectNode updateStage(ObjectNode request) throws AwsError {
        Secret secret = store.find(text(request, "SecretId"));
        secret.requireNotDeleted();
        secret.updateStage(
                SecretRequest.stage(request),
                request.path("RemoveFromVersionId").textValue(),
                request.path("MoveToVersionId").textValue(),
                store.now());
        return identity(secret);
    }

    private ObjectNode delete(ObjectNode request) throws AwsError {
        int days = SecretRequest.recoveryDays(request);
        String id = text(request, "SecretId");
        if (days == 0 && store.isMissing(id)) {
            // AWS does not say that nothing was there.
            return time(object().put("ARN", id).put("Name", id), "DeletionDate", store.now());
        }
        Secret secret = store.find(id);
        if (days > 0) {
            secret.requireNotDeleted();
        }
        store.delete(secret, days);
        return time(identity(secret), "DeletionDate", secret.deletionDate);
    }

    private ObjectNode restore(ObjectNode request) throws AwsError {
        Secret secret = store.find(text(request, "SecretId"));
        secret.markedDeleted = null;
        secret.deletionDate = null;
        return identity(secret);
    }

    private ObjectNode versions(ObjectNode request) throws AwsError {
        Secret secret = store.find(text(request, "SecretId"));
        boolean deprecated = request.path("IncludeDeprecated").asBoolean(false);
        List<Secret.Version> wanted = secret.versions().reversed().stream()
                .filter(version -> deprecated || !version.stages.isEmpty())
                .toList();
        Page<Secret.Version> page = page(wanted, request);
        ObjectNode answer = identity(secret);
        ArrayNode list = answer.putArray("Versions");
        for (Secret.Version version : page.items()) {
            ObjectNode entry = list.addObject().put("VersionId", version.id);
            time(entry, "CreatedDate", version.created);
            time(entry, "LastAccessedDate", version.lastAccessed);
            if (!version.stages.isEmpty()) {
                version.stages.forEach(entry.putArray("VersionStages")::add);
            }
        }
        return next(answer, "NextToken", page);
    }

    /**
     * Filters after it has cut the page: a page may have no entry although others follow.
     *
     * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html">ListSecrets</a>
     */
    private ObjectNode list(ObjectNode request) throws AwsError {
        String prefix = SecretRequest.namePrefix(request);
        boolean deleted = request.path("IncludePlannedDeletion").asBoolean(false);
        Page<Secret> page = page(store.all(), request);
        ObjectNode answer = object();
        ArrayNode list = answer.putArray("SecretList");
        page.items().stream()
                .filter(secret -> secret.name.startsWith(prefix))
                .filter(secret -> deleted || secret.markedDeleted == null)
                .forEach(secret -> list.add(description(secret, "SecretVersionsToStages")));
        return next(answer, "NextToken", page);
    }

    private ObjectNode tag(ObjectNode request) throws AwsError {
        Secret secret = store.find(text(request, "SecretId"));
        secret.requireNotDeleted();
        secret.tags.putAll(tags(request));
        return object();
    }

    private static ObjectNode description(Secret secret, String stagesMember) {
        ObjectNode answer = identity(secret);
        Answer.text(answer, "Description", secret.description);
        Answer.text(answer, "KmsKeyId", secret.kmsKeyId());
        time(answer, "CreatedDate", secret.created);
        time(answer, "LastChangedDate", secret.lastChanged);
        time(answer, "LastAccessedDate", secret.lastAccessed);
        time(answer, "DeletedDate", secret.markedDeleted);
        if (!secret.tags.isEmpty()) {
            ArrayNode tags = answer.putArray("Tags");
            secret.tags.forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        }
        ObjectNode stages = object();
        for (Secret.Version version : secret.versions()) {
            if (!version.stages.isEmpty()) {
                version.stages.forEach(stages.putArray(version.id)::add);
            }
        }
        if (!stages.isEmpty()) {
            answer.set(stagesMember, stages);
        }
        return answer;
    }

    private static ObjectNode identity(Secret secret) {
        return object().put("ARN", secret.arn).put("Name", secret.name);
    }

    private static ObjectNode identity(Secret secret, Secret.Version version) {
        ObjectNode answer = identity(secret).put("VersionId", version.id);
        version.stages.forEach(answer.putArray("VersionStages")::add);
        return answer;
    }

    private static <T> Page<T> page(List<T> all, ObjectNode request) throws AwsError {
        return Page.of(all, request, "MaxResults", "NextToken", 100, "InvalidNextTokenException");
    }

    private static AwsError noValue(String what) {
        return new AwsError(
                "ResourceNotFoundException", "Secrets Manager can't find the specified secret value for " + what);
    }
}
