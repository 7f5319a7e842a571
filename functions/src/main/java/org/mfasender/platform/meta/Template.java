package org.mfasender.platform.meta;

import org.jspecify.annotations.Nullable;

/**
 * A message template in one language, in Meta's words. Source: Meta, "Template management".
 *
 * @param messageSendTtlSeconds null when Meta does not say
 * @param otp what it says when it hands over a code; null when it does not, or cannot be understood
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
