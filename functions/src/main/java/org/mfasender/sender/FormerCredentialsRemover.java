package org.mfasender.sender;

import java.util.Optional;
import java.util.Set;
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
                .filter(account -> FormerCredentials.concerns(account, version))
                .ifPresent(account -> {
                    Set<String> used = FormerCredentials.versions(FormerCredentials.afterSending(account, version));
                    FormerCredentials.of(account)
                            .filter(former -> !used.contains(former.version()))
                            .forEach(former -> markReplaced(environment, former));
                    senders.update(
                            environment,
                            current -> FormerCredentials.concerns(current, version)
                                    ? Optional.of(FormerCredentials.afterSending(current, version))
                                    : Optional.empty());
                });
    }

    /** From now on it signs for as long as Meta repeats a webhook. */
    private void markReplaced(EnvironmentId environment, FormerCredentials former) {
        webhookSecrets
                .ofEnvironment(environment, former.appId())
                .filter(secret -> secret.version().equals(former.version()))
                .forEach(secret -> webhookSecrets.markReplaced(secret, clock.now()));
    }
}
