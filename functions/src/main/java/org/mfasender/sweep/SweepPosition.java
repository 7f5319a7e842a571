package org.mfasender.sweep;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;

/**
 * How far a sweep is: accounts come first, then secrets. As text, {@code accounts:} with the last environment or {@code secrets:} with
 * Secrets Manager's token.
 *
 * @param after where the part goes on; empty at its beginning
 */
public record SweepPosition(Part part, String after) {

    /** What is swept. */
    public enum Part {
        ACCOUNTS,
        SECRETS,
        /** Nothing is left. */
        END
    }

    public static final SweepPosition BEGINNING = new SweepPosition(Part.ACCOUNTS, "");
    static final SweepPosition SECRETS = new SweepPosition(Part.SECRETS, "");
    static final SweepPosition END = new SweepPosition(Part.END, "");

    /** The position that a text says; empty when it says none. */
    public static Optional<SweepPosition> parse(String text) {
        int colon = text.indexOf(':');
        String after = text.substring(colon + 1);
        return Stream.of(Part.ACCOUNTS, Part.SECRETS)
                .filter(part ->
                        colon >= 0 && part.name().toLowerCase(Locale.ROOT).equals(text.substring(0, colon)))
                .map(part -> new SweepPosition(part, after))
                .filter(position -> position.part != Part.ACCOUNTS
                        || after.isEmpty()
                        || EnvironmentId.parse(after).isPresent())
                .findFirst();
    }

    static SweepPosition after(EnvironmentId environment) {
        return new SweepPosition(Part.ACCOUNTS, environment.toString());
    }

    static SweepPosition secrets(String token) {
        return new SweepPosition(Part.SECRETS, token);
    }

    boolean isEnd() {
        return part == Part.END;
    }

    boolean ofSecrets() {
        return part == Part.SECRETS;
    }

    /** The environment after which the accounts go on; null at the beginning. */
    @Nullable
    EnvironmentId environment() {
        return EnvironmentId.parse(after).orElse(null);
    }

    /** Secrets Manager's token; null at the beginning. */
    @Nullable
    String token() {
        return after.isEmpty() ? null : after;
    }

    @Override
    public String toString() {
        return Objects.requireNonNull(part).name().toLowerCase(Locale.ROOT) + ":" + after;
    }
}
