package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;

/**
 * An account that was deleted. It names everything that is still to be removed, so that nothing else is.
 *
 * @param executions the executions that may still be running, to be stopped
 * @param secretName the account's secret, without the stack's prefix
 * @param credentialVersion the version of the secret that worked; null when none did, or a release before 0.3.0 deleted the account
 * @param appIds the Meta apps that it was connected through
 * @param whatsAppAccountBusinessId the account at Meta that stays as it is
 * @param subscriptions what is still to be taken back at Meta
 * @param pace how often the environment has changed its credentials of late; another account continues it
 * @param complete false while secret, templates and contents may still be there
 */
public record DeletedSender(
        EnvironmentId environmentId,
        long revision,
        long generation,
        List<String> executions,
        String secretName,
        @Nullable String credentialVersion,
        List<String> appIds,
        String whatsAppAccountBusinessId,
        List<WebhookSubscription> subscriptions,
        Instant deletedAt,
        CredentialPace pace,
        boolean complete)
        implements SenderRecord {

    public DeletedSender {
        executions = List.copyOf(executions);
        appIds = List.copyOf(appIds);
        subscriptions = List.copyOf(subscriptions);
    }

    /** The generation moves on, so that a run which is still going has no effect any more. */
    public static DeletedSender of(SenderAccount account, Instant now) {
        return new DeletedSender(
                account.environmentId(),
                account.revision(),
                account.generation() + 1,
                account.connections()
                        .map(connection -> connection.run().execution())
                        .toList(),
                account.secretName(),
                account.connection() == null
                        ? null
                        : account.connection().credentials().version(),
                account.connections().map(Connection::appId).distinct().toList(),
                account.shown().whatsAppAccountBusinessId(),
                account.webhooks().subscriptions(),
                now,
                account.pace(),
                false);
    }

    public DeletedSender completed() {
        return with(subscriptions, true);
    }

    /** With what is still subscribed at Meta. */
    DeletedSender leaving(List<WebhookSubscription> open) {
        return with(open, complete);
    }

    private DeletedSender with(List<WebhookSubscription> open, boolean done) {
        return new DeletedSender(
                environmentId,
                revision,
                generation,
                executions,
                secretName,
                credentialVersion,
                appIds,
                whatsAppAccountBusinessId,
                open,
                deletedAt,
                pace,
                done);
    }
}
