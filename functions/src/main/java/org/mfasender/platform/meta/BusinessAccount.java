package org.mfasender.platform.meta;

import org.jspecify.annotations.Nullable;

/**
 * A WhatsApp Business Account, in Meta's words. Source: Meta, "WhatsApp Business Account".
 *
 * @param ownerBusinessId the business portfolio that owns it
 * @param accountReviewStatus {@code APPROVED}, {@code PENDING}, {@code REJECTED}
 * @param businessVerificationStatus {@code verified}, {@code not_verified} and others, in either case
 * @param funded whether a payment method is attached
 * @param messagingLimit {@code TIER_250} to {@code TIER_UNLIMITED}
 * @param health what lets it send, or not
 * @param detailed whether more than the name and the review could be read; if not, null means unknown
 */
public record BusinessAccount(
        String id,
        @Nullable String name,
        @Nullable String ownerBusinessId,
        @Nullable String status,
        @Nullable String accountReviewStatus,
        @Nullable String businessVerificationStatus,
        boolean funded,
        @Nullable String messagingLimit,
        Health health,
        boolean detailed) {}
