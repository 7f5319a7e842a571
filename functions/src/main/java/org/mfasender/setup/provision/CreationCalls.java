package org.mfasender.setup.provision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.GraphFailure.Kind;
import org.mfasender.setup.provision.CreationResult.Ended;
import org.mfasender.setup.provision.CreationResult.Failed;
import org.mfasender.setup.provision.CreationResult.Interrupted;
import org.mfasender.setup.provision.CreationResult.Refused;
import org.mfasender.setup.provision.CreationResult.Taken;
import org.mfasender.templates.catalog.Batch;
import org.mfasender.templates.catalog.Creation;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateCatalog;

/**
 * The calls of a turn that create templates. Each is noted before it is made, all that are due in one write. Where Meta's answer leaves open what it wrote, the
 * account is asked afterwards, because a part may be there.
 */
final class CreationCalls {

    private final TemplateCatalog catalog;
    private final TurnLedger ledger;
    private final Eligibility eligibility;
    private final Supplier<Instant> clock;
    private final List<MessageTemplate> accepted = new ArrayList<>();

    CreationCalls(TemplateCatalog catalog, TurnLedger ledger, Eligibility eligibility, Supplier<Instant> clock) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.eligibility = eligibility;
        this.clock = clock;
    }

    /** What Meta said it wrote. */
    List<MessageTemplate> accepted() {
        return List.copyOf(accepted);
    }

    CreationResult create(Batch batch) {
        Creation noted = ledger.making(batch, clock.get());
        List<MessageTemplate> written;
        try {
            written = catalog.create(batch);
        } catch (GraphException e) {
            return failed(batch, noted, e);
        }
        return answered(batch, noted, written);
    }

    private CreationResult answered(Batch batch, Creation noted, List<MessageTemplate> written) {
        accepted.addAll(written);
        Set<String> named = new HashSet<>();
        written.forEach(template -> named.add(template.language()));
        if (!named.isEmpty()) {
            eligibility.prove();
        }
        if (named.containsAll(batch.languages())) {
            return new Taken(batch.with(List.of()));
        }
        try {
            return new Taken(missing(batch, noted, named));
        } catch (GraphException e) {
            return new Interrupted(e);
        }
    }

    private CreationResult failed(Batch batch, Creation noted, GraphException e) {
        GraphFailure failure = e.failure();
        if (failure.httpStatus() == 0) {
            // Meta may still be writing: it stays noted.
            return new Interrupted(e);
        }
        Batch missing;
        try {
            missing = missing(batch, noted, Set.of());
        } catch (GraphException unknown) {
            return new Interrupted(failure.kind() == Kind.WAIT ? e : unknown);
        }
        return switch (failure.kind()) {
            case WAIT -> new Interrupted(e);
            case RETRY -> new Failed(missing, e);
            case FIX, BUG -> TemplateRefusals.isOfBatch(failure) ? new Refused(missing, failure) : new Ended(failure);
        };
    }

    /** Asks which languages are there, confirms them, and returns the others. */
    private Batch missing(Batch batch, Creation noted, Set<String> named) {
        Set<String> there = new HashSet<>(named);
        catalog.named(batch.name()).forEach(template -> there.add(template.language()));
        List<String> confirmed =
                batch.languages().stream().filter(there::contains).toList();
        ledger.confirm(noted, confirmed);
        if (!confirmed.isEmpty()) {
            eligibility.prove();
        }
        return batch.with(batch.languages().stream()
                .filter(language -> !there.contains(language))
                .toList());
    }
}
