package org.mfasender.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalesTest {

    static final List<String> LANGUAGES = Locales.META_LANGUAGES;

    @Test
    void everyLanguageOfMetaIsListedOnce() {
        assertThat(Locales.META_LANGUAGES).doesNotHaveDuplicates().hasSize(111);
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void aLanguageOfMetaIsItselfInAnySpelling(String language) {
        assertThat(Locales.metaLanguage(language)).contains(language);
        assertThat(Locales.metaLanguage(language.replace('_', '-'))).contains(language);
        assertThat(Locales.metaLanguage(language.toLowerCase(Locale.ROOT))).contains(language);
        assertThat(Locales.metaLanguage(language.toUpperCase(Locale.ROOT))).contains(language);
        assertThat(Locales.metaLanguage(Locales.canonical(language))).contains(language);
    }

    @ParameterizedTest
    @CsvSource({
        "pt, pt_BR",
        "pt-PT, pt_PT",
        "pt-AO, pt_PT",
        "zh, zh_CN",
        "zh-Hans, zh_CN",
        "zh-Hant, zh_TW",
        "zh-Hans-CN, zh_CN",
        "zh-Hant-TW, zh_TW",
        "zh_hant_mo, zh_HK",
        "zh-Hant-HK, zh_HK",
        "zh-MO, zh_HK",
        "zh-Hant-US, zh_TW",
        "zh-US, zh_TW",
        "zh-Hans-HK, zh_CN",
        "zh-Hans-TW, zh_CN",
        "zh-Latn, zh_CN",
        "pt-MZ, pt_PT",
        "pt-Latn-AO, pt_PT",
        "es-BO, es",
        "es-Latn-AR, es_AR",
        "en-Latn-GB, en_GB",
        "hi-Latn, en_IN",
        "az-Arab-IR, az",
        "mo, ro",
        "sh-RS, sr",
        "nn-NO, nb",
        "prs, prs_AF",
        "ca-ES-valencia, ca",
        "zh-SG, zh_CN",
        "no, nb",
        "nn, nb",
        "no-NO, nb",
        "iw, he",
        "iw-IL, he",
        "in, id",
        "tl-PH, fil",
        "fr-XX, fr",
        "fr-FR, fr",
        "es-419, es",
        "en-XX, en",
        "be, be_BY",
        "rw, rw_RW",
        "sr-Latn-RS, sr"
    })
    void aLocaleIsServedByTheNearestLanguage(String locale, String language) {
        assertThat(Locales.metaLanguage(locale)).contains(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xx", "tlh", "xx-YY", "", "-", "_", "english"})
    void anUnknownLocaleHasNoLanguage(String locale) {
        assertThat(Locales.metaLanguage(locale)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "en, en",
        "EN, en",
        "pt_BR, pt-BR",
        "PT-br, pt-BR",
        "zh_hans_cn, zh-Hans-CN",
        "ZH-HANT, zh-Hant",
        "es-419, es-419",
        "FIL, fil"
    })
    void aLocaleHasOneSpelling(String written, String canonical) {
        assertThat(Locales.canonical(written)).isEqualTo(canonical);
        assertThat(Locales.canonical(canonical)).isEqualTo(canonical);
    }

    @Test
    void localesAreCheckedSpelledOneWayAndCountedOnce() {
        assertThat(Locales.checked(List.of("EN", "pt_br", "en", "zh-hant-tw")))
                .containsExactly("en", "pt-BR", "zh-Hant-TW");
        assertThatThrownBy(() -> Locales.checked(List.of("en", "xx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("xx");
    }
}
