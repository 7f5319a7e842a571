package org.mfasender.setup.provision;

import java.time.Instant;
import java.util.List;
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

/** An account's ledger during a turn: changed in memory, and stored before each call and at the end. */
final class TurnLedger {

    private final TemplateStore store;
    private final TemplateOwner account;
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
     * Notes and stores a creation that is about to be made.
     *
     * @throws SupersededException when a newer run replaced this one
     */
    Creation note(Batch batch, Instant now) {
        Creation noted = new Creation(batch.name(), batch.languages(), batch.settings(), now);
        current = current.creating(noted);
        save();
        return noted;
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
