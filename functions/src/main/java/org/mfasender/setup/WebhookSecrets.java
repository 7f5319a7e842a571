package org.mfasender.setup;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.mfasender.platform.secrets.AppSecretCipher;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.Connection;
import org.mfasender.sender.FormerCredentials;
import org.mfasender.sender.SenderAccount;
import org.mfasender.webhooks.secrets.StoredWebhookSecret;
import org.mfasender.webhooks.secrets.WebhookSecretStore;

/**
 * Keeps the App Secrets with which webhooks of an account may be signed: those of its connection and its candidate, and the last one
 * before them for a while, since Meta repeats webhooks that were signed with it.
 */
public final class WebhookSecrets {

    private final AppSecretCipher cipher;
    private final String keyArn;
    private final WebhookSecretStore store;

    /** @param keyArn of the key that encrypts what is stored from now on */
    public WebhookSecrets(AppSecretCipher cipher, String keyArn, WebhookSecretStore store) {
        this.cipher = cipher;
        this.keyArn = keyArn;
        this.store = store;
    }

    /** Keeps the secret of credentials that Meta accepts, and removes those of which no more webhooks come. May be repeated. */
    void keep(SenderAccount account, Connection connection, Credentials credentials, Instant now) {
        String appId = connection.appId();
        StoredWebhookSecret kept = new StoredWebhookSecret(
                account.environmentId(),
                appId,
                connection.credentials().version(),
                connection.run().generation(),
                cipher.encrypt(account.environmentId(), appId, credentials.appSecret(), keyArn),
                now);
        store.put(kept);
        Set<String> used = FormerCredentials.versions(account);
        List<StoredWebhookSecret> others = store.ofEnvironment(account.environmentId()).stream()
                .filter(stored -> !stored.version().equals(kept.version()))
                .toList();
        // One that is used, or was until something is sent with what replaces it, is marked later: this one may be
        // refused yet.
        others.stream()
                .filter(stored -> !used.contains(stored.version()))
                .filter(stored -> stored.replacedAt() == null)
                .forEach(stored -> store.markReplaced(stored, now));
        List<StoredWebhookSecret> former = others.stream()
                .filter(stored -> !used.contains(stored.version()))
                .sorted(Comparator.comparingLong(StoredWebhookSecret::generation)
                        .reversed())
                .toList();
        former.stream().skip(1).forEach(store::remove);
        former.stream().limit(1).filter(stored -> !stored.isValidAt(now)).forEach(store::remove);
    }

    /** Removes what was kept for an account up to a connection's run. */
    void remove(SenderAccount account, Connection connection) {
        long generation = connection.run().generation();
        store.removeAll(account.environmentId(), generation);
        store.removeAll(account.environmentId(), connection.appId(), generation);
    }
}
