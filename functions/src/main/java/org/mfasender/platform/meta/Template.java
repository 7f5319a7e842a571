package org.mfasender.platform.meta;

import org.jspecify.annotations.Nullable;

/**
 * A message template in one language, in Meta's words. Source: Meta, "Template management".
 *
 * @param messageSendTtlSeconds null when Meta does not say
 * @param otp what it contains if it passes on a code; null if it does not, or is not understood
 */
public record Template(
        String id,
        String name,
        String language,
        String category,
        String status,
        @Nullable String rejectedReason,
        @Nullable String qualityScore,
        @Nullable Integer messageSendTtlSeconds,
        @Nullable OtpContent otp) {}
