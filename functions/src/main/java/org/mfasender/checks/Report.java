package org.mfasender.checks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.AccessToken;

/** The checks in the order in which a person would fix them, and what else was found. */
public final class Report {

    private final List<Check> checks = new ArrayList<>();
    private @Nullable Instant tokenExpiresAt;
    private @Nullable String messagingLimit;
    private @Nullable TokenFacts facts;
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

    public void leaveOut(Collection<Needed> missing, List<CheckName> names) {
        names.forEach(name -> add(Check.without(name, missing)));
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

    void messagingLimit(@Nullable String tier) {
        messagingLimit = tier;
    }

    /** How many recipients Meta allows within 24 hours, in its words; null when it did not say. */
    public @Nullable String messagingLimit() {
        return messagingLimit;
    }

    void facts(TokenFacts found) {
        facts = found;
    }

    void portfolio(@Nullable String id) {
        ids = new MetaIds(ids.appId(), ids.wabaId(), id);
    }

    /** The IDs at Meta that are known. */
    public MetaIds ids() {
        return ids;
    }

    /** What is known about the access token; null when there is none. */
    @Nullable
    TokenFacts facts() {
        return facts;
    }

    /** For further calls, signed only if Meta has accepted the App Secret; empty when no call can succeed. */
    public Optional<AccessToken> token() {
        return Optional.ofNullable(facts).filter(TokenFacts::valid).map(TokenFacts::token);
    }

    /** A check that was made or left out. */
    public Check find(CheckName name) {
        return checks.stream().filter(check -> check.name() == name).findFirst().orElseThrow();
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
