package org.mfasender.setup.provision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure.Kind;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.templates.catalog.Batch;
import org.mfasender.templates.catalog.Creation;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.Refusal;
import org.mfasender.templates.catalog.RefusalReason;
import org.mfasender.templates.catalog.TemplateCatalog;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.plan.TemplateLook;

/**
 * Creates templates, each call noted before it is made. When Meta refuses or fails a call, or does not name all that it was given, the
 * account is looked at, because a part may be there; what is missing is tried in smaller parts, until the language at fault is found and
 * the others exist. A limit, or failures in a row, end the turn, and what came true until then is kept.
 */
final class Creations {

    /** With the calls that have begun by then and the looks after them it fits into what the function has. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(110);
    /** As many as it takes to find one language among those of a batch; more are an outage. */
    private static final int MOST_FAILURES = 6;

    private final TemplateCatalog catalog;
    private final Consumer<TemplateLedger> recorder;
    private final Supplier<Instant> clock;
    private final Instant until;
    private final List<MessageTemplate> accepted = new ArrayList<>();
    private TemplateLedger ledger;
    private boolean eligible;
    private int failuresInARow;
    private boolean closed;
    private @Nullable GraphFailure end;
    private @Nullable GraphFailure full;
    private @Nullable GraphException interruption;
    private @Nullable Suspicion suspicion;

    /** A refusal that may be of the account or of its language: the next one tells. */
    private record Suspicion(Batch batch, GraphFailure failure) {}

    /**
     * Creations on one account.
     *
     * @param first shows whether the account holds authentication templates, so that a refusal does not mean that it may hold none
     * @param recorder keeps the ledger; throws when the run has no right to go on
     * @param begun when the turn began
     */
    Creations(
            TemplateCatalog catalog,
            TemplateLook first,
            Consumer<TemplateLedger> recorder,
            Supplier<Instant> clock,
            Instant begun) {
        this.catalog = catalog;
        this.eligible = first.found().provesEligibility();
        this.ledger = first.ledger();
        this.recorder = recorder;
        this.clock = clock;
        this.until = begun.plus(LONGEST_TURN);
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
        return !closed && end == null && clock.get().isBefore(until);
    }

    /** Whether Meta takes authentication templates of this account, as far as this turn showed. */
    boolean isEligible() {
        return eligible;
    }

    /** The refusal after which nothing more was tried, because everything else would be refused as well. */
    Optional<GraphFailure> end() {
        return Optional.ofNullable(end);
    }

    /** A limit or failure of Meta that left something undone; doing it again goes on from there. */
    Optional<GraphException> interruption() {
        return Optional.ofNullable(interruption);
    }

    /** Ends the turn, as Meta limits the rate or is failing. */
    void interrupt(GraphException e) {
        leave(e);
        closed = true;
    }

    private void leave(GraphException e) {
        interruption = interruption == null ? e : interruption;
    }

    /** Creates what is due, batch by batch. */
    void create(TemplateLook look) {
        ledger = look.ledger();
        look.plan().due().forEach(this::create);
        if (suspicion != null && isOpen()) {
            conclude(suspicion);
        }
    }

    private void conclude(Suspicion suspected) {
        suspicion = null;
        if (eligible) {
            refuse(suspected.batch(), RefusalReason.REFUSED, suspected.failure());
        } else {
            end = suspected.failure();
        }
    }

    private void create(Batch batch) {
        if (!isOpen()) {
            return;
        }
        if (full != null) {
            refuse(batch, RefusalReason.CAPACITY, full);
            return;
        }
        Creation noted = new Creation(batch.name(), batch.languages(), batch.settings(), clock.get());
        ledger = ledger.creating(noted);
        recorder.accept(ledger);
        try {
            List<MessageTemplate> rows = catalog.create(batch);
            failuresInARow = 0;
            answered(batch, noted, rows);
        } catch (GraphException e) {
            failed(batch, noted, e);
        }
    }

    private void answered(Batch batch, Creation noted, List<MessageTemplate> rows) {
        accepted.addAll(rows);
        eligible |= !rows.isEmpty();
        Set<String> named = rows.stream().map(MessageTemplate::language).collect(Collectors.toCollection(HashSet::new));
        if (!named.containsAll(batch.languages())) {
            existing(batch).ifPresent(existing -> {
                named.addAll(existing);
                settled(batch, noted, named).ifPresent(missing -> refused(missing, null));
            });
        }
    }

    private void failed(Batch batch, Creation noted, GraphException e) {
        GraphFailure failure = e.failure();
        if (failure.httpStatus() == 0) {
            // Meta may still be writing: it stays noted.
            interrupt(e);
            return;
        }
        switch (failure.kind()) {
            case WAIT -> interrupt(e);
            case RETRY -> failuresInARow++;
            case FIX, BUG -> end = failure.isParameter() ? null : failure;
        }
        existing(batch)
                .flatMap(existing -> settled(batch, noted, existing))
                .filter(missing -> isOpen())
                .ifPresent(missing -> {
                    if (failure.kind() == Kind.RETRY) {
                        tryAgain(missing, e);
                    } else {
                        refused(missing, failure);
                    }
                });
    }

    /** The ledger with what came true of a call; what did not, if anything. */
    private Optional<Batch> settled(Batch batch, Creation noted, Set<String> written) {
        ledger = ledger.cameTrue(
                noted, batch.languages().stream().filter(written::contains).toList());
        eligible |= !written.isEmpty();
        List<String> missing = batch.languages().stream()
                .filter(language -> !written.contains(language))
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(batch.with(missing));
    }

    private void tryAgain(Batch missing, GraphException e) {
        if (failuresInARow > MOST_FAILURES) {
            interrupt(e);
        } else if (missing.languages().size() > 1) {
            createInParts(missing, missing.languages().size() / 2);
        } else if (failuresInARow < MOST_FAILURES) {
            create(missing);
        } else if (TemplateRefusals.isOfTemplate(e.failure())) {
            refuse(missing, RefusalReason.REFUSED, e.failure());
        } else {
            leave(e);
        }
    }

    /** @param failure Meta's refusal; null when it said nothing of what is missing */
    private void refused(Batch missing, @Nullable GraphFailure failure) {
        RefusalReason reason = failure == null ? RefusalReason.REFUSED : TemplateRefusals.reason(failure);
        GraphFailure ofAll = reason == RefusalReason.REFUSED && !eligible ? failure : null;
        boolean ofName = reason == RefusalReason.NAME_BLOCKED || reason == RefusalReason.NAME_TAKEN;
        int size = missing.languages().size();
        if (size > 1 && !ofName) {
            createInParts(missing, ofAll == null ? size / 2 : 1);
        } else if (ofAll != null && suspicion == null) {
            suspicion = new Suspicion(missing, ofAll);
        } else if (ofAll != null) {
            end = ofAll;
        } else {
            full = reason == RefusalReason.CAPACITY ? failure : null;
            refuse(missing, reason, failure);
        }
    }

    private void createInParts(Batch batch, int first) {
        List<String> languages = batch.languages();
        create(batch.with(languages.subList(0, first)));
        create(batch.with(languages.subList(first, languages.size())));
    }

    private void refuse(Batch batch, RefusalReason reason, @Nullable GraphFailure failure) {
        Instant now = clock.get();
        MetaError meta = failure == null ? null : failure.error();
        ledger = ledger.refused(
                batch.languages().stream()
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
