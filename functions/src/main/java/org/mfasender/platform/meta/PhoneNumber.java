package org.mfasender.platform.meta;

import org.jspecify.annotations.Nullable;

/**
 * A number of a WhatsApp Business Account, in Meta's words. Source: Meta, "WhatsApp Business Phone Number".
 *
 * @param health its own, without that of its account, portfolio and app; null when Meta does not say
 */
public record PhoneNumber(
        String id,
        @Nullable String displayPhoneNumber,
        @Nullable String verifiedName,
        @Nullable String status,
        @Nullable String qualityRating,
        @Nullable String codeVerificationStatus,
        @Nullable String nameStatus,
        @Nullable String platformType,
        @Nullable String accountMode,
        @Nullable String throughputLevel,
        @Nullable Boolean pinEnabled,
        @Nullable Boolean officialBusinessAccount,
        @Nullable Boolean onBusinessApp,
        Health.@Nullable Entity health) {}
