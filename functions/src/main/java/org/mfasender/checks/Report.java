package org.mfasender.checks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.AccessToken;

/** The checks in the order in which a person would fix them, and what else was found. */
public final class Report {

    private final List<Check> checks = new ArrayList<>();
    private @Nullable Instant tokenExpiresAt;
    private @Nullable AccessToken token;
    private MetaIds ids;

    Report(MetaIds entered) {
        ids = entered;
    }

    void add(Check check) {
        checks.add(check);
    }

    public void skip(CheckName dependsOn, List<CheckName> names) {
        names.forEach(name -> add(Check.skipped(name, dependsOn)));
    }

    void tokenExpiresAt(Instant date) {
        tokenExpiresAt = date;
    }

    public List<Check> checks() {
        return List.copyOf(checks);
    }

    /** When the token expires; null when it never does, or Meta does not say. */
    public @Nullable Instant tokenExpiresAt() {
        return tokenExpiresAt;
    }

    void portfolio(@Nullable String id) {
        ids = new MetaIds(ids.appId(), ids.wabaId(), id);
    }

    /** The IDs at Meta that are known. */
    public MetaIds ids() {
        return ids;
    }

    void token(AccessToken checked) {
        token = checked;
    }

    /** For further calls: signed only if Meta has accepted the App Secret. */
    public AccessToken token() {
        return Objects.requireNonNull(token);
    }

    public boolean hasPassed(CheckName name) {
        return has(name, CheckStatus.PASSED);
    }

    public boolean hasFailed(CheckName name) {
        return has(name, CheckStatus.FAILED);
    }

    /** Whether a check failed, or one that must pass was not made. */
    public boolean hasFailed() {
        return CheckStatus.worst(checks) == CheckStatus.FAILED;
    }

    private boolean has(CheckName name, CheckStatus status) {
        return checks.stream().anyMatch(check -> check.name() == name && check.status() == status);
    }
}
