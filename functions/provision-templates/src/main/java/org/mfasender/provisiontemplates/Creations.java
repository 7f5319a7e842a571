package org.mfasender.provisiontemplates;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.catalog.TemplateCatalog;
import org.mfasender.catalog.TemplateLook;
import org.mfasender.check.Failures;
import org.mfasender.meta.GraphException;
import org.mfasender.meta.GraphFailure;
import org.mfasender.meta.GraphFailure.Kind;
import org.mfasender.sender.MetaError;
import org.mfasender.sender.template.Creation;
import org.mfasender.sender.template.MessageTemplate;
import org.mfasender.sender.template.Refusal;
import org.mfasender.sender.template.RefusalReason;
import org.mfasender.sender.template.TemplateLedger;
import org.mfasender.sender.template.TemplatePlan.Batch;

/**
 * Creates templates, each call noted before it is made. When Meta refuses a call, or does not name all that it was given, the account
 * is looked at, because a part may be there; what is missing is tried in smaller parts, until the language that is refused is found
 * and the others exist. A limit or a failure of Meta ends the turn, and what came true until then is kept.
 */
final class Creations {

    /** Half of what the function has: a call that has begun, and the looks after it, need time too. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(150);

    private final TemplateCatalog catalog;
    private final boolean eligible;
    private final Consumer<TemplateLedger> recorder;
    private final Supplier<Instant> clock;
    private final Instant until;
    private final List<MessageTemplate> accepted = new ArrayList<>();
    private TemplateLedger ledger;
    private @Nullable GraphFailure end;
    private @Nullable GraphFailure full;
    private @Nullable GraphException interruption;

    /**
     * Creations on one account.
     *
     * @param first shows whether the account holds authentication templates, so that a refusal does not mean that it may hold none
     * @param recorder keeps the ledger; throws when the run has no right to go on
     */
    Creations(TemplateCatalog catalog, TemplateLook first, Consumer<TemplateLedger> recorder, Supplier<Instant> clock) {
        this.catalog = catalog;
        this.eligible = first.found().provesEligibility();
        this.ledger = first.ledger();
        this.recorder = recorder;
        this.clock = clock;
        this.until = clock.get().plus(LONGEST_TURN);
    }

    /** What was done and refused, with what came of this. */
    TemplateLedger ledger() {
        return ledger;
    }

    /** What Meta said it wrote. */
    List<MessageTemplate> accepted() {
        return List.copyOf(accepted);
    }

    /** Whether more can be tried in this turn. */
    boolean isOpen() {
        return end == null && interruption == null && clock.get().isBefore(until);
    }

    /** The refusal after which nothing more was tried, because everything else would be refused as well. */
    Optional<GraphFailure> end() {
        return Optional.ofNullable(end);
    }

    /** The limit or failure of Meta after which nothing more was tried; doing it again goes on where it stopped. */
    Optional<GraphException> interruption() {
        return Optional.ofNullable(interruption);
    }

    /** Ends the turn, as Meta limits the rate or is failing. */
    void interrupt(GraphException e) {
        interruption = interruption == null ? e : interruption;
    }

    /** Creates what is due, batch by batch. */
    void create(TemplateLook look) {
        ledger = look.ledger();
        look.plan().due().forEach(this::create);
    }

    private void create(Batch batch) {
        if (!isOpen()) {
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
            answered(batch, noted, catalog.create(batch));
        } catch (GraphException e) {
            failed(batch, noted, e);
        }
    }

    private void answered(Batch batch, Creation noted, List<MessageTemplate> rows) {
        accepted.addAll(rows);
        Set<String> named = rows.stream().map(MessageTemplate::language).collect(Collectors.toCollection(HashSet::new));
        if (!named.containsAll(batch.languages())) {
            existing(batch).ifPresent(existing -> {
                named.addAll(existing);
                settle(batch, noted, named, null);
            });
        }
    }

    private void failed(Batch batch, Creation noted, GraphException e) {
        GraphFailure failure = e.failure();
        if (failure.kind() == Kind.RETRY) {
            interrupt(e);
            existing(batch).ifPresent(existing -> ledger = ledger.cameTrue(noted, existing));
        } else if (failure.kind() == Kind.WAIT) {
            interrupt(e);
            ledger = ledger.cameTrue(noted, Set.of());
        } else if (failure.isParameter()) {
            existing(batch).ifPresent(existing -> settle(batch, noted, existing, failure));
        } else {
            end = failure;
            ledger = ledger.cameTrue(noted, Set.of());
        }
    }

    /**
     * Goes on with what was not written.
     *
     * @param failure Meta's refusal; null when it said nothing of what is missing
     */
    private void settle(Batch batch, Creation noted, Set<String> written, @Nullable GraphFailure failure) {
        ledger = ledger.cameTrue(
                noted, batch.languages().stream().filter(written::contains).toList());
        List<String> missing = batch.languages().stream()
                .filter(language -> !written.contains(language))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        RefusalReason reason = failure == null ? RefusalReason.REFUSED : TemplateRefusals.reason(failure);
        boolean ofAll = failure != null && reason == RefusalReason.REFUSED && !eligible && accepted.isEmpty();
        boolean ofName = reason == RefusalReason.NAME_BLOCKED || reason == RefusalReason.NAME_TAKEN;
        if (missing.size() > 1 && !ofName) {
            int part = ofAll ? 1 : missing.size() / 2;
            create(batch.with(missing.subList(0, part)));
            create(batch.with(missing.subList(part, missing.size())));
            return;
        }
        if (ofAll && written.isEmpty()) {
            end = failure;
            return;
        }
        full = reason == RefusalReason.CAPACITY ? failure : null;
        refuse(batch, missing, reason, failure);
    }

    private void refuse(
            Batch batch, Collection<String> languages, RefusalReason reason, @Nullable GraphFailure failure) {
        Instant now = clock.get();
        MetaError meta = failure == null ? null : Failures.meta(failure);
        ledger = ledger.refused(
                languages.stream()
                        .map(language -> new Refusal(batch.name(), language, reason, meta, now))
                        .toList(),
                now);
    }

    /** The languages of a batch that are there; empty when Meta does not say, after which nothing more is tried. */
    private Optional<Set<String>> existing(Batch batch) {
        try {
            return Optional.of(catalog.named(batch.name()).stream()
                    .map(MessageTemplate::language)
                    .filter(batch.languages()::contains)
                    .collect(Collectors.toSet()));
        } catch (GraphException e) {
            interrupt(e);
            return Optional.empty();
        }
    }
}
