package org.mfasender.setup.provision;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.setup.provision.CreationResult.Ended;
import org.mfasender.setup.provision.CreationResult.Failed;
import org.mfasender.setup.provision.CreationResult.Interrupted;
import org.mfasender.setup.provision.CreationResult.Refused;
import org.mfasender.setup.provision.CreationResult.Taken;
import org.mfasender.templates.catalog.Batch;
import org.mfasender.templates.catalog.RefusalReason;

/**
 * Creates what is due, batch by batch. What is missing after a call is tried in smaller batches, until the language at fault is found
 * and the others exist. A limit, an outage or a refusal of the whole account ends the turn; what was created by then is kept.
 */
final class Creations {

    private static final List<Batch> NOTHING = List.of();

    private final CreationCalls calls;
    private final TurnLedger ledger;
    private final Eligibility eligibility;
    private final Turn turn;
    private final Supplier<Instant> clock;
    private final FailureStreak failures = new FailureStreak();
    private @Nullable GraphFailure full;

    Creations(CreationCalls calls, TurnLedger ledger, Eligibility eligibility, Turn turn, Supplier<Instant> clock) {
        this.calls = calls;
        this.ledger = ledger;
        this.eligibility = eligibility;
        this.turn = turn;
        this.clock = clock;
    }

    void create(List<Batch> due) {
        ledger.note(due, clock.get());
        Deque<Batch> next = new ArrayDeque<>(due);
        while (!next.isEmpty() && turn.isOpen()) {
            create(next.removeFirst()).reversed().forEach(next::addFirst);
        }
        if (turn.isOpen()) {
            eligibility.takeSuspicion().ifPresent(this::decide);
        }
        ledger.withdraw();
    }

    /** Returns what of the batch is to be tried next. */
    private List<Batch> create(Batch batch) {
        if (full != null) {
            return refuse(batch, RefusalReason.CAPACITY, full);
        }
        return switch (calls.create(batch)) {
            case Taken taken -> taken(taken.missing());
            case Refused refused -> refused(refused);
            case Failed failed -> failed(failed.missing(), failed.cause());
            case Interrupted interrupted -> interrupt(interrupted.cause());
            case Ended ended -> end(ended.failure());
        };
    }

    private List<Batch> taken(Batch missing) {
        failures.reset();
        if (missing.isDivisible()) {
            return missing.halves();
        }
        return missing.isEmpty() ? NOTHING : refuse(missing, RefusalReason.REFUSED, null);
    }

    private List<Batch> refused(Refused refused) {
        Batch missing = refused.missing();
        if (missing.isEmpty() || !turn.isOpen()) {
            return NOTHING;
        }
        GraphFailure failure = refused.failure();
        if (TemplateRefusals.isNotEligible(failure)) {
            return eligibility.isProven() ? refuse(missing, RefusalReason.REFUSED, failure) : end(failure);
        }
        RefusalReason reason = TemplateRefusals.reason(failure);
        boolean maybeOfAccount = reason == RefusalReason.REFUSED && !eligibility.isProven();
        if (missing.isDivisible() && !reason.isOfName()) {
            return maybeOfAccount ? missing.split(1) : missing.halves();
        }
        if (maybeOfAccount) {
            return eligibility.suspect(refused) ? NOTHING : end(failure);
        }
        if (reason == RefusalReason.CAPACITY) {
            full = failure;
        }
        return refuse(missing, reason, failure);
    }

    private List<Batch> failed(Batch missing, GraphException cause) {
        failures.add();
        if (missing.isEmpty() || !turn.isOpen()) {
            return NOTHING;
        }
        if (failures.isOutage()) {
            return interrupt(cause);
        }
        if (missing.isDivisible()) {
            return missing.halves();
        }
        if (failures.allowsRetry()) {
            return List.of(missing);
        }
        if (TemplateRefusals.isOfTemplate(cause.failure())) {
            return refuse(missing, RefusalReason.REFUSED, cause.failure());
        }
        turn.leaveOpen(cause);
        return NOTHING;
    }

    /** Only one language was refused without a reason: on an account that Meta takes others of, it is the language. */
    private void decide(Refused suspected) {
        if (eligibility.isProven()) {
            refuse(suspected.missing(), RefusalReason.REFUSED, suspected.failure());
        } else {
            end(suspected.failure());
        }
    }

    private List<Batch> refuse(Batch batch, RefusalReason reason, @Nullable GraphFailure failure) {
        ledger.refuse(batch, reason, failure, clock.get());
        return NOTHING;
    }

    private List<Batch> interrupt(GraphException cause) {
        turn.interrupt(cause);
        return NOTHING;
    }

    private List<Batch> end(GraphFailure failure) {
        turn.end(failure);
        return NOTHING;
    }
}
