package org.mfasender.templates;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a request changes about the options of one purpose; what is null stays. */
public record TemplateOptionsChange(
        @Nullable List<String> locales,
        @Nullable Integer codeExpirationMinutes,
        @Nullable Boolean addSecurityRecommendation,
        @Nullable Integer messageSendTtlSeconds,
        @Nullable OtpButton button) {

    public static final TemplateOptionsChange NONE = new TemplateOptionsChange(null, null, null, null, null);

    /** The options with this change. A time to live that was not asked for is shortened to the code's validity. */
    public TemplateOptions applyTo(TemplateOptions options) {
        TemplateSettings current = options.settings();
        int minutes = Objects.requireNonNullElse(codeExpirationMinutes, current.codeExpirationMinutes());
        int ttl = messageSendTtlSeconds == null
                ? Math.min(current.messageSendTtlSeconds(), TemplateSettings.longestTtl(minutes))
                : messageSendTtlSeconds;
        return new TemplateOptions(
                Objects.requireNonNullElse(locales, options.locales()),
                new TemplateSettings(
                        minutes,
                        Objects.requireNonNullElse(addSecurityRecommendation, current.addSecurityRecommendation()),
                        ttl,
                        Objects.requireNonNullElse(button, current.button())));
    }

    /** Whether the time to live asked for is longer than the code would be valid. */
    public boolean outlivesCode(TemplateOptions options) {
        return messageSendTtlSeconds != null
                && messageSendTtlSeconds
                        > TemplateSettings.longestTtl(Objects.requireNonNullElse(
                                codeExpirationMinutes, options.settings().codeExpirationMinutes()));
    }
}
