package org.mfasender.relay;

import java.util.Optional;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.observe.AccountEventOutcome;
import org.mfasender.platform.observe.Observation;
import org.mfasender.sender.AccountReport;
import org.mfasender.sender.Rechecker;
import org.mfasender.sender.ReportedChanges;
import org.mfasender.sender.ReportedChanges.Result;
import org.mfasender.templates.catalog.TemplateReport;
import org.mfasender.templates.catalog.TemplateReport.Aspect;
import org.mfasender.webhooks.events.AccountEvent;
import org.mfasender.webhooks.events.AccountEventStore;
import org.mfasender.webhooks.events.AccountEventStore.Recorded;

/**
 * Applies what Meta has reported of templates, numbers and the account. A webhook concerns every environment whose App Secret signed it;
 * only here is it known which of them has the account. After what decides whether the account may send, a run looks at the rest.
 */
public final class EventFollower implements SingleFollower {

    private final ReportedChanges changes;
    private final Rechecker rechecker;

    public EventFollower(ReportedChanges changes, Rechecker rechecker) {
        this.changes = changes;
        this.rechecker = rechecker;
    }

    @Override
    public boolean follows(ItemChange change) {
        return AccountEventStore.isOne(change);
    }

    @Override
    public void follow(ItemChange change) {
        Optional<Recorded> recorded = AccountEventStore.read(change);
        AccountEventOutcome outcome = recorded.map(this::apply).orElse(AccountEventOutcome.UNKNOWN);
        Observation.current().ifPresent(observation -> observation.accountEvent(outcome));
    }

    private AccountEventOutcome apply(Recorded recorded) {
        AccountEvent event = recorded.event();
        return switch (event.kind()) {
            case TEMPLATE_STATUS -> ofTemplate(recorded, Aspect.STATUS);
            case TEMPLATE_QUALITY -> ofTemplate(recorded, Aspect.QUALITY);
            case TEMPLATE_CATEGORY -> ofTemplate(recorded, Aspect.CATEGORY);
            case MESSAGING_LIMIT ->
                outcome(changes.ofMessagingLimit(
                        recorded.environmentId(), event.whatsAppAccountBusinessId(), event.word(), event.at()));
            case ACCOUNT_REVIEW -> ofReview(recorded);
            case ACCOUNT_BAN ->
                ofAccount(recorded, AccountReport.Kind.BAN, event.word().equals("DISABLE"));
            case ACCOUNT_RESTRICTION -> ofAccount(recorded, AccountReport.Kind.RESTRICTION, true);
            case ACCOUNT_DELETION -> ofAccount(recorded, AccountReport.Kind.DELETION, true);
            case ACCOUNT_CONNECTION ->
                ofAccount(recorded, AccountReport.Kind.CONNECTION, event.word().equals("ACCOUNT_OFFBOARDED"));
            case CHANGE -> check(recorded);
        };
    }

    private AccountEventOutcome ofTemplate(Recorded recorded, Aspect aspect) {
        AccountEvent event = recorded.event();
        return outcome(changes.ofTemplate(
                recorded.environmentId(),
                event.whatsAppAccountBusinessId(),
                new TemplateReport(event.subject(), aspect, event.word(), event.reason(), event.at())));
    }

    /** Before its decision, Meta lets an account send. */
    private AccountEventOutcome ofReview(Recorded recorded) {
        return switch (recorded.event().word()) {
            case "APPROVED" -> ofAccount(recorded, AccountReport.Kind.REVIEW, false);
            case "REJECTED" -> ofAccount(recorded, AccountReport.Kind.REVIEW, true);
            default -> check(recorded);
        };
    }

    private AccountEventOutcome ofAccount(Recorded recorded, AccountReport.Kind kind, boolean blocks) {
        AccountEvent event = recorded.event();
        Result result = changes.ofAccount(
                recorded.environmentId(),
                event.whatsAppAccountBusinessId(),
                new AccountReport(kind, blocks, event.at(), event.until()));
        check(recorded);
        return outcome(result);
    }

    private AccountEventOutcome check(Recorded recorded) {
        if (!changes.concern(recorded.environmentId(), recorded.event().whatsAppAccountBusinessId())) {
            return AccountEventOutcome.FOREIGN;
        }
        rechecker.recheck(recorded.environmentId(), recorded.receivedAt());
        return AccountEventOutcome.CHECKED;
    }

    private static AccountEventOutcome outcome(Result result) {
        return switch (result) {
            case APPLIED -> AccountEventOutcome.APPLIED;
            case OUTDATED -> AccountEventOutcome.OUTDATED;
            case FOREIGN -> AccountEventOutcome.FOREIGN;
        };
    }
}
