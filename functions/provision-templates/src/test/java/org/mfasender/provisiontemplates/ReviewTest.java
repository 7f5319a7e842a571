package org.mfasender.provisiontemplates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.ProgressStatus;
import org.mfasender.sender.Step;
import org.mfasender.sender.StepName;
import org.mfasender.sender.template.MessageTemplate;
import org.mfasender.sender.template.Purpose;
import org.mfasender.sender.template.TemplateContent;

class ReviewTest {

    private static final Instant START = Instant.parse("2026-10-01T08:00:00Z");
    private static final EnvironmentId ENVIRONMENT =
            new EnvironmentId(UUID.fromString("0a1b2c3d-0000-4000-8000-00000000000a"));
    private static final Step STEP = Step.pending(StepName.PROVISION_TEMPLATES).started(START);
    private static final Map<Purpose, List<String>> NONE = Map.of();

    private final Review review = new Review(Duration.ofSeconds(30));

    @Test
    void approvedTemplatesSucceed() {
        Step step = judge(NONE, List.of(content("en", "APPROVED", null), content("de", "APPROVED", null)), START);

        assertThat(step.status()).isEqualTo(ProgressStatus.SUCCEEDED);
        assertThat(step.message()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // elapsed, pause until the next look
        "PT0S,     PT30S",
        "PT30S,    PT30S",
        "PT1M,     PT1M",
        "PT20M,    PT20M",
        "PT1H,     PT1H",
        "PT5H,     PT1H",
        "PT23H59M, PT1H"
    })
    void anOpenReviewIsLookedAtAgainMoreAndMoreSeldom(Duration elapsed, Duration pause) {
        Step step = judge(NONE, List.of(content("en", "PENDING", null)), START.plus(elapsed));

        assertThat(step.status()).isEqualTo(ProgressStatus.WAITING);
        assertThat(step.retryAt()).isEqualTo(START.plus(elapsed).plus(pause));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "IN_APPEAL"})
    void aReviewThatIsOpenAfterADaySucceedsWithAWord(String status) {
        Step step = judge(NONE, List.of(content("en", status, null)), START.plus(Duration.ofHours(24)));

        assertThat(step.status()).isEqualTo(ProgressStatus.SUCCEEDED);
        assertThat(step.message()).contains("still open");
    }

    @Test
    void whatTheListDoesNotShowYetIsWaitedFor() {
        Step step = judge(Map.of(Purpose.DEVICE_PAIRING, List.of("en", "de")), List.of(), START);

        assertThat(step.status()).isEqualTo(ProgressStatus.WAITING);
        assertThat(step.message()).contains("review: 2.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REJECTED", "PAUSED", "DISABLED", "SIMULATED_UNKNOWN"})
    void aTemplateThatIsNeitherApprovedNorInReviewFails(String status) {
        Step step = judge(NONE, List.of(content("en", status, null), content("de", "APPROVED", null)), START);

        assertThat(step.status()).isEqualTo(ProgressStatus.FAILED);
        assertThat(step.checks()).singleElement().satisfies(check -> {
            assertThat(check.name()).isEqualTo("templatesUsable");
            assertThat(check.message()).contains("1 of the templates", "mfa in en (" + status + ")");
        });
    }

    @Test
    void aReasonOfMetaIsNamed() {
        Step step = judge(NONE, List.of(content("en", "REJECTED", "INVALID_FORMAT")), START);

        assertThat(step.checks().getFirst().message()).contains("(REJECTED, INVALID_FORMAT)");
    }

    @Test
    void aRejectionIsToldWhenTheOthersAreReviewed() {
        List<TemplateContent> contents = List.of(content("en", "REJECTED", null), content("de", "PENDING", null));

        assertThat(judge(NONE, contents, START).status()).isEqualTo(ProgressStatus.WAITING);
        assertThat(judge(NONE, contents, START.plus(Duration.ofHours(24))).status())
                .isEqualTo(ProgressStatus.FAILED);
    }

    @Test
    void aTemplateThatTwoLocalesShareCountsOnce() {
        MessageTemplate shared = template("nb", "PENDING", null);
        List<TemplateContent> contents = List.of(bound("no", shared), bound("nb", shared));

        assertThat(judge(NONE, contents, START).message()).startsWith("Templates in Meta's review: 1");
    }

    private Step judge(Map<Purpose, List<String>> missing, List<TemplateContent> contents, Instant now) {
        return review.judge(STEP, missing, contents, now).step();
    }

    private static TemplateContent content(String language, String status, @Nullable String reason) {
        return bound(language, template(language, status, reason));
    }

    private static TemplateContent bound(String locale, MessageTemplate template) {
        return TemplateContent.bind(ENVIRONMENT, Purpose.DEVICE_PAIRING, locale, template, START);
    }

    private static MessageTemplate template(String language, String status, @Nullable String reason) {
        return new MessageTemplate("id-" + language, "mfa", language, "AUTHENTICATION", status, reason, null);
    }
}
