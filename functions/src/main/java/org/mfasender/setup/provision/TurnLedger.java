package org.mfasender.setup.provision;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.catalog.Batch;
import org.mfasender.templates.catalog.Creation;
import org.mfasender.templates.catalog.Refusal;
import org.mfasender.templates.catalog.RefusalReason;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.storage.TemplateStore;
import org.mfasender.workflow.SupersededException;

/** An account's ledger during a turn: changed in memory, and stored before the calls that it notes and with what the turn records. */
final class TurnLedger {

    /** Meta counts the creations of an hour: a note that is so old still says when its creation was made, and is not written again. */
    private static final Duration EXACT_ENOUGH = Duration.ofSeconds(10);

    private final TemplateStore store;
    private final TemplateOwner account;
    private final Map<Batch, Creation> due = new HashMap<>();
    private TemplateLedger stored;
    private TemplateLedger current;

    TurnLedger(TemplateStore store, TemplateOwner account) {
        this.store = store;
        this.account = account;
        this.stored = store.ledger(account);
        this.current = stored;
    }

    TemplateLedger current() {
        return current;
    }

    /** Takes over what a survey made of the ledger. */
    void update(TemplateLedger surveyed) {
        current = surveyed;
    }

    /**
     * Notes and stores creations that are about to be made, one after the other.
     *
     * @throws SupersededException when a newer run replaced this one
     */
    void note(List<Batch> batches, Instant now) {
        batches.forEach(batch -> due.put(batch, noted(batch, now)));
        current = current.expecting(due.values());
        save();
    }

    /**
     * The creation that is made now; one that is not noted yet is noted and stored first.
     *
     * @throws SupersededException when a newer run replaced this one
     */
    Creation making(Batch batch, Instant now) {
        Creation former = due.remove(batch);
        if (former != null && now.isBefore(former.at().plus(EXACT_ENOUGH))) {
            return former;
        }
        if (former != null) {
            confirm(former, List.of());
            return noted(batch, now);
        }
        Creation noted = noted(batch, now);
        save();
        return noted;
    }

    private Creation noted(Batch batch, Instant now) {
        Creation noted = new Creation(batch.name(), batch.languages(), batch.settings(), now);
        current = current.creating(noted);
        return noted;
    }

    /** Forgets what was noted and not made. */
    void withdraw() {
        due.values().forEach(noted -> confirm(noted, List.of()));
        due.clear();
    }

    /** Keeps of a noted creation the languages that are there. */
    void confirm(Creation noted, List<String> languages) {
        current = current.confirmed(noted, languages);
    }

    /** @param failure Meta's refusal; null when it gave no reason */
    void refuse(Batch batch, RefusalReason reason, @Nullable GraphFailure failure, Instant now) {
        MetaError meta = failure == null ? null : failure.error();
        List<Refusal> refusals = batch.languages().stream()
                .map(language -> new Refusal(batch.name(), language, reason, meta, now))
                .toList();
        current = current.refused(refusals, now);
    }

    /** The ledger, where it is not stored as it is; to be stored with what the turn records. */
    Optional<TemplateLedger> unsaved() {
        return Optional.of(current).filter(ledger -> !ledger.equals(stored));
    }

    /**
     * Stores the ledger if it changed.
     *
     * @throws SupersededException when a newer run replaced this one
     */
    void save() {
        if (!current.equals(stored)) {
            if (!store.put(account, current)) {
                throw new SupersededException();
            }
            stored = current;
        }
    }
}
