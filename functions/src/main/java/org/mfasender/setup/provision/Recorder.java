package org.mfasender.setup.provision;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.mfasender.sender.AccountContents;
import org.mfasender.sender.SenderAccount;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.workflow.StepResult;
import org.mfasender.workflow.SupersededException;

/** Records what a turn has found and bound: with the end of the step where it ends, so that both take one write. */
public final class Recorder implements StepResult.Recording {

    private final AccountContents contents;
    private final TemplateOwner owner;
    private final Collection<MessageTemplate> found;
    private final Instant readAt;
    private final UnaryOperator<List<TemplateContent>> bind;
    private final TurnLedger ledger;

    Recorder(
            AccountContents contents,
            TemplateOwner owner,
            Collection<MessageTemplate> found,
            Instant readAt,
            UnaryOperator<List<TemplateContent>> bind,
            TurnLedger ledger) {
        this.contents = contents;
        this.owner = owner;
        this.found = found;
        this.readAt = readAt;
        this.bind = bind;
        this.ledger = ledger;
    }

    /** The contents that these become. */
    List<TemplateContent> contents(List<TemplateContent> recorded) {
        return bind.apply(recorded);
    }

    /**
     * Records a turn after which the step goes on.
     *
     * @throws SupersededException when a newer run replaced this one
     */
    void record() {
        ledger.save();
        if (contents.record(owner, found, readAt, bind).isEmpty()) {
            throw new SupersededException();
        }
    }

    /** @throws SupersededException when a newer run replaced this one */
    @Override
    public Optional<SenderAccount> record(UnaryOperator<SenderAccount> end) {
        Optional<SenderAccount> recorded = contents.record(owner, found, readAt, bind, ledger.unsaved(), end);
        if (recorded.isEmpty()) {
            // What a cancelled run has done at Meta stays known.
            ledger.save();
        }
        return recorded;
    }
}
