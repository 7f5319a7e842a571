package org.mfasender.templates.bindings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.Locales;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.bindings.ServingContent.Match;

/**
 * Says which content serves a user when a passcode is sent: the exact locale, else its language, else the default content. Only
 * contents whose template can be sent are taken. While the default content cannot, one that was kept of a locale that is not wanted
 * any more stands in. Source of the order: PingOne, "Localization of notifications".
 */
public final class ContentSelector {

    private final List<UsableContent> contents;
    private final List<String> wanted;

    /**
     * A selector among the contents of one purpose.
     *
     * @param contents in all variants
     * @param wanted the locales that are wanted for the purpose; the first is the default
     */
    public ContentSelector(List<UsableContent> contents, List<String> wanted) {
        this.contents = List.copyOf(contents);
        this.wanted = List.copyOf(wanted);
    }

    /** Whether a purpose has a content for whoever no other content fits. */
    public static boolean serves(
            Purpose purpose, Map<Purpose, TemplateOptions> wanted, Collection<TemplateContent> contents) {
        List<TemplateContent> ofPurpose = contents.stream()
                .filter(content -> content.purpose() == purpose)
                .toList();
        TemplateOptions options = Objects.requireNonNull(wanted.get(purpose));
        return new ContentSelector(UsableContent.among(ofPurpose), options.locales())
                .serving(null, null)
                .isPresent();
    }

    /**
     * The content for a locale; empty when neither it nor the default can be sent, and nothing replaces it.
     *
     * @param locale a locale ({@code fr-CH}, {@code fr_CH}) or a list with qualities ({@code fr-CH, fr;q=0.9}); null for the default
     * @param variant null for the usual one
     * @throws IllegalArgumentException when the locale cannot be read
     */
    public Optional<ServingContent> serving(@Nullable String locale, @Nullable String variant) {
        for (String range : ranges(locale)) {
            Match match = Match.EXACT;
            for (String tag : Locales.serving(range)) {
                Optional<ServingContent> served = usable(tag, variant, match);
                if (served.isPresent()) {
                    return served;
                }
                match = Match.LANGUAGE;
            }
        }
        return usable(wanted.getFirst(), variant, Match.DEFAULT).or(() -> standIn(variant));
    }

    /** Locales by descending quality; what is wanted least ({@code q=0}) or not at all ({@code *}) is left out. */
    private static List<String> ranges(@Nullable String locale) {
        if (locale == null || locale.isBlank()) {
            return List.of();
        }
        return LanguageRange.parse(locale.replace('_', '-')).stream()
                .filter(range -> range.getWeight() > 0 && !range.getRange().contains("*"))
                .map(range -> Locales.canonical(range.getRange()))
                .toList();
    }

    private Optional<ServingContent> standIn(@Nullable String variant) {
        return contents.stream()
                .filter(content ->
                        content.isVariant(variant) && !content.manual() && !wanted.contains(content.locale()))
                .min(Comparator.comparing(UsableContent::createdAt).thenComparing(UsableContent::locale))
                .map(content -> new ServingContent(content, Match.DEFAULT));
    }

    private Optional<ServingContent> usable(String locale, @Nullable String variant, Match match) {
        return contents.stream()
                .filter(content -> content.locale().equals(locale) && content.isVariant(variant))
                .map(content -> new ServingContent(content, match))
                .findFirst();
    }
}
