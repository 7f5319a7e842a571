package org.mfasender.firstaccount;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to examine, and with which values: environment variables, or lines of a file ({@code NAME=value}) that {@code FIRST_ACCOUNT_FILE}
 * names. No arguments, which every user of a machine can read.
 *
 * @param environmentId the environment in which an account is set up and removed; it must have none
 * @param apiToken an access token for the HTTP API with all three scopes; null where calls are signed
 * @param recipient a phone with WhatsApp, for one message; null for none
 * @param keep whether the account stays
 * @param transcript the file to write; it must not exist
 * @param patience how long to wait for what takes time, Meta's review included
 */
public record Settings(
        String stackName,
        UUID environmentId,
        @Nullable Secret apiToken,
        MetaValues meta,
        @Nullable Secret recipient,
        boolean keep,
        Path transcript,
        Duration patience) {

    private static final List<String> OF_META =
            List.of("META_WABA_ID", "META_APP_ID", "META_ACCESS_TOKEN", "META_APP_SECRET");

    /**
     * Reads them.
     *
     * @param folder where the transcript is written unless TRANSCRIPT says otherwise
     * @throws IllegalArgumentException when one is missing or wrong; the message names it, not its value
     * @throws IOException when the file cannot be read
     */
    public static Settings read(Map<String, String> variables, Path folder, Instant now) throws IOException {
        Map<String, String> values = new HashMap<>(variables);
        String file = variables.getOrDefault("FIRST_ACCOUNT_FILE", "");
        if (!file.isEmpty()) {
            Properties lines = new Properties();
            try (Reader reader = Files.newBufferedReader(Path.of(file))) {
                lines.load(reader);
            }
            lines.forEach((name, value) -> values.put(name.toString(), value.toString()));
        }
        values.replaceAll((name, value) -> value.strip());
        values.values().removeIf(String::isEmpty);
        String name = "first-account-"
                + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                        .withZone(ZoneOffset.UTC)
                        .format(now) + ".md";
        return new Settings(
                required(values, "STACK_NAME"),
                uuid(required(values, "ENVIRONMENT_ID")),
                secret(values, "API_TOKEN"),
                meta(values),
                secret(values, "RECIPIENT"),
                Boolean.parseBoolean(values.get("KEEP")),
                folder.resolve(values.getOrDefault("TRANSCRIPT", name)),
                Duration.ofSeconds(seconds(values.getOrDefault("WAIT_SECONDS", "900"))));
    }

    /** The same with another time to wait. */
    public Settings withPatience(Duration other) {
        return new Settings(stackName, environmentId, apiToken, meta, recipient, keep, transcript, other);
    }

    private static MetaValues meta(Map<String, String> values) {
        if (OF_META.stream().noneMatch(values::containsKey)) {
            return MetaValues.madeUp();
        }
        return new MetaValues(
                required(values, "META_WABA_ID"),
                required(values, "META_APP_ID"),
                new Secret(required(values, "META_ACCESS_TOKEN")),
                new Secret(required(values, "META_APP_SECRET")),
                true);
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing: see docs/first-account.md.");
        }
        return value;
    }

    private static @Nullable Secret secret(Map<String, String> values, String name) {
        return values.containsKey(name) ? new Secret(Objects.requireNonNull(values.get(name))) : null;
    }

    private static UUID uuid(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("ENVIRONMENT_ID is not a UUID.", e);
        }
    }

    private static long seconds(String value) {
        if (!value.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("WAIT_SECONDS is not a number of seconds.");
        }
        return Long.parseLong(value);
    }
}
