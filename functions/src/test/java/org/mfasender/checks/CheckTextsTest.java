package org.mfasender.checks;

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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mfasender.Fixtures;

/** Compares {@code checks.properties} with the sources of all functions. */
class CheckTextsTest {

    private static final Set<String> KEYS =
            ResourceBundle.getBundle("org.mfasender.checks.checks", Locale.ROOT).keySet();
    private static final Pattern CALL =
            Pattern.compile("Check\\s*\\.(passed|warning|failed|unknown)\\(\\s*\"(\\w+)\"(?:,\\s*\"(\\w+)\")?");
    /** A check that Meta's word decides, and the word that fails it; without one, it warns at most. */
    private static final Pattern JUDGED = Pattern.compile("\\bjudged\\(\\s*\"(\\w+)\"[^;]*?\"(\\w*)\"\\)");

    private static final Pattern SCOPE = Pattern.compile("scopes\\.put\\(\\s*\"(\\w+)\"");
    private static final Pattern CONSTANT = Pattern.compile("static final String (\\w+) = \"(\\w+)\";");
    private static final Pattern LITERAL = Pattern.compile("\"(\\w+)\"");
    private static final Set<String> STANDARD = Set.of("passed", "warning", "failed", "unknown", "skipped");

    private static final Set<String> KINDS = Set.of("remedy", "field", "permission");

    private static final String SOURCES = sources();

    @Test
    void everyCheckAndVariantInTheCodeHasItsTexts() {
        Set<String> used = used();

        assertThat(used).hasSizeGreaterThan(60);
        assertThat(KEYS).containsAll(used);
    }

    @Test
    void everyResultThatIsNoFailureIsReachedInTheCode() {
        List<String> unreached = KEYS.stream()
                .filter(key -> key.endsWith(".passed") || key.endsWith(".warning") || key.endsWith(".unknown"))
                .filter(key -> !used().contains(key))
                .toList();

        assertThat(unreached).isEmpty();
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

    /** {@code check.variant} of every call that names both, or of which both are known. */
    private static Set<String> used() {
        Set<String> used = new TreeSet<>();
        CALL.matcher(SOURCES)
                .results()
                .forEach(call ->
                        used.add(call.group(2) + "." + (call.group(3) == null ? call.group(1) : call.group(3))));
        JUDGED.matcher(SOURCES).results().forEach(call -> {
            used.addAll(Set.of(call.group(1) + ".passed", call.group(1) + ".warning", call.group(1) + ".unknown"));
            if (!call.group(2).isEmpty()) {
                used.add(call.group(1) + ".failed");
            }
        });
        SCOPE.matcher(SOURCES)
                .results()
                .forEach(call -> used.addAll(Set.of(call.group(1) + ".passed", call.group(1) + ".failed")));
        return used;
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
            String source = Files.readString(file);
            List<MatchResult> constants = CONSTANT.matcher(source).results().toList();
            for (MatchResult constant : constants) {
                source = source.replaceAll("\\b" + constant.group(1) + "\\b", '"' + constant.group(2) + '"');
            }
            return source;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
