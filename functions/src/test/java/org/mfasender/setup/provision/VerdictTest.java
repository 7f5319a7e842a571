package org.mfasender.setup.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.checks.Check;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.plan.PlannedTemplate;
import org.mfasender.templates.plan.PlannedTemplate.Action;
import org.mfasender.templates.plan.PlannedTemplate.Reason;
import org.mfasender.templates.plan.TemplatePlan;

/** The default locale is the first one, en; entries are written {@code en APPROVED}, {@code de CREATE +30m} or {@code de CAPACITY}. */
class VerdictTest {

    private static final Instant START = Instant.parse("2026-10-01T08:00:00Z");
    private static final Instant DEADLINE = START.plus(Duration.ofHours(28));
    private static final EnvironmentId ENVIRONMENT =
            new EnvironmentId(UUID.fromString("0a1b2c3d-0000-4000-8000-00000000000a"));
    private static final Step STEP = Step.pending(StepName.PROVISION_TEMPLATES).started(START);

    private final Verdict verdict = new Verdict(Duration.ofSeconds(30));

    @ParameterizedTest(name = "[{0}] after {1} -> {2}")
    @CsvSource({
        "'en APPROVED, de APPROVED',            PT0S,  SUCCEEDED, 'PASSED, PASSED'",
        "'en APPROVED, de REJECTED',            PT0S,  SUCCEEDED, 'PASSED, WARNING'",
        "'en REJECTED, de APPROVED',            PT0S,  FAILED,    'PASSED, FAILED'",
        "'en PAUSED, de APPROVED',              PT0S,  FAILED,    'PASSED, FAILED'",
        "'en SIMULATED_UNKNOWN',                PT0S,  FAILED,    'PASSED, FAILED'",
        "'en APPROVED, de PENDING',             PT0S,  WAITING,   ''",
        "'en REJECTED, de PENDING',             PT0S,  WAITING,   'FAILED'",
        "'en APPROVED, de PENDING, fr CAPACITY', PT0S, WAITING,   'WARNING'",
        "'en REJECTED, de PENDING',             PT24H, FAILED,    'PASSED, FAILED'",
        "'en PENDING',                          PT24H, SUCCEEDED, 'PASSED, PASSED'",
        "'en IN_APPEAL',                        PT24H, SUCCEEDED, 'PASSED, PASSED'",
        "'en APPROVED, de CREATE +30m',         PT0S,  WAITING,   ''",
        "'en APPROVED, de CAPACITY',            PT0S,  SUCCEEDED, 'WARNING, PASSED'",
        "'en CAPACITY, de APPROVED',            PT0S,  FAILED,    'FAILED, PASSED'",
        "'en APPROVED, de LANGUAGE_NOT_SUPPORTED', PT0S, SUCCEEDED, 'WARNING, PASSED'",
        "'en APPROVED, de REFUSED, fr REJECTED', PT0S, SUCCEEDED, 'WARNING, WARNING'"
    })
    void aPlanIsJudged(String plan, Duration elapsed, ProgressStatus status, String checks) {
        Step step = judge(plan, START.plus(elapsed));

        assertThat(step.status()).isEqualTo(status);
        assertThat(step.checks().stream().map(check -> check.status().toString()))
                .containsExactlyElementsOf(checks.isEmpty() ? List.of() : List.of(checks.split(", ", -1)));
    }

    @ParameterizedTest
    @CsvSource({
        // elapsed, pause until the next poll
        "PT0S,     PT30S",
        "PT30S,    PT30S",
        "PT1M,     PT1M",
        "PT20M,    PT20M",
        "PT1H,     PT1H",
        "PT5H,     PT1H",
        "PT23H59M, PT1H"
    })
    void anOpenReviewIsPolledLessAndLessOften(Duration elapsed, Duration pause) {
        Step step = judge("en PENDING", START.plus(elapsed));

        assertThat(step.retryAt()).isEqualTo(START.plus(elapsed).plus(pause));
        assertThat(step.message()).startsWith("Templates in Meta's review: 1.");
    }

