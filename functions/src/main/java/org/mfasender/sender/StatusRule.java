package org.mfasender.sender;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.mfasender.checks.CheckName;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.bindings.ContentSelector;
import org.mfasender.templates.bindings.TemplateContent;

/** An account's status from its newest run and its template bindings. */
public final class StatusRule {

    /** Checks that may fail while the account sends. */
    private static final Set<CheckName> ABOUT_TEMPLATES =
            Set.of(CheckName.TEMPLATES_CREATED, CheckName.TEMPLATES_USABLE);

    private final SenderAccount account;
    private final Collection<TemplateContent> contents;
    private final Provisioning run;

    private StatusRule(SenderAccount account, Collection<TemplateContent> contents, Instant now) {
        this.account = account;
        this.contents = contents;
        this.run = account.provisioning().asSeenAt(now);
    }

    /** @param contents every binding of the account */
    public static SenderStatus status(SenderAccount account, Collection<TemplateContent> contents, Instant now) {
        return new StatusRule(account, contents, now).status();
    }

    private SenderStatus status() {
        boolean numbersListed = run.step(StepName.LIST_NUMBERS).status() == ProgressStatus.SUCCEEDED;
        boolean numberSends =
                account.selectedNumber().filter(SenderNumber::usable).isPresent();
        boolean sends =
                numbersListed && numberSends && ContentSelector.servesEveryPurpose(account.templates(), contents);
        if (run.status() == ProgressStatus.FAILED) {
            return failed(sends);
        }
        if (!numbersListed) {
            return SenderStatus.VERIFYING;
        }
        if (!numberSends) {
            return SenderStatus.NUMBER_REQUIRED;
        }
        return sends ? SenderStatus.READY : awaitingTemplates();
    }

    private SenderStatus failed(boolean sends) {
        if (run.failedFor(CheckName.TEMPLATES_ELIGIBLE)) {
            return SenderStatus.NOT_ELIGIBLE;
        }
        return sends && run.failedForNothingBut(ABOUT_TEMPLATES) ? SenderStatus.READY : SenderStatus.ACTION_REQUIRED;
    }

    private SenderStatus awaitingTemplates() {
        List<TemplateContent> awaited = account.templates().keySet().stream()
                .filter(purpose -> !ContentSelector.serves(purpose, account.templates(), contents))
                .flatMap(purpose -> contents.stream()
                        .filter(content ->
                                content.purpose() == purpose && content.isDefault(account.defaultLocale(purpose)))
                        .limit(1))
                .toList();
        boolean inReview = awaited.stream().anyMatch(TemplateContent::isInReview);
        boolean stopped = awaited.stream().anyMatch(content -> !content.isInReview());
        boolean polled = run.status() == ProgressStatus.WAITING || run.status() == ProgressStatus.SUCCEEDED;
        if (stopped && polled) {
            return SenderStatus.ACTION_REQUIRED;
        }
        if (inReview) {
            return SenderStatus.IN_REVIEW;
        }
        return run.status() == ProgressStatus.SUCCEEDED ? SenderStatus.ACTION_REQUIRED : SenderStatus.VERIFYING;
    }
}
