package org.mfasender.templates.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.Fixtures;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.catalog.MessageTemplate;

class ContentSelectorTest {

    private static final List<String> WANTED = List.of("en", "fr");

    /**
     * Contents are locales; {@code !} follows one whose template cannot be sent, {@code /} comes before a variant. The default
     * locale is {@code en}.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # contents             | asked                    | variant | served       | match
            en fr fr-CH            | fr-CH                    | -       | fr-CH        | EXACT
            en fr fr-CH            | FR_ch                    | -       | fr-CH        | EXACT
            en fr                  | fr-CH                    | -       | fr           | LANGUAGE
            en fr-FR               | fr                       | -       | en           | DEFAULT
            en fr-FR               | fr-CH                    | -       | en           | DEFAULT
            en fr-CH! fr           | fr-CH                    | -       | fr           | LANGUAGE
            en fr-CH! fr!          | fr-CH                    | -       | en           | DEFAULT
            en! fr                 | de                       | -       | -            | -
            en! fr                 | -                        | -       | -            | -
            en fr                  | -                        | -       | en           | DEFAULT
            en fr                  | en                       | -       | en           | EXACT
            en fr                  | *                        | -       | en           | DEFAULT
            en fr de               | fr-CH, fr;q=0.9, de;q=0.8 | -     | fr           | LANGUAGE
            en fr de               | de;q=0.5, fr;q=0.7       | -       | fr           | EXACT
            en fr! de              | de;q=0.5, fr;q=0.7       | -       | de           | EXACT
            en fr                  | fr;q=0, *;q=0.5          | -       | en           | DEFAULT
            en es-419 es           | es-419                   | -       | es-419       | EXACT
            en es                  | es-419                   | -       | es           | LANGUAGE
            en zh-Hant-TW zh-Hant  | zh-Hant-TW               | -       | zh-Hant-TW   | EXACT
            en zh-Hant zh-TW       | zh-Hant-TW               | -       | zh-Hant      | LANGUAGE
            en zh zh-TW            | zh-Hant-HK               | -       | zh-TW        | LANGUAGE
            en zh-HK zh-TW         | zh-Hant-HK               | -       | zh-HK        | LANGUAGE
            en zh-HK zh-TW         | zh-Hant-MO               | -       | zh-HK        | LANGUAGE
            en zh-HK zh-TW         | zh-Hant                  | -       | zh-TW        | LANGUAGE
            en zh-HK zh-TW         | zh-MO                    | -       | zh-HK        | LANGUAGE
            en zh-Hant zh-HK       | zh-Hant-HK               | -       | zh-HK        | LANGUAGE
            en zh-TW zh-CN         | zh-HK                    | -       | zh-TW        | LANGUAGE
            en zh-Hant-HK zh-TW    | zh-HK                    | -       | zh-Hant-HK   | LANGUAGE
            en zh                  | zh-HK                    | -       | en           | DEFAULT
            en zh-CN               | zh-SG                    | -       | zh-CN        | LANGUAGE
            en pt-BR pt-PT         | pt-AO                    | -       | pt-PT        | LANGUAGE
            en es-419 es           | es-BO                    | -       | es-419       | LANGUAGE
            en en-001              | en-AU                    | -       | en-001       | LANGUAGE
            en ro                  | mo                       | -       | ro           | LANGUAGE
            en zh                  | zh-Hant                  | -       | en           | DEFAULT
            en zh                  | zh-Hans-SG               | -       | zh           | LANGUAGE
            en sr                  | sr-Latn-RS               | -       | sr           | LANGUAGE
            en nb                  | nn-NO                    | -       | nb           | LANGUAGE
            en nb                  | no                       | -       | nb           | LANGUAGE
            en he                  | iw                       | -       | he           | LANGUAGE
            en pt-BR               | pt-AO                    | -       | pt-BR        | LANGUAGE
            en pt-BR               | pt-PT                    | -       | en           | DEFAULT
            en fr fr/Short         | fr                       | short   | fr/Short     | EXACT
            en fr fr/Short         | fr                       | -       | fr           | EXACT
            en fr fr/Short         | fr-CH                    | SHORT   | fr/Short     | LANGUAGE
            en fr fr/Short         | de                       | short   | -            | -
            en en/Short fr         | fr                       | short   | en/Short     | DEFAULT
            """)
    void servesTheExactLocaleElseTheLanguageElseTheDefault(
            String contents,
            @Nullable String asked,
            @Nullable String variant,
            @Nullable String served,
            @Nullable String match) {
        List<TemplateContent> all = Arrays.stream(contents.split(" "))
                .map(ContentSelectorTest::content)
                .toList();

        String answer = selector(all)
                .serving(asked, variant)
                .map(serving -> name(serving.content()) + " " + serving.match())
                .orElse("nothing");

        assertThat(answer).isEqualTo(served == null ? "nothing" : served + " " + match);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr-", "not a locale!", "fr;q=2", "fr;;", "toolonglanguage"})
    void whatIsNoLocaleIsRefused(String text) {
        ContentSelector selector = selector(List.of(content("en")));

        assertThatThrownBy(() -> selector.serving(text, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCategoryThatMetaChangedIsNotSent() {
        MessageTemplate moved = new MessageTemplate("1", "mfa", "en", "MARKETING", "APPROVED", null, null, null, null);
        TemplateContent content =
                TemplateContent.manual(Fixtures.ENVIRONMENT, Purpose.DEVICE_PAIRING, "en", null, moved, Fixtures.NOW);

        assertThat(selector(List.of(content)).serving("en", null)).isEmpty();
    }

    @ParameterizedTest(name = "kept {0}, bound by hand {1}: asked for {2} serves {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "it,   en!, de, it",
                "it,   en,  de, en",
                "fr,   en!, de, -",
                "it!,  en!, de, -",
                "it,   es,  de, it",
                "it,   en!, -,  it",
            })
    void whatIsKeptOfAnUnwantedLocaleStandsInForTheDefault(
            String kept, String byHand, @Nullable String asked, @Nullable String served) {
        TemplateContent automatic = TemplateContent.automatic(
                Fixtures.ENVIRONMENT,
                Purpose.DEVICE_PAIRING,
                kept.replace("!", ""),
                Fixtures.template("2", "mfa", "it", kept.endsWith("!") ? "PAUSED" : "APPROVED"),
                Fixtures.NOW);

        assertThat(selector(List.of(content(byHand), automatic))
                        .serving(asked, null)
                        .map(serving -> name(serving.content())))
                .isEqualTo(Optional.ofNullable(served));
    }

    private static ContentSelector selector(List<TemplateContent> contents) {
        return new ContentSelector(UsableContent.among(contents), WANTED);
    }

    private static TemplateContent content(String text) {
        String[] parts = text.replace("!", "").split("/", 2);
        return TemplateContent.manual(
                Fixtures.ENVIRONMENT,
                Purpose.DEVICE_PAIRING,
                parts[0],
                parts.length == 2 ? parts[1] : null,
                Fixtures.template("1", "mfa", "en", text.endsWith("!") ? "PAUSED" : "APPROVED"),
                Fixtures.NOW);
    }

    private static String name(UsableContent content) {
        return content.variant() == null ? content.locale() : content.locale() + "/" + content.variant();
    }
}
