package org.mfasender.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.Fixtures;
import org.mfasender.platform.meta.Failures;
import org.mfasender.platform.meta.GraphCause;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.MetaError;

/** Compares {@link CheckName} with {@code checks.properties} and with the sources. */
class CheckTextsTest {

    private static final Set<String> KEYS =
            ResourceBundle.getBundle("org.mfasender.checks.checks", Locale.ROOT).keySet();
    private static final Pattern CALL = Pattern.compile(
            "Check\\s*\\.(passed|warning|failed|unknown)\\(\\s*CheckName\\.(\\w+)(?:,\\s*Cause\\.(\\w+))?");
    /** A check that Meta's word decides, and the word that fails it; without one, it warns at most. */
    private static final Pattern JUDGED = Pattern.compile("\\bjudged\\(\\s*CheckName\\.(\\w+)[^;]*?(\"\\w+\"|null)\\)");

    private static final Pattern SCOPE = Pattern.compile("\\bscope\\(\\s*CheckName\\.(\\w+)");
    private static final Set<Cause> WITHOUT_REMEDY = Set.of(Cause.PASSED, Cause.REPLACED, Cause.PLANNED, Cause.UNKNOWN);
    private static final List<String> KINDS = List.of("remedy", "apiHint", "field", "permission");

    private static final String SOURCES = sources();

    @ParameterizedTest
    @EnumSource
    void everyCauseOfACheckHasItsTexts(CheckName check) {
        assertThat(check.causes()).doesNotHaveDuplicates().allSatisfy(cause -> {
            assertThat(CheckTexts.message(check, cause, Map.of())).isNotBlank();
            if (!WITHOUT_REMEDY.contains(cause)) {
                assertThat(CheckTexts.remedy(check, cause, Map.of())).isNotBlank();
            }
        });
    }

    @Test
    void everyTextBelongsToACauseOfACheck() {
        Set<String> reachable = new HashSet<>(Set.of(
                "any.skipped",
                "any.said",
                "any.call",
                "any.dataAccess",
                "any.again",
                "any.without",
                "any.without.and"));
        Stream.of(Needed.values()).forEach(value -> reachable.add("any.without." + value));
        for (GraphCause cause : GraphCause.values()) {
            reachable.add("any." + cause);
            KINDS.forEach(kind -> reachable.add("any." + cause + "." + kind));
        }
        for (CheckName check : CheckName.values()) {
            KINDS.forEach(kind -> reachable.add(check + "." + kind));
            for (Cause cause : check.causes()) {
                reachable.add(check + "." + cause);
                KINDS.forEach(kind -> reachable.add(check + "." + cause + "." + kind));
            }
        }

        assertThat(reachable).containsAll(KEYS);
    }

