package org.mfasender.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the table of locales with what CLDR publishes; with {@code -Ddocs.update=true} it writes the table. */
class CldrTest {

    private static final Path TABLE = Path.of("src/main/resources/org/mfasender/templates/cldr.properties");
    private static final String HEAD = """
            # From which locale a locale inherits, which script and region it has where it does not say so, and codes that have a new one: for the
            # languages of Meta. Source: CLDR 47 (parentLocales, likelySubtags, languageAlias). Written by CldrTest.
            # Copyright Unicode, Inc., Unicode License V3, https://www.unicode.org/license.txt
            """;

    @Test
    void theTableIsCldrs() throws IOException {
        Map<String, String> lines = new TreeMap<>();
        Map<String, String> likely = published("likelySubtags", "/likelySubtags");
        Set<String> languages =
                likely.keySet().stream().map(key -> key.split("-", 2)[0]).collect(Collectors.toSet());
        likely.forEach((key, value) -> lines.put("likely." + key, value));
        published("parentLocales", "/parentLocales/parentLocale").forEach((key, value) -> {
            if (languages.contains(key.split("-", 2)[0]) && !value.equals("und")) {
                lines.put("parent." + key, value);
            }
        });
        read("aliases")
                .at("/metadata/alias/languageAlias")
                .properties()
                .forEach(alias -> lines.put(
                        "alias." + alias.getKey(),
                        alias.getValue().path("_replacement").asText()));
        String table = HEAD
                + lines.entrySet().stream()
                        .map(line -> line.getKey() + " = " + line.getValue() + "\n")
                        .collect(Collectors.joining());

        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(TABLE, table);
        }
        assertThat(TABLE).as("run with -Ddocs.update=true to write it").hasContent(table);
    }

    /** The table leaves these out, because the rule for other scripts covers them. */
    @Test
    void aLanguageInAnotherScriptInheritsFromNoneAsCldrLists() throws IOException {
        Set<String> languages = Locales.META_LANGUAGES.stream()
                .map(language -> language.split("_", 2)[0])
                .collect(Collectors.toSet());

        published("parentLocales", "/parentLocales/parentLocale").forEach((locale, parent) -> {
            String language = locale.split("-", 2)[0];
            if (parent.equals("und") && languages.contains(language)) {
                assertThat(Cldr.lineage(locale)).as(locale).doesNotContain(language);
            }
        });
    }

    @Test
    void everyLanguageOfMetaIsKnown() {
        assertThat(Locales.META_LANGUAGES)
                .filteredOn(language -> Cldr.likelyRegion(language.split("_", 2)[0]) == null)
                .as("CLDR lists Dari under Persian")
                .containsExactly("prs_AF");
    }

    /** The JDK has CLDR's scripts of the Chinese regions. */
    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "zh-HK", "zh-MO", "zh-SG", "zh-TW"})
    void theScriptOfARegionIsThatOfTheJdk(String locale) {
        List<Locale> ofJdk = ResourceBundle.Control.getControl(ResourceBundle.Control.FORMAT_DEFAULT)
                .getCandidateLocales("", Locale.forLanguageTag(locale));
        String script = ofJdk.stream()
                .map(Locale::getScript)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow();

        assertThat(Cldr.lineage(locale))
                .contains("zh-" + script)
                .doesNotContain(script.equals("Hant") ? "zh" : "zh-Hant");
    }

    @ParameterizedTest
    @CsvSource({
        "zh-Hant-HK, zh-Hant-HK zh-HK zh-Hant zh-Hant-TW zh-TW",
        "zh-Hant-TW, zh-Hant-TW zh-Hant zh-TW",
        "zh-Hans-HK, zh-Hans-HK zh zh-Hans",
        "zh-SG, zh-SG zh-Hans-SG zh zh-Hans",
        "pt-AO, pt-AO pt-Latn-AO pt-PT pt-Latn-PT pt pt-Latn",
        "nn-NO, nn-NO nn-Latn-NO nn nn-Latn no no-Latn",
        "xx-YY, xx-YY xx"
    })
    void theNearestComesFirst(String locale, String lineage) {
        assertThat(Cldr.lineage(locale)).containsExactly(lineage.split(" ", -1));
    }

    private static Map<String, String> published(String file, String path) throws IOException {
        return read(file).at(path).properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText()));
    }

    private static JsonNode read(String file) throws IOException {
        try (InputStream json = CldrTest.class.getResourceAsStream(file + ".json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(json)).path("supplemental");
        }
    }
}
