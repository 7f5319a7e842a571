package org.mfasender.platform;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A PingOne environment: the tenant that owns one sender account. Prints as a lower-case UUID. */
public record EnvironmentId(UUID value) {

    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** Reads the 36 character form in either case; empty for anything else. */
    public static Optional<EnvironmentId> parse(String text) {
        return CANONICAL.matcher(text).matches()
                ? Optional.of(new EnvironmentId(UUID.fromString(text)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
