package org.mfasender.templates;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * PingOne locales and the languages in which Meta offers authentication templates. The languages are Meta's list of May
 * 2026, "Supported languages".
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
     * underscores, in any case): the exact one, else the locale without its last subtag, and so on, under every name that the
     * language has. Empty when Meta has none.
     */
    public static Optional<String> metaLanguage(String locale) {
        String key = key(locale);
        while (true) {
            String language = BY_KEY.get(key);
            int lastSubtag = key.lastIndexOf('_');
            if (language != null || lastSubtag < 0) {
                return Optional.ofNullable(language);
            }
            key = key.substring(0, lastSubtag);
        }
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

    private static Map<String, String> byKey() {
        Map<String, String> keys = new LinkedHashMap<>();
        META_LANGUAGES.forEach(language -> keys.put(key(language), language));
        // Other names of languages that Meta lists under one name, or only with a region.
        Map.of(
                        "no", "nb",
                        "nn", "nb",
                        "iw", "he",
                        "in", "id",
                        "tl", "fil",
                        "pt", "pt_BR",
                        "zh", "zh_CN",
                        "zh_hans", "zh_CN",
                        "zh_hant", "zh_TW")
                .forEach(keys::put);
        META_LANGUAGES.stream()
                .filter(language -> language.indexOf('_') > 0)
                .forEach(language -> keys.putIfAbsent(key(language.substring(0, language.indexOf('_'))), language));
        return Map.copyOf(keys);
    }
}
