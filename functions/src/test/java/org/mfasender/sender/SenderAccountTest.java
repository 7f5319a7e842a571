package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.BANNED;
import static org.mfasender.Fixtures.FIRST;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SECOND;
import static org.mfasender.Fixtures.content;
import static org.mfasender.Fixtures.step;
import static org.mfasender.Fixtures.with;
import static org.mfasender.sender.run.StepName.LIST_NUMBERS;
import static org.mfasender.sender.run.StepName.PROVISION_TEMPLATES;
import static org.mfasender.sender.run.StepName.VALIDATE;
import static org.mfasender.templates.Purpose.DEVICE_PAIRING;
import static org.mfasender.templates.Purpose.STRONG_AUTHENTICATION;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.Fixtures;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;

class SenderAccountTest {

    private static final List<TemplateContent> APPROVED =
            List.of(content(DEVICE_PAIRING, "en", "APPROVED"), content(STRONG_AUTHENTICATION, "en", "APPROVED"));
    private static final List<TemplateContent> ONE_IN_REVIEW =
            List.of(content(DEVICE_PAIRING, "en", "APPROVED"), content(STRONG_AUTHENTICATION, "en", "PENDING"));

    @Test
    void theOnlyUsableNumberIsSelectedByItself() {
        SenderAccount account = Fixtures.requested().withNumbers(List.of(BANNED, SECOND));

        assertThat(account.selectedNumberId()).isEqualTo("1002");
    }

    @Test
    void amongSeveralUsableNumbersNoneIsSelectedByItself() {
        assertThat(Fixtures.requested().withNumbers(List.of(FIRST, SECOND)).selectedNumberId())
                .isNull();
    }

    @Test
    void anUnusableNumberIsNotSelectedByItself() {
        assertThat(Fixtures.requested().withNumbers(List.of(BANNED)).selectedNumberId())
                .isNull();
    }

    @Test
    void aSelectionStaysWhenAnotherNumberIsTheOnlyUsableOne() {
        SenderAccount account = Fixtures.requested()
                .withNumbers(List.of(BANNED, SECOND))
                .selecting(BANNED.numberId(), NOW)
                .withNumbers(List.of(BANNED, SECOND));

        assertThat(account.selectedNumberId()).isEqualTo("1003");
    }

    @Test
    void aSelectedNumberThatVanishedStaysMarkedAsGone() {
        SenderAccount account = Fixtures.succeeded().withNumbers(List.of(SECOND));

        assertThat(account.numbers()).extracting(SenderNumber::numberId).containsExactly("1002", "1001");
        SenderNumber gone = account.selectedNumber().orElseThrow();
        assertThat(gone.numberId()).isEqualTo("1001");
        assertThat(gone.available()).isFalse();
        assertThat(gone.usable()).isFalse();
        assertThat(gone.reasons()).singleElement().asString().contains("has gone");
    }

    @Test
    void aNumberThatVanishedAndIsNotSelectedIsForgotten() {
        assertThat(Fixtures.succeeded().withNumbers(List.of(FIRST)).numbers()).containsExactly(FIRST);
    }

    @Test
    void aNumberThatCameBackIsAsListed() {
        SenderAccount account =
                Fixtures.succeeded().withNumbers(List.of(SECOND)).withNumbers(List.of(FIRST, SECOND));

        assertThat(account.numbers()).containsExactly(FIRST, SECOND);
    }

    @Test
    void anAccountIsVerifyingUntilItsNumbersAreListed() {
        assertThat(StatusRule.status(Fixtures.requested(), List.of(), NOW)).isEqualTo(SenderStatus.VERIFYING);
        assertThat(StatusRule.status(Fixtures.running(), List.of(), NOW)).isEqualTo(SenderStatus.VERIFYING);
    }

    @Test
    void aFailedRunAsksForAction() {
        assertThat(StatusRule.status(Fixtures.failed(), APPROVED, NOW)).isEqualTo(SenderStatus.ACTION_REQUIRED);
    }

    @ParameterizedTest
    @EnumSource(names = {"META_CALL", "CREDENTIALS_STORED", "RATE_LIMIT"})
    void anAccountWhoseCredentialsMayBeRefusedIsNotReady(CheckName check) {
        SenderAccount failed = templatesFailed(Check.failed(check, Map.of("call", "GET /"), null));

        assertThat(StatusRule.status(failed, APPROVED, NOW)).isEqualTo(SenderStatus.ACTION_REQUIRED);
    }

    private static SenderAccount templatesFailed(Check check) {
        SenderAccount listed = listed(Fixtures.pending());
        return with(listed, step(listed, PROVISION_TEMPLATES).failed(NOW, null, List.of(check)));
    }

    @Test
    void aDefaultContentThatMetaRefusedShowsWhileOthersAreReviewed() {
        SenderAccount listed = listed(Fixtures.pending());
        SenderAccount waiting = with(listed, step(listed, PROVISION_TEMPLATES).waiting(NOW, "In review.", List.of()));
        List<TemplateContent> contents =
                List.of(content(DEVICE_PAIRING, "en", "REJECTED"), content(STRONG_AUTHENTICATION, "en", "PENDING"));

        assertThat(StatusRule.status(waiting, contents, NOW)).isEqualTo(SenderStatus.ACTION_REQUIRED);
        assertThat(StatusRule.status(waiting, ONE_IN_REVIEW, NOW)).isEqualTo(SenderStatus.IN_REVIEW);
        assertThat(StatusRule.status(listed, contents, NOW))
                .as("not judged yet")
                .isEqualTo(SenderStatus.IN_REVIEW);
    }

