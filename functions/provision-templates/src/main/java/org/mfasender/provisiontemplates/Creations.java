package org.mfasender.provisiontemplates;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.catalog.TemplateCatalog;
import org.mfasender.check.Failures;
import org.mfasender.meta.GraphException;
import org.mfasender.meta.GraphFailure;
import org.mfasender.sender.template.Creation;
import org.mfasender.sender.template.MessageTemplate;
import org.mfasender.sender.template.Refusal;
import org.mfasender.sender.template.RefusalReason;
import org.mfasender.sender.template.TemplateLedger;
import org.mfasender.sender.template.TemplatePlan.Batch;

/**
 * Creates templates, each call noted before it is made. When Meta refuses a call, the account is looked at, because it may have
 * written a part; what is still missing is tried in smaller parts, until the language that is refused is found and the others exist.
 */
final class Creations {

    private final TemplateCatalog catalog;
    private final Consumer<TemplateLedger> recorder;
    private final Supplier<Instant> clock;
    private final List<MessageTemplate> accepted = new ArrayList<>();
    private final boolean eligible;
    private TemplateLedger ledger;
    private @Nullable GraphFailure end;
    private @Nullable GraphFailure full;

    /**
     * Creations on one account.
     *
     * @param eligible whether the account holds templates of ours, so that a refusal does not mean that it may hold none
     * @param ledger what was done and refused so far
     * @param recorder keeps the ledger; throws when the run has no right to go on
     */
    Creations(
            TemplateCatalog catalog,
            boolean eligible,
            TemplateLedger ledger,
            Consumer<TemplateLedger> recorder,
            Supplier<Instant> clock) {
        this.catalog = catalog;
        this.eligible = eligible;
        this.ledger = ledger;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** What was done and refused, with what came of this. */
    TemplateLedger ledger() {
        return ledger;
    }

    /** What Meta said it wrote. */
    List<MessageTemplate> accepted() {
        return List.copyOf(accepted);
    }

    boolean isOpen() {
        return end == null;
    }

    /** The refusal after which nothing more was tried, because everything else would be refused as well. */
    Optional<GraphFailure> end() {
        return Optional.ofNullable(end);
    }

    /**
     * Creates batch by batch.
     *
     * @throws GraphException when Meta limits the rate or is failing; doing it again goes on where it stopped
     */
    void create(List<Batch> batches) {
        batches.forEach(this::create);
    }

    private void create(Batch batch) {
        if (end != null) {
            return;
        }
        if (full != null) {
            refuse(batch, batch.languages(), RefusalReason.CAPACITY, full);
            return;
        }
        Creation noted = new Creation(batch.name(), batch.languages(), batch.settings(), clock.get());
        ledger = ledger.creating(noted);
        recorder.accept(ledger);
        try {
            accepted.addAll(catalog.create(batch));
        } catch (GraphException e) {
            if (TemplateRefusals.isTemporary(e.failure())) {
                throw e;
            }
            refused(batch, noted, e.failure());
        }
    }

    private void refused(Batch batch, Creation noted, GraphFailure failure) {
        if (!failure.isParameter()) {
            end = failure;
            ledger = ledger.cameTrue(noted, List.of());
            return;
        }
        List<String> written = written(batch);
        ledger = ledger.cameTrue(noted, written);
        List<String> missing = batch.languages().stream()
                .filter(language -> !written.contains(language))
                .toList();
        RefusalReason reason = TemplateRefusals.reason(failure);
        boolean ofName = reason == RefusalReason.NAME_BLOCKED || reason == RefusalReason.NAME_TAKEN;
        if (missing.size() > 1 && !ofName) {
            int part = reason == RefusalReason.REFUSED && isUnproven() ? 1 : missing.size() / 2;
            create(batch.with(missing.subList(0, part)));
            create(batch.with(missing.subList(part, missing.size())));
            return;
        }
        if (reason == RefusalReason.REFUSED && isUnproven() && written.isEmpty()) {
            end = failure;
            return;
        }
        full = reason == RefusalReason.CAPACITY ? failure : null;
        refuse(batch, missing, reason, failure);
    }

    /** Whether Meta may take no authentication template of this account at all. */
    private boolean isUnproven() {
        return !eligible && accepted.isEmpty();
    }

    private void refuse(Batch batch, List<String> languages, RefusalReason reason, GraphFailure failure) {
        Instant now = clock.get();
        ledger = ledger.refused(
                languages.stream()
                        .map(language -> new Refusal(batch.name(), language, reason, Failures.meta(failure), now))
                        .toList(),
                now);
    }

    private List<String> written(Batch batch) {
        return catalog.named(batch.name()).stream()
                .map(MessageTemplate::language)
                .filter(batch.languages()::contains)
                .distinct()
                .collect(Collectors.toList());
    }
}
