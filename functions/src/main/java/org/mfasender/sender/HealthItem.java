package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.health.Health;
import org.mfasender.sender.StepsItem.CheckItem;

/** A connection's health as it is stored: see {@link Health}. */
record HealthItem(
        @Nullable Instant checkedAt,
        List<String> causes,
        List<String> seen,
        List<CheckItem> findings,
        @Nullable Integer expiryWarning,
        @Nullable List<String> accepted) {

    /** Null when nothing is known. */
    static @Nullable HealthItem of(Health health) {
        return health.equals(Health.UNKNOWN)
                ? null
                : new HealthItem(
                        health.checkedAt(),
                        health.causes().stream().sorted().toList(),
                        health.seen().stream().sorted().toList(),
                        health.findings().stream().map(CheckItem::of).toList(),
                        health.expiryWarning(),
                        health.accepted() == null
                                ? null
                                : health.accepted().stream().sorted().toList());
    }

    Health toHealth() {
        return new Health(
                checkedAt,
                Set.copyOf(causes),
                Set.copyOf(seen),
                findings.stream().map(CheckItem::toCheck).toList(),
                expiryWarning,
                accepted == null ? null : Set.copyOf(accepted));
    }
}