    @Test
    void anAccountThatSendsStaysReadyWhenOnlyTemplatesAreRefused() {
        SenderAccount failed = templatesFailed(Check.failed(CheckName.TEMPLATES_CREATED, Map.of(), null));

        assertThat(StatusRule.status(failed, APPROVED, NOW)).isEqualTo(SenderStatus.READY);
        assertThat(StatusRule.status(failed, ONE_IN_REVIEW, NOW)).isEqualTo(SenderStatus.ACTION_REQUIRED);
        assertThat(StatusRule.status(failed.withNumbers(List.of(SECOND)), APPROVED, NOW))
                .isEqualTo(SenderStatus.ACTION_REQUIRED);
    }

    @Test
    void whatIsKeptOfTheFormerDefaultLocaleKeepsTheAccountReady() {
        List<TemplateContent> former = List.of(APPROVED.getFirst(), content(STRONG_AUTHENTICATION, "fr", "APPROVED"));

        assertThat(StatusRule.status(Fixtures.succeeded(), former, NOW)).isEqualTo(SenderStatus.READY);
    }

    @Test
    void aTemplateThatIsGoneIsNotInReview() {
        List<TemplateContent> gone =
                List.of(ONE_IN_REVIEW.getFirst(), ONE_IN_REVIEW.getLast().dangling(NOW));

        assertThat(StatusRule.status(Fixtures.succeeded(), gone, NOW)).isEqualTo(SenderStatus.ACTION_REQUIRED);
    }

    @Test
    void aRunThatWasStoppedFromOutsideAsksForAction() {
        assertThat(StatusRule.status(Fixtures.running(), APPROVED, NOW.plus(Duration.ofHours(32))))
                .isEqualTo(SenderStatus.ACTION_REQUIRED);
    }

    @Test
    void aNumberIsRequiredWhenNoneIsSelectedOrTheSelectedOneCannotSend() {
        SenderAccount unselected = listed(Fixtures.requested()).withNumbers(List.of(FIRST, SECOND));
        SenderAccount gone = Fixtures.succeeded().withNumbers(List.of(SECOND));

        assertThat(StatusRule.status(unselected, ONE_IN_REVIEW, NOW)).isEqualTo(SenderStatus.NUMBER_REQUIRED);
        assertThat(StatusRule.status(gone, APPROVED, NOW)).isEqualTo(SenderStatus.NUMBER_REQUIRED);
    }

    @Test
    void templatesInReviewMakeTheAccountInReview() {
        assertThat(StatusRule.status(listed(Fixtures.pending()), ONE_IN_REVIEW, NOW))
                .isEqualTo(SenderStatus.IN_REVIEW);
        assertThat(StatusRule.status(Fixtures.succeeded(), ONE_IN_REVIEW, NOW)).isEqualTo(SenderStatus.IN_REVIEW);
    }

    @Test
    void anAccountWhoseTemplatesAreNotYetMadeIsVerifying() {
        assertThat(StatusRule.status(listed(Fixtures.pending()), List.of(), NOW))
                .isEqualTo(SenderStatus.VERIFYING);
    }

    @Test
    void anAccountIsReadyWhenEveryContentIsApproved() {
        assertThat(StatusRule.status(Fixtures.succeeded(), APPROVED, NOW)).isEqualTo(SenderStatus.READY);
    }

    @Test
    void anAccountWithoutContentsOrWithARejectedOneIsNotReady() {
        assertThat(StatusRule.status(Fixtures.succeeded(), List.of(), NOW)).isEqualTo(SenderStatus.ACTION_REQUIRED);
        assertThat(StatusRule.status(
                        Fixtures.succeeded(),
                        List.of(
                                content(DEVICE_PAIRING, "en", "APPROVED"),
                                content(STRONG_AUTHENTICATION, "en", "PAUSED")),
                        NOW))
                .isEqualTo(SenderStatus.ACTION_REQUIRED);
    }

    @Test
    void anAccountThatLacksAContentIsNotReady() {
        assertThat(StatusRule.status(Fixtures.succeeded(), APPROVED.subList(0, 1), NOW))
                .isEqualTo(SenderStatus.ACTION_REQUIRED);
    }

    @Test
    void anAccountWithATemplateThatMetaMovedToAnotherCategoryIsNotReady() {
        MessageTemplate moved = new MessageTemplate("9", "mfa", "en", "MARKETING", "APPROVED", null, null, null, null);
        List<TemplateContent> contents =
                List.of(APPROVED.getFirst(), APPROVED.getLast().rebound(moved, NOW));

        assertThat(StatusRule.status(Fixtures.succeeded(), contents, NOW)).isEqualTo(SenderStatus.ACTION_REQUIRED);
    }

    private static SenderAccount listed(SenderAccount account) {
        SenderAccount validated = with(account, step(account, VALIDATE).succeeded(NOW, null, List.of()));
        SenderAccount listed = with(validated, step(validated, LIST_NUMBERS).succeeded(NOW, null, List.of()));
        return with(listed, step(listed, PROVISION_TEMPLATES).started(NOW));
    }
}
