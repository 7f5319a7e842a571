package org.mfasender.watch;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.CheckAnswer;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.MetaIds;
import org.mfasender.health.Health;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.Standing;

/**
 * The health of an account. What is null is left out.
 *
 * @param status of the sender
 * @param result {@code FAILED} if a check failed, else {@code WARNING} if one warns, else {@code PASSED}; {@code UNKNOWN} before the
 *     first check
 * @param toBeConfirmed whether the newest check found something else, which a further one has to confirm
 * @param changedAt when the sender last changed for the worse, or recovered
 */
record HealthAnswer(
        @JsonProperty("_links") Links links,
        Reference environment,
        String status,
        String result,
        boolean canSend,
        boolean toBeConfirmed,
        @Nullable String checkedAt,
        @Nullable String nextCheckAt,
        @Nullable String changedAt,
        @Nullable String tokenExpiresAt,
        List<CheckAnswer> checks) {

    static HealthAnswer of(SenderAccount account) {
        Connection shown = account.shown();
        Health health = shown.health();
        Standing standing = account.watch().standing();
        MetaIds ids = new MetaIds(
                shown.appId(), shown.whatsAppAccountBusinessId(), shown.run().portfolioId());
        return new HealthAnswer(
                Links.self(ApiPath.HEALTH.href(account.environmentId()))
                        .and("sender", ApiPath.SENDER.href(account.environmentId())),
                Reference.to(account.environmentId()),
                shown.status().name(),
                (health.checkedAt() == null ? CheckStatus.UNKNOWN : CheckStatus.worst(health.findings())).name(),
                account.obstacles().isEmpty(),
                health.isInDoubt(),
                text(health.checkedAt()),
                text(account.watch().due()),
                standing == null ? null : text(standing.since()),
                text(shown.tokenExpiresAt()),
                health.findings().stream()
                        .map(check -> CheckAnswer.of(check, ids))
                        .toList());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
