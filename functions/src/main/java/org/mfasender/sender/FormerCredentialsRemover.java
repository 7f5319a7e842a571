package org.mfasender.sender;

import java.util.Optional;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.webhooks.secrets.WebhookSecretStore;

/** Lets go of former credentials: something was sent with those that have replaced them. */
public final class FormerCredentialsRemover {

    private final SenderStore senders;
    private final WebhookSecretStore webhookSecrets;
    private final Clock clock;

    public FormerCredentialsRemover(SenderStore senders, WebhookSecretStore webhookSecrets, Clock clock) {
        this.senders = senders;
        this.webhookSecrets = webhookSecrets;
        this.clock = clock;
    }

    /**
     * Meta has accepted a message. The App Secret comes first: as long as the account names it, it is marked once more. May be repeated.
     *
     * @param version of the secret that holds the credentials with which the message was sent
     */
    public void sent(EnvironmentId environment, String version) {
        senders.findAccount(environment)
                .filter(account -> isProven(account, version))
                .ifPresent(account -> {
                    markReplaced(account, version);
                    senders.update(
                            environment,
                            current -> isProven(current, version) ? Optional.of(current.proven()) : Optional.empty());
                });
    }

    private static boolean isProven(SenderAccount account, String version) {
        Connection works = account.connection();
        return account.former() != null
                && works != null
                && works.credentials().version().equals(version);
    }

    /** From now on it signs for as long as Meta repeats a webhook. */
    private void markReplaced(SenderAccount account, String version) {
        FormerCredentials former = account.former();
        if (former != null && !former.version().equals(version)) {
            webhookSecrets
                    .ofEnvironment(account.environmentId(), former.appId())
                    .filter(secret -> secret.version().equals(former.version()))
                    .forEach(secret -> webhookSecrets.markReplaced(secret, clock.now()));
        }
    }
}
