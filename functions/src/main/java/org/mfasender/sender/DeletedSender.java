package org.mfasender.sender;

import java.time.Instant;
import org.mfasender.platform.EnvironmentId;

/**
 * An account that was deleted.
 *
 * @param execution the execution that may still be running, to be stopped
 * @param whatsAppAccountBusinessId the account at Meta that stays as it is
 * @param complete false while secret, templates and contents may still be there
 */
public record DeletedSender(
        EnvironmentId environmentId,
        long revision,
        long generation,
        String execution,
        String whatsAppAccountBusinessId,
        Instant deletedAt,
        boolean complete)
        implements SenderRecord {

    /** The generation moves on, so that a run which is still going has no effect any more. */
    public static DeletedSender of(SenderAccount account, Instant now) {
        return new DeletedSender(
                account.environmentId(),
                account.revision(),
                account.generation() + 1,
                account.provisioning().execution(),
                account.whatsAppAccountBusinessId(),
                now,
                false);
    }

    public DeletedSender completed() {
        return new DeletedSender(
                environmentId, revision, generation, execution, whatsAppAccountBusinessId, deletedAt, true);
    }
}
