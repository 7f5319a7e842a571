package org.mfasender.templates;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an authentication template says, as Meta reads it back: an OTP button comes as a URL button whose address has the kind.
 *
 * @param codeExpirationMinutes null when there is no footer
 * @param messageSendTtlSeconds null when Meta does not say
 * @param otpType Meta's word, e.g. {@code COPY_CODE}
 * @param supportedApps empty also when Meta does not read them back
 */
public record TemplateReadBack(
        @Nullable Integer codeExpirationMinutes,
        boolean addSecurityRecommendation,
        @Nullable Integer messageSendTtlSeconds,
        String otpType,
        List<SupportedApp> supportedApps) {}
