package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.catalog.TemplateReport;
import org.mfasender.templates.storage.TemplateStore;
import org.mfasender.templates.storage.TemplateWriteItems;

/**
 * Stores what Meta reports by itself: in one transaction with everything that follows from it. A report that is older than what is known
 * changes nothing, so all of it may be repeated, in any order.
 */
public final class ReportedChanges {

    private final SenderStore senders;
    private final TemplateStore templates;
    private final Clock clock;

    public ReportedChanges(SenderStore senders, TemplateStore templates, Clock clock) {
        this.senders = senders;
        this.templates = templates;
        this.clock = clock;
    }

    /** What became of a report. */
    public enum Result {
        APPLIED,
        /** What is known is newer. */
        OUTDATED,
        /** The environment does not have this account, or this template, or not any more. */
        FOREIGN
    }

    /** A change of what a WhatsApp Business Account of an environment may do. */
    public Result ofAccount(EnvironmentId environment, String businessAccountId, AccountReport report) {
        return change(environment, businessAccountId, connection -> connection.reported(report));
    }

    /**
     * A change of how many recipients Meta allows in 24 hours.
     *
     * @param tier Meta's word
     */
    public Result ofMessagingLimit(EnvironmentId environment, String businessAccountId, String tier, Instant at) {
        return change(environment, businessAccountId, connection -> connection.limitReported(tier, at));
    }

    private Result change(
            EnvironmentId environment, String businessAccountId, Function<Connection, Optional<Connection>> change) {
        Instant now = clock.now();
        return Optimistic.retry(() -> {
            SenderAccount account = senders.findAccount(environment).orElse(null);
            if (account == null || account.connections().noneMatch(isTo(businessAccountId))) {
                return Result.FOREIGN;
            }
            List<Long> changed = account.connections()
                    .filter(isTo(businessAccountId))
                    .filter(connection -> change.apply(connection).isPresent())
                    .map(connection -> connection.run().generation())
                    .toList();
            if (changed.isEmpty()) {
                return Result.OUTDATED;
            }
            SenderAccount next = account;
            for (long run : changed) {
                next = next.changing(run, connection -> change.apply(connection).orElse(connection), now);
            }
            senders.put(next);
            return Result.APPLIED;
        });
    }

    /** Whether an environment's connection is to an account. */
    public boolean concern(EnvironmentId environment, String businessAccountId) {
        return senders.findAccount(environment)
                .map(SenderAccount::connection)
                .filter(isTo(businessAccountId))
                .isPresent();
    }

    /** A change of a template. */
    public Result ofTemplate(EnvironmentId environment, String businessAccountId, TemplateReport report) {
        return Optimistic.retry(() -> {
            SenderAccount account = senders.findAccount(environment).orElse(null);
            Connection connection = account == null
                    ? null
                    : account.connections()
                            .filter(isTo(businessAccountId))
                            .findFirst()
                            .orElse(null);
            if (account == null || connection == null) {
                return Result.FOREIGN;
            }
            TemplateOwner owner = account.owner(connection);
            if (!templates.has(owner, report.templateId())) {
                return Result.FOREIGN;
            }
            Instant readAt = account.templatesReadAt(businessAccountId);
            TemplateWriteItems writes = templates.reporting(owner, report, readAt);
            if (writes.writes().isEmpty()) {
                return Result.OUTDATED;
            }
            senders.put(account, owner, writes);
            return Result.APPLIED;
        });
    }

    private static Predicate<Connection> isTo(String businessAccountId) {
        return connection -> connection.whatsAppAccountBusinessId().equals(businessAccountId);
    }
}
