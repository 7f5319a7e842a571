package org.mfasender.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.platform.secrets.SecretDeletedException;
import org.mfasender.platform.secrets.SecretFullException;
import org.mfasender.sender.Submission.Amend;
import org.mfasender.sender.Submission.Decision;
import org.mfasender.sender.Submission.Nothing;
import org.mfasender.sender.Submission.Refuse;
import org.mfasender.sender.Submission.Start;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;

/**
 * Records a request, stores its credentials, starts its execution, in this order. Each of the three may be repeated, so the same
 * request completes what an earlier attempt left half done.
 */
public final class Submitter {

    /** Secrets Manager does not say when the oldest version has had its day. */
    private static final Duration UNTIL_A_VERSION_MAY_BE_OLD = Duration.ofHours(1);

    private final SenderStore store;
    private final CredentialVault vault;
    private final RunStarter starter;
    private final Submission submission;
    private final RunInterval interval;
    private final int recoveryDays;

    /** @param recoveryDays how long the secret of an account that is deleted meanwhile can still be restored */
    public Submitter(
            SenderStore store,
            CredentialVault vault,
            Executions executions,
            Map<Purpose, TemplateOptions> defaults,
            RunInterval interval,
            int recoveryDays) {
        this.store = store;
        this.vault = vault;
        this.starter = new RunStarter(store, executions);
        this.submission = new Submission(defaults, UUID::randomUUID);
        this.interval = interval;
        this.recoveryDays = recoveryDays;
    }

    /**
     * Does what a request asks for; reads and decides again when another write comes between.
     *
     * @param base where the API was reached, for Meta's webhooks; empty when that is not known
     * @return the decision, which is carried out, with the account as it is stored
     * @throws StaleRevisionException when other writes came between too often
     */
    public Decision submit(EnvironmentId environment, SenderRequest wanted, String base, Instant now) {
        return Optimistic.retry(() -> {
            SenderRecord stored = store.find(environment).orElse(null);
            Decision decision =
                    submission.decide(stored, wanted, environment, connection -> numbers(stored, connection), now);
            Duration remaining = interval.remaining(stored, decision, now);
            if (remaining.isPositive()) {
                return new Refuse(new Refusal.TooSoon(remaining));
            }
            return carryOut(stored, reachedAt(base, decision), now);
        });
    }

    private List<SenderNumber> numbers(@Nullable SenderRecord stored, Connection connection) {
        return stored instanceof SenderAccount account ? store.numbers(account, connection) : List.of();
    }

    /** What is stored anyway says where the API was reached; and so does an account that nothing else changes, if it did not know. */
    private static Decision reachedAt(String base, Decision decision) {
        if (decision instanceof Start start && !start.recorded()) {
            return new Start(reachedAt(base, start.account()), start.started(), start.credentials(), false);
        }
        if (decision instanceof Amend amend) {
            return new Amend(reachedAt(base, amend.account()));
        }
        if (decision instanceof Nothing nothing && !nothing.account().equals(reachedAt(base, nothing.account()))) {
            return new Amend(reachedAt(base, nothing.account()));
        }
        return decision;
    }

    private static SenderAccount reachedAt(String base, SenderAccount account) {
        return account.withWebhooks(account.webhooks().reachedAt(base));
    }

    private Decision carryOut(@Nullable SenderRecord before, Decision decision, Instant now) {
        return switch (decision) {
            case Start start -> start(before, start, now);
            case Amend change -> new Amend(store.put(change.account()));
            case Nothing nothing -> nothing;
            case Refuse refuse -> refuse;
        };
    }

    /** The names of secret, version and execution are stored before they are used. */
    private Decision start(@Nullable SenderRecord before, Start start, Instant now) {
        SenderAccount account = start.recorded() ? start.account() : store.put(start.account());
        try {
            if (start.credentials() != null && !store(account, start.started(), start.credentials())) {
                return new Refuse(new Refusal.SecretDeleted());
            }
        } catch (SecretFullException e) {
            if (before instanceof SenderAccount former && !start.recorded()) {
                store.put(former.atRevision(account.revision()));
            }
            return new Refuse(new Refusal.TooManyCredentials(UNTIL_A_VERSION_MAY_BE_OLD));
        }
        SenderAccount started = starter.start(account, start.started(), now);
        return new Start(started, start.started(), start.credentials(), start.recorded());
    }

    /**
     * Stores the credentials; false when somebody deleted the secret of this account.
     *
     * @throws StaleRevisionException when the account was deleted meanwhile, and its secret with it
     */
    private boolean store(SenderAccount account, Connection started, PartialCredentials credentials) {
        try {
            vault.putPending(
                    account.environmentId(),
                    account.secretName(),
                    started.credentials().submittedVersion(),
                    credentials);
        } catch (SecretDeletedException e) {
            if (isThere(account)) {
                return false;
            }
            throw new StaleRevisionException(e);
        }
        if (!isThere(account)) {
            removeSecret(account);
            throw new StaleRevisionException();
        }
        return true;
    }

    /** The deletion may have found no secret yet. One that is still under way reads it, and removes it in the end. */
    private void removeSecret(SenderAccount deleted) {
        boolean used = store.find(deleted.environmentId())
                .filter(current -> current.uses(deleted.secretName()))
                .isPresent();
        if (!used) {
            vault.scheduleDeletion(deleted.secretName(), recoveryDays);
        }
    }

    private boolean isThere(SenderAccount account) {
        return store.findAccount(account.environmentId())
                .filter(current -> current.id().equals(account.id()))
                .isPresent();
    }
}
