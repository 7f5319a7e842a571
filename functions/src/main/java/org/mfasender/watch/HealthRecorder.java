package org.mfasender.watch;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.CheckName;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.sender.Connection;
import org.mfasender.sender.ReportedChanges;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateReport;
import org.mfasender.templates.catalog.TemplateReport.Aspect;
import org.mfasender.templates.storage.TemplateStore;
import org.mfasender.watch.HealthCheck.Checked;

/**
 * Records what was seen of a connection, unless that was replaced, or something newer is known. Neither the run nor the generation
 * changes.
 */
public final class HealthRecorder {

    /** Meta's word. */
    private static final String DELETED = "DELETED";

    private final SenderStore senders;
    private final TemplateStore templates;
    private final NumberListings listings;
    private final ReportedChanges changes;
    private final Clock clock;

    public HealthRecorder(
            SenderStore senders,
            TemplateStore templates,
            NumberListings listings,
            ReportedChanges changes,
            Clock clock) {
        this.senders = senders;
        this.templates = templates;
        this.listings = listings;
        this.changes = changes;
        this.clock = clock;
    }

    /** Templates come first: when the health is written, the status follows from both, and a change is published once. */
    Optional<Checked> record(SenderAccount account, Look look) {
        Connection connection = Objects.requireNonNull(account.connection());
        if (!look.isInDoubt(look.health(connection), CheckName.TEMPLATES_USABLE)) {
            recordTemplates(account, look);
        }
        Recording recording = new Recording(account, look, listing(account, look), clock);
        Optional<SenderAccount> recorded = senders.update(account.environmentId(), recording::in)
                .or(() -> senders.findAccount(account.environmentId()).filter(recording::isIn));
        return recorded.map(SenderAccount::connection)
                .map(found -> new Checked(found, found.health().isInDoubt() || !look.isWhole()));
    }

    /** One that the account does not refer to in the end is removed by the sweep. */
    private @Nullable String listing(SenderAccount account, Look look) {
        return look.numbers() == null
                ? null
                : listings.write(
                        account.environmentId(),
                        look.of().run().generation(),
                        look.numbers(),
                        look.of().numbers().listing(),
                        look.at());
    }

    /** As if Meta had reported each change when the check began. */
    private void recordTemplates(SenderAccount account, Look look) {
        EnvironmentId environment = account.environmentId();
        String waba = look.of().whatsAppAccountBusinessId();
        List<TemplateContent> known = templates.contents(account.owner(look.of()));
        look.contents().stream()
                .flatMap(seen -> known.stream()
                        .filter(content -> content.id().equals(seen.id()))
                        .flatMap(content -> reports(content, seen, look.at())))
                .distinct()
                .forEach(report -> changes.ofTemplate(environment, waba, report));
    }

    private static Stream<TemplateReport> reports(TemplateContent known, TemplateContent seen, Instant at) {
        MessageTemplate before = known.template();
        MessageTemplate now = seen.template();
        if (seen.gone()) {
            return known.gone() || before.status().equals(DELETED)
                    ? Stream.of()
                    : Stream.of(new TemplateReport(before.id(), Aspect.STATUS, DELETED, null, at));
        }
        return Stream.of(
                        report(before, Aspect.STATUS, before.status(), now.status(), now.rejectedReason(), at),
                        report(before, Aspect.CATEGORY, before.category(), now.category(), null, at),
                        report(before, Aspect.QUALITY, before.qualityScore(), now.qualityScore(), null, at))
                .flatMap(Optional::stream);
    }

    private static Optional<TemplateReport> report(
            MessageTemplate template,
            Aspect aspect,
            @Nullable String before,
            @Nullable String now,
            @Nullable String reason,
            Instant at) {
        return now == null || now.equals(before)
                ? Optional.empty()
                : Optional.of(new TemplateReport(template.id(), aspect, now, reason, at));
    }
}
