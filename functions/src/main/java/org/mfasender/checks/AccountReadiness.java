package org.mfasender.checks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.BusinessAccount;
import org.mfasender.platform.meta.Health;
import org.mfasender.platform.meta.MetaError;

/** Whether a WhatsApp Business Account that can be read is fit to send. */
final class AccountReadiness {

    private static final Set<String> LOW_LIMITS = Set.of("TIER_50", "TIER_250", "TIER_1K");

    private AccountReadiness() {}

    static List<Check> of(BusinessAccount account) {
        return List.of(
                judged(CheckName.ACCOUNT_REVIEWED, account.accountReviewStatus(), "APPROVED", "REJECTED"),
                judged(CheckName.ACCOUNT_ACTIVE, account.status(), "ACTIVE", "DISABLED"),
                healthy(account),
                payment(account),
                verified(account),
                limit(account));
    }

    /**
     * Judges Meta's word; one that is neither good nor bad deserves attention.
     *
     * @param bad the word that fails the check; null when the check never fails
     */
    private static Check judged(CheckName name, @Nullable String word, String good, @Nullable String bad) {
        if (word == null) {
            return Check.unknown(name, null);
        }
        Map<String, String> values = Map.of("status", PlainWords.of(word));
        if (word.equalsIgnoreCase(good)) {
            return Check.passed(name, values);
        }
        return word.equalsIgnoreCase(bad) ? Check.failed(name, values, null) : Check.warning(name, values);
    }

    /** What blocks sending is the entity that blocks it; its reasons are passed on in Meta's words. */
    private static Check healthy(BusinessAccount account) {
        Health health = account.health();
        Check check = judged(CheckName.ACCOUNT_HEALTHY, health.canSend(), "AVAILABLE", "BLOCKED");
        if (check.status() == CheckStatus.PASSED) {
            return check;
        }
        List<Health.Entity> obstacles = health.obstacles();
        return check.saying(HealthWords.of(obstacles))
                .withMeta(obstacles.stream()
                        .flatMap(entity -> entity.problems().stream())
                        .map(Health.Problem::code)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(code -> new MetaError(code, null, null))
                        .orElse(null));
    }

    private static Check payment(BusinessAccount account) {
        Boolean funded = account.funded();
        if (funded == null) {
            return Check.unknown(CheckName.PAYMENT_METHOD, null);
        }
        return funded ? Check.passed(CheckName.PAYMENT_METHOD) : Check.warning(CheckName.PAYMENT_METHOD, Map.of());
    }

    private static Check verified(BusinessAccount account) {
        String status = account.businessVerificationStatus();
        String word = status == null ? null : status.toLowerCase(Locale.ROOT);
        return judged(CheckName.BUSINESS_VERIFIED, word, "verified", null);
    }

    private static Check limit(BusinessAccount account) {
        String tier = account.messagingLimit();
        if (tier == null) {
            return Check.unknown(CheckName.MESSAGING_LIMIT, null);
        }
        Map<String, String> values = Map.of("tier", PlainWords.of(tier));
        return LOW_LIMITS.contains(tier)
                ? Check.warning(CheckName.MESSAGING_LIMIT, values)
                : Check.passed(CheckName.MESSAGING_LIMIT, values);
    }
}