    @Test
    void noPollIsAnnouncedThatTheRunDoesNotReach() {
        Step created = judge("en APPROVED, de CREATE +1700m", START);

        assertThat(created.status()).isEqualTo(ProgressStatus.SUCCEEDED);
        assertThat(created.message()).contains("could not be created in this run: 1", "a new run continues");
        Step reviewed = verdict.judge(STEP, plan("en PENDING"), List.of(), START, START.plusSeconds(10), START)
                .step();
        assertThat(reviewed.status()).isNotEqualTo(ProgressStatus.WAITING);
    }

    @Test
    void whatHasToWaitIsPolledWhenItCanBeCreated() {
        Step step = judge("en APPROVED, de CREATE +61m, fr CREATE +61m", START);

        assertThat(step.retryAt()).isEqualTo(START.plus(Duration.ofMinutes(61)));
        assertThat(step.message()).contains("still to be created", ": 2, the next on 1 October 2026, 09:01 UTC");
    }

    @Test
    void aReviewIsPolledBeforeACreationThatIsFurtherAway() {
        Step step = judge("en PENDING, de CREATE +61m", START);

        assertThat(step.retryAt()).isEqualTo(START.plus(Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "IN_APPEAL"})
    void aReviewThatIsOpenAfterADaySucceedsWithAMessage(String status) {
        assertThat(judge("en " + status, START.plus(Duration.ofHours(24))).message())
                .contains("still open");
    }

    @Test
    void whatCannotBeSentIsNamedWithMetasWords() {
        Check check = judge("en REJECTED", START).checks().getLast();

        assertThat(check.name()).hasToString("templatesUsable");
        assertThat(check.message()).contains("1 of the templates", "rejected", "mfa in en (invalid format)");
        assertThat(check.remedy()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED,  FAILED,    'PASSED, FAILED'",
        "PAUSED,    FAILED,    'PASSED, FAILED'",
        "IN_APPEAL, WAITING,   ''",
        "APPROVED,  SUCCEEDED, 'PASSED, PASSED'"
    })
    void aDefaultContentThatAPersonBoundIsJudgedAsWell(String status, ProgressStatus result, String checks) {
        TemplateContent byHand =
                TemplateContent.manual(ENVIRONMENT, Purpose.DEVICE_PAIRING, "en", null, template("en", status), START);

        Step step = verdict.judge(STEP, plan("en APPROVED"), List.of(byHand), START, DEADLINE, START)
                .step();

        assertThat(step.status()).isEqualTo(result);
        assertThat(step.checks().stream().map(check -> check.status().toString()))
                .containsExactlyElementsOf(checks.isEmpty() ? List.of() : List.of(checks.split(", ", -1)));
        if (result == ProgressStatus.FAILED) {
            assertThat(step.checks().getLast().message())
                    .contains("device_pairing in en (mfa, " + status.toLowerCase(Locale.ROOT) + ")");
            assertThat(step.checks().getLast().remedy()).contains("delete the content");
        }
    }

    @Test
    void whatCannotBeCreatedIsNamedWithItsReasonAndMetasCodes() {
        Check check =
                judge("en APPROVED, de LANGUAGE_NOT_SUPPORTED", START).checks().getFirst();

        assertThat(check.name()).hasToString("templatesCreated");
        assertThat(check.message()).contains("device_pairing in de (Meta does not offer the language to this account)");
        assertThat(check.meta()).isEqualTo(new MetaError(100, 2388049, "trace"));
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, refused by Meta with the code 100/2388049, another day",
        "CAPACITY, the account is full, delete templates",
        "VERSIONS_USED_UP, all names that may be tried are in use, another day",
        "CATEGORY_CHANGED, moved to another category, one more version",
        "ARCHIVED, archived, one more version",
        "DISABLED, disabled for its quality, one more version",
        "NAME_BLOCKED, deleted, one more version"
    })
    void whatIsImpossibleIsSaidInWords(Reason reason, String words, String remedy) {
        Check check = judge("en APPROVED, de " + reason, START).checks().getFirst();

        assertThat(check.status()).hasToString("WARNING");
        assertThat(check.message())
                .contains("device_pairing in de (" + words + ")")
                .doesNotContain(reason.name());
        assertThat(check.remedy()).contains(remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "CATEGORY_CHANGED, moved to another category",
        "DISABLED, disabled for its quality",
        "REJECTED, rejected",
        "NAME_BLOCKED, deleted"
    })
    void whatReplacesAFormerVersionIsSaidInWords(Reason reason, String words) {
        TemplatePlan plan = new TemplatePlan(
                List.of(
                        planned("en", Action.LEAVE, template("en", "APPROVED"), reason, null, null),
                        planned("de", Action.LEAVE, template("de", "APPROVED"), null, null, null)),
                Map.of(Purpose.DEVICE_PAIRING, new TemplateOptions(List.of("en", "de"), Customer.SETTINGS)));
        TemplateContent content =
                TemplateContent.automatic(ENVIRONMENT, Purpose.DEVICE_PAIRING, "en", template("en", "APPROVED"), START);

        Check check = verdict.judge(STEP, plan, List.of(content), START, DEADLINE, START)
                .step()
                .checks()
                .getFirst();

        assertThat(check.status()).hasToString("PASSED");
        assertThat(check.message())
                .isEqualTo("All templates exist. This run created new versions: mfa in en (former version " + words
                        + ").");
        assertThat(check.remedy()).isNull();
    }

