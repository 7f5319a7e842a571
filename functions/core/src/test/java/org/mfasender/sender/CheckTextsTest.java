package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    private static final CheckTextsFile TEXTS = CheckTextsFile.read();
    private static final Pattern CALL =
            Pattern.compile("Check\\s*\\.(passed|warning|failed|unknown)\\(\\s*\"(\\w+)\"\\s*(?:,\\s*\"(\\w+)\")?");
    private static final Pattern JUDGED = Pattern.compile("\\bjudged\\(\\s*\"(\\w+)\"[^;]*?\"(\\w*)\"\\)");
    private static final Pattern SCOPE = Pattern.compile("scopes\\.put\\(\\s*\"(\\w+)\"");
    private static final Pattern CONSTANT = Pattern.compile("static final String (\\w+) = \"(\\w+)\";");
    private static final Pattern LITERAL = Pattern.compile("\"(\\w+)\"");
    private static final Set<String> OF_ONE_WAY = Set.of("passed", "warning", "unknown");

    private static final String SOURCES = sources();

    @Test
    void everyCheckAndVariantInTheCodeHasItsText() {
        assertThat(used()).hasSizeGreaterThan(60);
        assertThat(TEXTS.texts()).containsKeys(used().toArray(new String[0]));
    }

    @Test
    void everyTextBelongsToACheckInTheCode() {
        Set<String> literals =
                LITERAL.matcher(SOURCES).results().map(match -> match.group(1)).collect(Collectors.toSet());
        List<String> unused = TEXTS.checks().stream()
                .flatMap(check -> TEXTS.variants(check).stream()
                        .filter(variant -> OF_ONE_WAY.contains(variant)
                                ? !used().contains(check + "." + variant)
                                : !literals.containsAll(Set.of(check, variant))
                                        && !used().contains(check + "." + variant))
                        .map(variant -> check + "." + variant))
                .toList();

        assertThat(unused).isEmpty();
    }

    @Test
    void everyKeyIsATextOrSaysMoreAboutOne() {
        assertThat(TEXTS.texts().keySet()).allSatisfy(key -> {
            String[] words = key.split("\\.", -1);
            assertThat(words).hasSizeBetween(2, 3);
            if (words.length == 3) {
                assertThat(words[2]).isIn(CheckTextsFile.KINDS);
                assertThat(TEXTS.variants(words[0])).contains(words[1]);
            }
        });
        assertThat(TEXTS.texts().values()).allSatisfy(text -> assertThat(text).isNotBlank());
    }

    @Test
    void everyFailureAndEveryWarningHasARemedy() {
        List<String> without = TEXTS.checks().stream()
                .flatMap(check -> TEXTS.variants(check).stream()
                        .filter(variant -> CheckTextsFile.needsRemedy(variant)
                                && TEXTS.detail(check, variant, "remedy").isEmpty())
                        .map(variant -> check + "." + variant))
                .toList();

        assertThat(without).isEmpty();
    }

    @Test
    void theDocumentIsAsTheTextsAre() throws IOException {
        String document = TroubleshootingDocument.write(TEXTS, warnings());

        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(TroubleshootingDocument.PATH, document);
        }
        assertThat(TroubleshootingDocument.PATH)
                .as("run with -Ddocs.update=true to write it")
                .hasContent(document);
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
        CALL.matcher(SOURCES).results().forEach(call -> {
            String way = call.group(1);
            String variant = call.group(3) == null || OF_ONE_WAY.contains(way) && !way.equals("warning")
                    ? way
                    : call.group(3);
            used.add(call.group(2) + "." + variant);
        });
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

    private static Set<String> warnings() {
        return CALL.matcher(SOURCES)
                .results()
                .filter(call -> call.group(1).equals("warning"))
                .map(call -> call.group(2) + "." + call.group(3))
                .collect(Collectors.toSet());
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
