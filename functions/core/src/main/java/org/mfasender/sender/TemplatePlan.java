package org.mfasender.sender;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What is wanted of Meta's templates, compared with what is there: a rule, without effects. Names are our own, with a prefix
 * and a version; what exists under them is used as it is, and only what is missing is created.
 */
public final class TemplatePlan {

    private final String prefix;
    private final List<String> locales;

    /**
     * @param prefix begins the names of all templates that this system creates
     * @param locales PingOne locales, each with a language at Meta
     */
    public TemplatePlan(String prefix, List<String> locales) {
        this.prefix = prefix;
        this.locales = List.copyOf(locales);
    }

    /** The name of our template for a purpose, e.g. {@code mfa_device_pairing_v1}. */
    public String name(Purpose purpose) {
        return prefix + "_" + purpose + "_v1";
    }

    /** Meta's languages that have to be created for each purpose; purposes that lack nothing are absent. */
    public Map<Purpose, List<String>> missing(Collection<MessageTemplate> existing) {
        Map<Purpose, List<String>> missing = new LinkedHashMap<>();
        for (Purpose purpose : Purpose.values()) {
            List<String> languages = languages().stream()
                    .filter(language -> find(existing, purpose, language).isEmpty())
                    .toList();
            if (!languages.isEmpty()) {
                missing.put(purpose, languages);
            }
        }
        return missing;
    }

    /**
     * Binds each purpose and locale to our template in the locale's language, where it exists.
     *
     * @param recorded the bindings so far; one that names the same template keeps its dates
     */
    public List<TemplateContent> bind(
            EnvironmentId environment,
            Collection<MessageTemplate> existing,
            Collection<TemplateContent> recorded,
            Instant now) {
        List<TemplateContent> contents = new ArrayList<>();
        for (Purpose purpose : Purpose.values()) {
            for (String locale : locales) {
                Locales.metaLanguage(locale)
                        .flatMap(language -> find(existing, purpose, language))
                        .map(template -> {
                            TemplateContent bound = TemplateContent.bind(environment, purpose, locale, template, now);
                            return recorded.stream()
                                    .filter(content -> content.id().equals(bound.id()))
                                    .findFirst()
                                    .map(content -> content.rebound(template, now))
                                    .orElse(bound);
                        })
                        .ifPresent(contents::add);
            }
        }
        return contents;
    }

    private SequencedSet<String> languages() {
        SequencedSet<String> languages = new LinkedHashSet<>();
        locales.forEach(locale -> Locales.metaLanguage(locale).ifPresent(languages::add));
        return languages;
    }

    private Optional<MessageTemplate> find(Collection<MessageTemplate> existing, Purpose purpose, String language) {
        String name = name(purpose);
        return existing.stream()
                .filter(template ->
                        template.name().equals(name) && template.language().equals(language))
                .findFirst();
    }
}
