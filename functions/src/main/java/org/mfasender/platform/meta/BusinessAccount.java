package org.mfasender.platform.meta;

import org.jspecify.annotations.Nullable;

/**
 * A WhatsApp Business Account, in Meta's words. Source: Meta, "WhatsApp Business Account".
 *
 * @param ownerBusinessId the business portfolio that owns it
 * @param accountReviewStatus {@code APPROVED}, {@code PENDING}, {@code REJECTED}
 * @param businessVerificationStatus {@code verified}, {@code not_verified} and others, in either case
 * @param funded whether a payment method is attached; null when Meta does not say
 * @param messagingLimit {@code TIER_250} to {@code TIER_UNLIMITED}
 * @param health what lets it send, or not
 */
public record BusinessAccount(
        String id,
        @Nullable String name,
        @Nullable String ownerBusinessId,
        @Nullable String status,
        @Nullable String accountReviewStatus,
        @Nullable String businessVerificationStatus,
        @Nullable Boolean funded,
        @Nullable String messagingLimit,
        Health health) {}
