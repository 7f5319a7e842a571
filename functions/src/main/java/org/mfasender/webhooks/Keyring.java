package org.mfasender.webhooks;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.AppSecretCipher;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.webhooks.secrets.StoredWebhookSecret;
import org.mfasender.webhooks.secrets.WebhookSecretStore;

/** Finds out for whom a webhook is signed. App Secrets are decrypted once in a function's life. */
public final class Keyring {

    private final WebhookSecretStore store;
    private final AppSecretCipher cipher;
    private final Map<StoredWebhookSecret, Secret> known = Collections.synchronizedMap(new Known());

    public Keyring(WebhookSecretStore store, AppSecretCipher cipher) {
        this.store = store;
        this.cipher = cipher;
    }

    /**
     * The environments one of whose secrets makes the signature: a webhook concerns no other, since anyone may enter the ID of any app.
     * Null when the app belongs to nobody.
     *
     * @param signature null when the webhook has none
     */
    @Nullable
    Set<EnvironmentId> signedFor(String appId, byte[] body, @Nullable Signature signature) {
        List<StoredWebhookSecret> stored = store.find(appId);
        if (stored.isEmpty()) {
            return null;
        }
        Set<EnvironmentId> environments = new HashSet<>();
        if (signature != null) {
            Map<Secret, Boolean> made = new LinkedHashMap<>();
            for (StoredWebhookSecret each : stored) {
                secret(each)
                        .filter(secret -> made.computeIfAbsent(secret, tried -> signature.isOf(body, tried)))
                        .ifPresent(secret -> environments.add(each.environmentId()));
            }
        }
        return environments;
    }

    private Optional<Secret> secret(StoredWebhookSecret stored) {
        Secret decrypted = known.get(stored);
        if (decrypted != null) {
            return Optional.of(decrypted);
        }
        Optional<Secret> read = cipher.decrypt(stored.environmentId(), stored.appId(), stored.encrypted());
        read.ifPresent(secret -> known.put(stored, secret));
        return read;
    }

    /** Forgets what was used least recently. */
    private static final class Known extends LinkedHashMap<StoredWebhookSecret, Secret> {

        private static final long serialVersionUID = 1;
        private static final int MOST = 1_000;

        Known() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<StoredWebhookSecret, Secret> eldest) {
            return size() > MOST;
        }
    }
}