    @Test
    void aRefusalWithoutACodeSaysSo() {
        TemplatePlan plan = new TemplatePlan(
                List.of(planned("en", Action.IMPOSSIBLE, null, Reason.REFUSED, null, null)),
                Map.of(Purpose.DEVICE_PAIRING, new TemplateOptions(List.of("en"), Customer.SETTINGS)));

        Check check = verdict.judge(STEP, plan, List.of(), START, DEADLINE, START)
                .step()
                .checks()
                .getFirst();

        assertThat(check.message()).contains("device_pairing in en (left out by Meta without a reason)");
        assertThat(check.meta()).isNull();
    }

    private Step judge(String text, Instant now) {
        TemplatePlan plan = plan(text);
        List<TemplateContent> contents = plan.entries().stream()
                .map(PlannedTemplate::template)
                .flatMap(Stream::ofNullable)
                .map(template -> TemplateContent.automatic(
                        ENVIRONMENT, Purpose.DEVICE_PAIRING, template.language(), template, START))
                .toList();
        return verdict.judge(STEP, plan, contents, START, DEADLINE, now).step();
    }

    private static TemplatePlan plan(String text) {
        List<PlannedTemplate> entries = new ArrayList<>();
        for (String line : text.split(", ", -1)) {
            String[] words = line.split(" ", -1);
            entries.add(entry(words[0], words[1], words.length > 2 ? words[2] : null));
        }
        List<String> locales = entries.stream().map(PlannedTemplate::language).toList();
        return new TemplatePlan(
                entries, Map.of(Purpose.DEVICE_PAIRING, new TemplateOptions(locales, Customer.SETTINGS)));
    }

    private static PlannedTemplate entry(String language, String word, @Nullable String minutes) {
        if (word.equals("CREATE")) {
            Instant time = minutes == null ? null : START.plus(Duration.parse("PT" + minutes.substring(1)));
            return planned(language, Action.CREATE, null, null, null, time);
        }
        for (Reason reason : Reason.values()) {
            if (reason.name().equals(word) && reason != Reason.REJECTED) {
                return planned(language, Action.IMPOSSIBLE, null, reason, new MetaError(100, 2388049, "trace"), null);
            }
        }
        return planned(language, Action.LEAVE, template(language, word), null, null, null);
    }

    private static MessageTemplate template(String language, String status) {
        return new MessageTemplate(
                "id-" + language,
                "mfa",
                language,
                "AUTHENTICATION",
                status,
                status.equals("REJECTED") ? "INVALID_FORMAT" : null,
                null,
                null,
                null);
    }

    private static PlannedTemplate planned(
            String language,
            Action action,
            @Nullable MessageTemplate template,
            @Nullable Reason reason,
            @Nullable MetaError meta,
            @Nullable Instant notBefore) {
        return new PlannedTemplate(
                Purpose.DEVICE_PAIRING, language, List.of(language), action, "mfa", template, reason, meta, notBefore);
    }
}
