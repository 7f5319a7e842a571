package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mfasender.Fixtures;

/** Compares {@code checks.properties} with the sources of all functions. */
class CheckTextsTest {

    private static final Set<String> KEYS =
            ResourceBundle.getBundle("org.mfasender.sender.checks", Locale.ROOT).keySet();
    private static final Pattern CALL =
            Pattern.compile("Check\\s*\\.(passed|warning|failed|unknown)\\(\\s*\"(\\w+)\"(?:,\\s*\"(\\w+)\")?");
    private static final Pattern LITERAL = Pattern.compile("\"(\\w+)\"");
    private static final Set<String> STANDARD = Set.of("passed", "warning", "failed", "unknown", "skipped");

    private static final Set<String> KINDS = Set.of("remedy", "field", "permission");

    private static final String SOURCES = sources();

    @Test
    void everyCheckInTheCodeHasItsTexts() {
        Set<String> needed = new TreeSet<>();
        Matcher call = CALL.matcher(SOURCES);
        while (call.find()) {
            needed.add(call.group(2) + "." + (call.group(3) == null ? call.group(1) : call.group(3)));
            if (!call.group(1).equals("passed") && !call.group(1).equals("unknown")) {
                needed.add(call.group(2) + ".remedy");
            }
        }

        assertThat(needed).hasSizeGreaterThan(20);
        assertThat(KEYS).containsAll(needed);
    }

    @Test
    void everyTextBelongsToACheckInTheCode() {
        Set<String> literals =
                LITERAL.matcher(SOURCES).results().map(match -> match.group(1)).collect(Collectors.toSet());
        List<String> unused = KEYS.stream()
                .filter(key -> !key.equals("any.skipped"))
                .filter(key -> !literals.containsAll(wordsOf(key)))
                .toList();

        assertThat(unused).isEmpty();
    }

    @Test
    void everyCheckThatCanFailHasARemedy() {
        List<String> without = KEYS.stream()
                .filter(key -> !KINDS.contains(key.substring(key.lastIndexOf('.') + 1)))
                .filter(key -> !key.endsWith(".passed") && !key.endsWith(".unknown") && !key.equals("any.skipped"))
                .map(key -> key.substring(0, key.indexOf('.')) + ".remedy")
                .filter(remedy -> !KEYS.contains(remedy))
                .toList();

        assertThat(without).isEmpty();
    }

    @Test
    void valuesAreFilledIn() {
        Check check = Fixtures.failedCheck();

        assertThat(check.message()).contains("2026-12-01T00:00:00Z").doesNotContain("{");
        assertThat(check.status()).isEqualTo(CheckStatus.FAILED);
        assertThat(check.remedy()).contains("expiration Never");
    }

    @Test
    void aVariantHasItsOwnMessageAndWhereNeededItsOwnRemedy() {
        Check capacity = Check.failed("templatesCreated", "capacity", Map.of(), null);
        Check expired = Check.failed("tokenValid", "expired", Map.of(), null);

        assertThat(capacity.message()).contains("as many templates as it may");
        assertThat(capacity.remedy()).contains("Delete templates");
        assertThat(expired.message()).contains("has expired");
        assertThat(expired.remedy()).contains("generate a new token");
    }

    @Test
    void aSkippedCheckNamesWhatItDependsOn() {
        Check check = Check.skipped("wabaReadable", "tokenValid");

        assertThat(check.status()).isEqualTo(CheckStatus.SKIPPED);
        assertThat(check.message()).contains("tokenValid");
        assertThat(check.remedy()).isNull();
    }

    /** The check's name and, of a variant that is no method of {@link Check}, the variant. */
    private static List<String> wordsOf(String key) {
        return Stream.of(key.split("\\.", -1))
                .filter(word -> !STANDARD.contains(word) && !KINDS.contains(word))
                .toList();
    }

    private static String sources() {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("src/main/java"))
                    .map(CheckTextsTest::read)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
