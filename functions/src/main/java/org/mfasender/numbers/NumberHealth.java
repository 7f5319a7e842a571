package org.mfasender.numbers;

import org.jspecify.annotations.Nullable;
import org.mfasender.checks.HealthWords;
import org.mfasender.platform.meta.Health;

/** What Meta's health of a number itself says, in Meta's words. Source: Meta, "Messaging health status". */
final class NumberHealth {

    private static final String SEE = "See WhatsApp Manager > Phone numbers.";

    private NumberHealth() {}

    /** Why the number cannot send; null when its health is no reason. */
    static @Nullable NumberFinding obstacle(Health.@Nullable Entity health) {
        return isBlocked(health)
                ? NumberFinding.yours("Meta has blocked the number from sending. " + words(health))
                : null;
    }

    /** A finding about a number that is blocked, with what Meta says about that. */
    static NumberFinding explained(NumberFinding finding, Health.@Nullable Entity health) {
        String reasons = isBlocked(health) ? reasons(health) : "";
        return reasons.isEmpty()
                ? finding
                : new NumberFinding(finding.text() + " Meta says: " + reasons, finding.actor());
    }

    /** What deserves attention; null when nothing does. */
    static @Nullable NumberFinding caution(Health.@Nullable Entity health) {
        String state = health == null ? null : health.canSend();
        return switch (state) {
            case null -> null;
            case Health.AVAILABLE, Health.BLOCKED -> null;
            case Health.LIMITED ->
                new NumberFinding("Meta lets the number send only within limits. " + words(health), null);
            default ->
                new NumberFinding(
                        "Meta reports a health of the number that this system does not know"
                                + NumberStatus.quoted(state) + ". " + words(health),
                        null);
        };
    }

    private static boolean isBlocked(Health.@Nullable Entity health) {
        return health != null && Health.BLOCKED.equals(health.canSend());
    }

    private static String words(Health.@Nullable Entity health) {
        String reasons = reasons(health);
        return reasons.isEmpty() ? SEE : "Meta says: " + reasons;
    }

    private static String reasons(Health.@Nullable Entity health) {
        return health == null ? "" : HealthWords.reasons(health);
    }
}