    @ParameterizedTest
    @EnumSource
    void everyCauseOfARefusalHasItsTexts(GraphCause cause) {
        assertThat(CheckTexts.message(cause, Map.of())).isNotBlank();
        assertThat(CheckTexts.remedy(cause)).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "PARAMETER", "OUTDATED"})
    void whatIsNotUnderstoodSaysSoAndBlamesNothing(GraphCause cause) {
        GraphFailure failure =
                new GraphFailure(cause, "GET /{id}", 400, 4711, 12, "simulatedTrace", null, "Simulated {call} words.");

        Check check = Check.refused(CheckName.WABA_READABLE, failure, "217640915503381");

        assertThat(check.message())
                .contains(
                        "the WhatsApp Business Account",
                        "4711/12",
                        "Meta says: \"Simulated {call} words.\"",
                        "known to be wrong");
        assertThat(check.apiHint()).contains("GET /{id}");
        assertThat(check.field()).isNull();
        assertThat(check.permission()).isNull();
        assertThat(check.meta()).isEqualTo(new MetaError(4711, 12, "simulatedTrace"));
    }

    /** After {@code validate} the same causes have the same words, also where a call is named in front. */
    @ParameterizedTest
    @EnumSource
    void aCauseIsInTheSameWordsInEachStep(GraphCause cause) {
        GraphFailure failure = new GraphFailure(cause, "GET /{id}", 400, 1, null, null, null, null);

        Check first = Check.refused(CheckName.WABA_READABLE, failure, "217640915503381");
        Check later = Refused.later(CheckName.META_CALL, failure, "217640915503381");

        assertThat(later.message()).endsWith(first.message());
        assertThat(later.remedy()).isEqualTo(first.remedy());
        assertThat(later.field()).isEqualTo(first.field());
    }

    /** A remedy of a check whose causes all have their own would never be shown. */
    @ParameterizedTest
    @EnumSource
    void whatACheckSaysForAllCausesIsNeededByOne(CheckName check) {
        for (String kind : KINDS) {
            boolean needed = check.causes().stream()
                    .filter(cause -> !WITHOUT_REMEDY.contains(cause))
                    .anyMatch(cause -> !KEYS.contains(check + "." + cause + "." + kind));
            assertThat(needed || !KEYS.contains(check + "." + kind)).as(kind).isTrue();
        }
    }

    @Test
    void theCodeFindsWhatTheCheckDeclares() {
        Set<String> found = found();

        assertThat(found).hasSizeGreaterThan(60);
        assertThat(declared()).containsAll(found);
    }

    @Test
    void everyResultThatIsNoFailureIsReachedInTheCode() {
        List<String> unreached = declared().stream()
                .filter(key -> key.endsWith(".PASSED") || key.endsWith(".WARNING") || key.endsWith(".UNKNOWN"))
                .filter(key -> !found().contains(key))
                .toList();

        assertThat(unreached).isEmpty();
    }

    @Test
    void everyCheckAndEveryCauseIsUsedInTheCode() {
        assertThat(CheckName.values())
                .allSatisfy(check -> assertThat(SOURCES).containsPattern("CheckName\\." + check.name() + "\\b"));
        assertThat(Cause.values())
                .allSatisfy(cause -> assertThat(SOURCES).containsPattern("Cause\\." + cause.name() + "\\b"));
        assertThat(Stream.of(CheckName.values()).flatMap(check -> check.causes().stream()))
                .contains(Cause.values());
    }

    /** Values are filled in with plain words; permissions are named as Meta's pages name them. */
    @Test
    void textsForPeopleAreInPlainEnglish() {
        ResourceBundle texts = ResourceBundle.getBundle("org.mfasender.checks.checks", Locale.ROOT);

        assertThat(KEYS)
                .filteredOn(key -> !key.matches(".*\\.(apiHint|field|permission)"))
                .hasSizeGreaterThan(140)
                .filteredOn(key -> PlainEnglish.FORBIDDEN
                        .matcher(texts.getString(key).replaceAll("\\{\\w+}", "value"))
                        .find())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /{id}/phone_numbers",
                "(PENDING)",
                "TIER_250",
                "VIEW_PHONE_ASSETS",
                "not_verified",
                "acceptExpiringToken",
                "on 2026-12-01T00:00:00Z",
                "HTTP 400",
                "a JSON string",
                "the {call}"
            })
    void whatPeopleDoNotReadIsFound(String word) {
        assertThat(PlainEnglish.FORBIDDEN.matcher("It is " + word + ".").find()).isTrue();
    }

    @Test
    void metasWordsAreTranslatedOrQuoted() {
        assertThat(PlainWords.of("not_verified")).isEqualTo("not started");
        assertThat(PlainWords.of("TIER_250")).isEqualTo("250 recipients a day");
        assertThat(PlainWords.of("FROZEN")).isEqualTo("\"FROZEN\" in Meta's words");
    }

    @Test
    void namesAreDifferent() {
        assertThat(CheckName.values()).extracting(CheckName::toString).doesNotHaveDuplicates();
        assertThat(Cause.values()).extracting(Cause::toString).doesNotHaveDuplicates();
    }

    @Test
    void valuesAreFilledIn() {
        Check check = Fixtures.failedCheck();

        assertThat(check.message()).contains("1 December 2026").doesNotContain("{");
        assertThat(check.status()).isEqualTo(CheckStatus.FAILED);
        assertThat(check.remedy()).contains("expiration Never");
    }

    @Test
    void aCauseHasItsOwnMessageAndWhereNeededItsOwnRemedy() {
        Check capacity = Check.failed(CheckName.TEMPLATES_CREATED, Cause.CAPACITY, Map.of(), null);
        Check expired = Check.refused(CheckName.TOKEN_VALID, Failures.of(400, 190, 463), "217640915503381");

        assertThat(capacity.message()).contains("as many templates as it may");
        assertThat(capacity.remedy()).contains("delete templates");
        assertThat(expired.message()).contains("has expired");
        assertThat(expired.remedy()).contains("generate a new token");
    }

    @Test
    void aCheckThatLacksValuesNamesThem() {
        Check check = Check.without(CheckName.WABA_READABLE, List.of(Needed.ACCESS_TOKEN, Needed.WABA_ID));

        assertThat(check.status()).isEqualTo(CheckStatus.SKIPPED);
        assertThat(check.message()).endsWith("needs the access token and the WhatsApp Business Account ID.");
        assertThat(Needed.values())
                .allSatisfy(
                        value -> assertThat(CheckTexts.without(List.of(value))).doesNotContain("{"));
    }

    @Test
    void aLimitSaysHowLongToWait() {
        GraphFailure limit = new GraphFailure(
                GraphCause.RATE_LIMIT, "GET /{id}", 400, 80008, null, null, Duration.ofMinutes(7), null);

        assertThat(Check.refused(CheckName.WABA_READABLE, limit, "").message())
                .isEqualTo("Meta limits the rate of calls. Meta accepts calls again in 7 min.");
        assertThat(Check.refused(CheckName.WABA_READABLE, limit, "").status()).isEqualTo(CheckStatus.UNKNOWN);
    }

    @Test
    void aSkippedCheckNamesTheCheckItDependsOn() {
        Check check = Check.skipped(CheckName.WABA_READABLE, CheckName.TOKEN_VALID);

        assertThat(check.status()).isEqualTo(CheckStatus.SKIPPED);
        assertThat(check.message()).contains("tokenValid");
        assertThat(check.remedy()).isNull();
    }

    /** {@code CHECK.CAUSE}, as {@link CheckName} declares them. */
    private static Set<String> declared() {
        return Arrays.stream(CheckName.values())
                .flatMap(check -> check.causes().stream().map(cause -> check.name() + "." + cause.name()))
                .collect(Collectors.toSet());
    }

    /** {@code CHECK.CAUSE} of every call in the sources that names both. */
    private static Set<String> found() {
        Set<String> found = new TreeSet<>();
        CALL.matcher(SOURCES)
                .results()
                .forEach(call -> found.add(call.group(2) + "."
                        + (call.group(3) == null ? call.group(1).toUpperCase(Locale.ROOT) : call.group(3))));
        JUDGED.matcher(SOURCES).results().forEach(call -> {
            found.addAll(Set.of(call.group(1) + ".PASSED", call.group(1) + ".WARNING", call.group(1) + ".UNKNOWN"));
            if (!call.group(2).equals("null")) {
                found.add(call.group(1) + ".FAILED");
            }
        });
        SCOPE.matcher(SOURCES)
                .results()
                .forEach(call -> found.addAll(
                        Set.of(call.group(1) + ".PASSED", call.group(1) + ".FAILED", call.group(1) + ".UNKNOWN")));
        return found;
    }

    private static String sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("CheckName.java"))
                    .map(CheckTextsTest::read)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file's text, with the names of the constants that stand for a check. */
    private static String read(Path file) {
        try {
            String source = Files.readString(file);
            return Pattern.compile("CheckName (\\w+) = (CheckName\\.\\w+);")
                    .matcher(source)
                    .results()
                    .reduce(
                            source,
                            (text, constant) -> text.replaceAll("\\b" + constant.group(1) + "\\b", constant.group(2)),
                            (one, other) -> one);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
