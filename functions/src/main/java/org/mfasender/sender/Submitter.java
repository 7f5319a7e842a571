package org.mfasender.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.sender.Submission.Decision;
import org.mfasender.sender.Submission.Nothing;
import org.mfasender.sender.Submission.Refuse;
import org.mfasender.sender.Submission.Select;
import org.mfasender.sender.Submission.Start;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;

/**
 * Records a request, stores its credentials, starts its execution, in this order. Each of the three may be repeated, so the same
 * request completes what an earlier attempt left half done.
 */
public final class Submitter {

    private final SenderStore store;
    private final CredentialVault vault;
    private final Executions executions;
    private final Map<Purpose, TemplateOptions> defaults;
    private final RunInterval interval;

    public Submitter(
            SenderStore store,
            CredentialVault vault,
            Executions executions,
            Map<Purpose, TemplateOptions> defaults,
            RunInterval interval) {
        this.store = store;
        this.vault = vault;
        this.executions = executions;
        this.defaults = defaults;
        this.interval = interval;
    }

    /**
     * Does what a request asks for; reads and decides again when another write comes between.
     *
     * @return the decision, which is carried out
     * @throws StaleRevisionException when other writes came between too often
     */
    public Decision submit(EnvironmentId environment, SenderRequest wanted, Instant now) {
        return Optimistic.retry(() -> {
            SenderRecord stored = store.find(environment).orElse(null);
            Decision decision = Submission.decide(stored, wanted, environment, defaults, now);
            Duration remaining = interval.remaining(stored, decision, now);
            if (remaining.isPositive()) {
                return new Refuse(new Refusal.TooSoon(remaining));
            }
            carryOut(decision);
            return decision;
        });
    }

    private void carryOut(Decision decision) {
        switch (decision) {
            case Start start -> start(start);
            case Select select -> store.put(select.account());
            case Nothing nothing -> {}
            case Refuse refuse -> {}
        }
    }

    private void start(Start start) {
        SenderAccount account = start.account();
        if (!start.recorded()) {
            store.put(account);
        }
        if (start.credentials() != null) {
            vault.putPending(account.environmentId(), account.credentials().version(), start.credentials());
        }
        executions.start(account);
    }
}
