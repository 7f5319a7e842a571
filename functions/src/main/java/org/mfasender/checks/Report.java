package org.mfasender.checks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.secrets.Secret;

/** Collects checks in the order in which a person would mend them, and what else came out. */
public final class Report {

    private final List<Check> checks = new ArrayList<>();
    private @Nullable Instant tokenExpiresAt;
    private @Nullable AccessToken token;

    Report() {}

    void add(Check check) {
        checks.add(check);
    }

    public void skip(String dependsOn, List<String> names) {
        names.forEach(name -> add(Check.skipped(name, dependsOn)));
    }

    void tokenExpiresAt(Instant date) {
        tokenExpiresAt = date;
    }

    public List<Check> checks() {
        return List.copyOf(checks);
    }

    /** When the token ends; null when it never does, or nobody knows. */
    public @Nullable Instant tokenExpiresAt() {
        return tokenExpiresAt;
    }

    public void token(AccessToken checked) {
        token = checked;
    }

    /** With which further calls are made: signed only if the App Secret is proven. */
    public AccessToken token() {
        return Objects.requireNonNull(token);
    }

    public boolean hasPassed(String name) {
        return checks.stream().anyMatch(check -> check.name().equals(name) && check.status() == CheckStatus.PASSED);
    }

    public boolean hasFailed() {
        return checks.stream().anyMatch(check -> check.status() == CheckStatus.FAILED);
    }

    public boolean hasFailed(String name) {
        return checks.stream().anyMatch(check -> check.name().equals(name) && check.status() == CheckStatus.FAILED);
    }
}
