package org.mfasender.templates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PingOne locales and the languages in which Meta offers authentication templates. The languages are Meta's list of May
 * 2026, "Supported languages". Which of them serves a locale follows CLDR's parents.
 */
public final class Locales {

    /** Meta's language codes, as it spells them. */
    public static final List<String> META_LANGUAGES =
            List.of(("af sq ar ar_EG ar_AE ar_LB ar_MA ar_QA az be_BY bn bn_IN bg ca"
                            + " zh_CN zh_HK zh_TW hr cs da prs_AF nl nl_BE en en_GB en_US en_AE en_AU en_CA en_GH en_IE en_IN en_JM en_MY"
                            + " en_NZ en_QA en_SG en_UG en_ZA et fil fi fr fr_BE fr_CA fr_CH fr_CI fr_MA ka de de_AT de_CH el gu ha he hi"
                            + " hu id ga it ja kn kk rw_RW ko ky_KG lo lv lt mk ms ml mr nb ps_AF fa pl pt_BR pt_PT pa ro ru sr si_LK sk sl"
                            + " es es_AR es_CL es_CO es_CR es_DO es_EC es_HN es_MX es_PA es_PE es_ES es_UY sw sv ta te th tr uk ur uz vi zu")
                    .split(" "));

    private static final Pattern LOCALE =
            Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?");
    private static final Map<String, String> BY_KEY = byKey();

    private Locales() {}

    /**
     * The language of Meta that serves a PingOne locale ({@code xx}, {@code xx-YY}, {@code xx-Ssss-YY}, with hyphens or
     * underscores, in any case): the exact one, else the nearest of those from which it inherits, else the language in whatever
     * script Meta has it. Empty when Meta has none.
     */
    public static Optional<String> metaLanguage(String locale) {
        List<String> lineage = lineage(canonical(locale));
        return Stream.concat(lineage.stream(), lineage.stream().map(Locales::language))
                .map(candidate -> BY_KEY.get(key(candidate)))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /**
     * The locales whose texts meet a wish, best first: the locale in each of its spellings, those from which it inherits, and the
     * languages of Meta that serve it. A locale that is a language of Meta's itself is not served by another region's.
     */
    public static List<String> serving(String wanted) {
        List<String> lineage = lineage(wanted);
        Set<String> serving = new LinkedHashSet<>(lineage);
        metaLanguage(wanted).map(Locales::canonical).ifPresent(serving::add);
        if (!META_LANGUAGES.contains(wanted.replace('-', '_'))) {
            lineage.stream()
                    .map(candidate -> BY_KEY.get(key(candidate)))
                    .filter(Objects::nonNull)
                    .map(Locales::canonical)
                    .forEach(serving::add);
        }
        return List.copyOf(serving);
    }

    /** A locale and those from which it inherits; what comes after language, script and region is dropped first. */
    private static List<String> lineage(String locale) {
        List<String> lineage = new ArrayList<>();
        String tag = locale;
        while (!LOCALE.matcher(tag).matches()) {
            lineage.add(tag);
            int lastSubtag = tag.lastIndexOf('-');
            if (lastSubtag < 0) {
                return lineage;
            }
            tag = tag.substring(0, lastSubtag);
        }
        lineage.addAll(Cldr.lineage(tag));
        return lineage;
    }

    private static String language(String locale) {
        return locale.split("-", 2)[0];
    }

    /**
     * Locales in their canonical spelling.
     *
     * @throws IllegalArgumentException when Meta has no language for one
     */
    public static List<String> checked(List<String> locales) {
        return locales.stream()
                .map(locale -> metaLanguage(locale)
                        .map(language -> canonical(locale))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Meta has no authentication templates in the locale " + locale)))
                .distinct()
                .toList();
    }

    /** A text as a locale in canonical spelling; empty when it is none, or Meta has no language for it. */
    public static Optional<String> supported(String text) {
        String locale = text.strip();
        return LOCALE.matcher(locale).matches() && metaLanguage(locale).isPresent()
                ? Optional.of(canonical(locale))
                : Optional.empty();
    }

    /** One spelling for each locale: {@code pt-BR} for {@code PT_br}. */
    public static String canonical(String locale) {
        String[] subtags = locale.replace('_', '-').split("-", -1);
        subtags[0] = subtags[0].toLowerCase(Locale.ROOT);
        for (int i = 1; i < subtags.length; i++) {
            subtags[i] = subtag(subtags[i]);
        }
        return String.join("-", subtags);
    }

    private static String subtag(String text) {
        return text.length() == 4
                ? text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT)
                : text.toUpperCase(Locale.ROOT);
    }

    private static String key(String locale) {
        return locale.replace('-', '_').toLowerCase(Locale.ROOT);
    }

    /** Meta's languages under their own names and, where Meta has a language only with a region, under the language alone. */
    private static Map<String, String> byKey() {
        Map<String, String> keys = new LinkedHashMap<>();
        META_LANGUAGES.forEach(language -> keys.put(key(language), language));
        META_LANGUAGES.forEach(language -> {
            String alone = language.split("_", 2)[0];
            String usual = key(alone + "_" + Cldr.likelyRegion(alone));
            keys.putIfAbsent(alone, keys.getOrDefault(usual, language));
        });
        // Norwegian is "no" in CLDR, from which Meta's Bokmål inherits.
        META_LANGUAGES.forEach(language -> Cldr.lineage(canonical(language)).stream()
                .filter(parent -> !language(parent).equals(language.split("_", 2)[0]))
                .forEach(parent -> keys.putIfAbsent(key(parent), language)));
        return Map.copyOf(keys);
    }
}
