package org.mfasender.local.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** All secrets by name. Callers hold its lock while they use a {@link Secret}. */
final class SecretStore {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String NOT_FOUND = "ResourceNotFoundException";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@!-]{1,512}");
    /** A hyphen and six characters. */
    private static final int SUFFIX_LENGTH = 7;

    private static final String ARN_PREFIX = LocalAccount.arn("secretsmanager", "secret:");

    private final Map<String, Secret> secrets = new LinkedHashMap<>();
    private final InstantSource clock;

    SecretStore(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Oldest first, so that a new one moves none to another page. */
    List<Secret> all() {
        purge();
        return new ArrayList<>(secrets.values());
    }

    Secret create(String name, String description) throws AwsError {
        if (!NAME.matcher(name).matches()) {
            throw invalidName();
        }
        purge();
        StringBuilder suffix = new StringBuilder("-");
        for (int i = 0; i < SUFFIX_LENGTH - 1; i++) {
            suffix.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
        }
        Secret secret = new Secret(name, ARN_PREFIX + name + suffix, now(), description.isEmpty() ? null : description);
        if (secrets.putIfAbsent(name, secret) != null) {
            throw new AwsError(
                    "ResourceExistsException", "The operation failed because the secret " + name + " already exists.");
        }
        return secret;
    }

    boolean exists(String name) {
        purge();
        return secrets.containsKey(name);
    }

    /** Whether no secret has this name or ARN. */
    boolean isMissing(String id) {
        try {
            find(id);
            return false;
        } catch (AwsError error) {
            return error.type().equals(NOT_FOUND);
        }
    }

    /** By name, ARN, or ARN without its six-character suffix. */
    Secret find(String id) throws AwsError {
        purge();
        if (!id.startsWith("arn:")) {
            if (!NAME.matcher(id).matches()) {
                throw invalidName();
            }
            Secret named = secrets.get(id);
            if (named != null) {
                return named;
            }
            throw notFound();
        }
        for (Secret secret : secrets.values()) {
            String partial = secret.arn.substring(0, secret.arn.length() - SUFFIX_LENGTH);
            if (secret.arn.equals(id) || partial.equals(id)) {
                return secret;
            }
        }
        throw notFound();
    }

    void delete(Secret secret, int recoveryDays) {
        Instant now = now();
        secret.markedDeleted = now;
        secret.deletionDate = now.plus(Duration.ofDays(recoveryDays));
        if (recoveryDays == 0) {
            secrets.remove(secret.name);
        }
    }

    static AwsError notFound() {
        return new AwsError(NOT_FOUND, "Secrets Manager can't find the specified secret.");
    }

    private static AwsError invalidName() {
        return new AwsError(
                "ValidationException",
                "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!");
    }

    private void purge() {
        Instant now = now();
        secrets.values().removeIf(secret -> secret.deletionDate != null && !secret.deletionDate.isAfter(now));
    }
}
