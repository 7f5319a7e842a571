package org.mfasender.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.sender.Submission.Nothing;
import org.mfasender.sender.Submission.Refuse;
import org.mfasender.sender.Submission.Select;
import org.mfasender.sender.Submission.Start;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;

/**
 * Records a request, stores its credentials, starts its execution, in this order. Each of the three may be repeated, so that
 * the same request completes what an attempt before it left half done.
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
     * Does what a request asks for, reading and deciding again when another write comes between.
     *
     * @return the account as it is now
     * @throws ApiException when the request cannot be met as things stand
     */
    public SenderAccount submit(EnvironmentId environment, SenderRequest wanted, Instant now) {
        return Optimistic.retry(() -> {
            SenderRecord stored = store.find(environment).orElse(null);
            Submission.Decision decision = Submission.decide(stored, wanted, environment, defaults, now);
            Duration remaining = interval.remaining(stored, decision, now);
            if (remaining.isPositive()) {
                throw ApiException.tooManyRuns(remaining);
            }
            return carryOut(decision);
        });
    }

    private SenderAccount carryOut(Submission.Decision decision) {
        return switch (decision) {
            case Refuse refuse -> throw ApiException.invalidData(refuse.status(), refuse.violations());
            case Nothing nothing -> nothing.account();
            case Select select -> {
                store.put(select.account());
                yield select.account();
            }
            case Start start -> {
                SenderAccount account = start.account();
                if (!start.recorded()) {
                    store.put(account);
                }
                if (start.credentials() != null) {
                    vault.putPending(
                            account.environmentId(), account.credentials().version(), start.credentials());
                }
                executions.start(account);
                yield account;
            }
        };
    }
}
