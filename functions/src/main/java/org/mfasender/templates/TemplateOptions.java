package org.mfasender.templates;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.mfasender.platform.config.TemplateParameters;

/**
 * What is wanted for one purpose.
 *
 * @param locales PingOne locales in canonical spelling, at least one; the first is the default, which serves where no other fits
 */
public record TemplateOptions(List<String> locales, TemplateSettings settings) {

    public static final int MAX_LOCALES = 200;

    public TemplateOptions {
        if (locales.isEmpty()) {
            throw new IllegalArgumentException("At least one locale is wanted");
        }
        locales = List.copyOf(locales);
    }

    /**
     * What is wanted where a request says nothing else; the same for every purpose.
     *
     * @throws IllegalArgumentException when a parameter is out of range
     */
    public static Map<Purpose, TemplateOptions> defaults(TemplateParameters parameters) {
        int minutes = parameters.codeExpirationMinutes();
        TemplateSettings settings = new TemplateSettings(
                minutes,
                parameters.addSecurityRecommendation(),
                Math.min(parameters.messageSendTtlSeconds(), TemplateSettings.longestTtl(minutes)),
                OtpButton.COPY_CODE);
        TemplateOptions options = new TemplateOptions(Locales.checked(parameters.defaultLocales()), settings);
        Map<Purpose, TemplateOptions> defaults = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            defaults.put(purpose, options);
        }
        return defaults;
    }

    /** Whether the same templates are wanted; the order of the locales but the first does not count. */
    public boolean wantsTheSameAs(TemplateOptions other) {
        return settings.equals(other.settings)
                && defaultLocale().equals(other.defaultLocale())
                && Set.copyOf(locales).equals(Set.copyOf(other.locales));
    }

    public String defaultLocale() {
        return locales.getFirst();
    }

    /** Meta's languages in the order in which they are wanted, each with the locales that it serves. */
    public SequencedMap<String, List<String>> languages() {
        SequencedMap<String, List<String>> languages = new LinkedHashMap<>();
        for (String locale : locales) {
            Locales.metaLanguage(locale)
                    .ifPresent(language -> languages.merge(
                            language,
                            List.of(locale),
                            (before, more) -> Stream.concat(before.stream(), more.stream())
                                    .toList()));
        }
        return languages;
    }
}
