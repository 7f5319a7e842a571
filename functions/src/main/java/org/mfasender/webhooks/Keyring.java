package org.mfasender.webhooks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.RecentlyUsed;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.secrets.AppSecretCipher;
import org.mfasender.platform.secrets.KeyUnavailableException;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.webhooks.secrets.StoredWebhookSecret;
import org.mfasender.webhooks.secrets.WebhookSecretStore;

/** Finds out for whom a webhook is signed. App Secrets are decrypted once in a function's life. */
public final class Keyring {

    /** More than these are not read within the time that Meta waits. */
    private static final int MOST_OF_AN_APP = 2_000;

    private static final int MOST_KNOWN = 10_000;
    /** As many as the SDK's client has connections, less some for others. */
    private static final int AT_ONCE = 32;

    private final WebhookSecretStore store;
    private final AppSecretCipher cipher;
    private final Clock clock;
    private final Map<Encrypted, Read> known = RecentlyUsed.map(MOST_KNOWN);

    public Keyring(WebhookSecretStore store, AppSecretCipher cipher, Clock clock) {
        this.store = store;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * The environments one of whose secrets makes the signature: a webhook concerns no other, since anyone may enter the ID of any app.
     * Null when the app belongs to nobody.
     *
     * @param signature null when the webhook has none
     * @throws IllegalStateException when the app belongs to more environments than can be tried
     */
    @Nullable
    Signers signers(String appId, byte[] body, @Nullable Signature signature) {
        List<StoredWebhookSecret> stored = store.find(appId, MOST_OF_AN_APP + 1);
        if (stored.isEmpty()) {
            return null;
        }
        if (signature == null) {
            return Signers.NONE;
        }
        if (stored.size() > MOST_OF_AN_APP) {
            throw new IllegalStateException("An app has more secrets than can be tried");
        }
        Instant now = clock.now();
        return signers(stored.stream().filter(each -> each.isValidAt(now)).toList(), body, signature);
    }

    private Signers signers(List<StoredWebhookSecret> stored, byte[] body, Signature signature) {
        Set<EnvironmentId> environments = new HashSet<>();
        Set<EnvironmentId> unread = new HashSet<>();
        Set<EnvironmentId> lost = new HashSet<>();
        // Environments with the same app mostly have the same secret of it.
        Map<Secret, Boolean> tried = new HashMap<>();
        decrypted(stored).forEach((each, read) -> {
            switch (read) {
                case Read.Decrypted decrypted -> {
                    if (tried.computeIfAbsent(decrypted.secret(), any -> signature.isOf(body, any))) {
                        environments.add(each.environmentId());
                    }
                }
                case Read.OfSomethingElse somethingElse -> {}
                case Read.Failed failed -> unread.add(each.environmentId());
                case Read.Lost never -> lost.add(each.environmentId());
            }
        });
        return new Signers(environments, unread, lost);
    }

    /** Meta waits for a second: what is not known is decrypted side by side. */
    private Map<StoredWebhookSecret, Read> decrypted(List<StoredWebhookSecret> stored) {
        Map<StoredWebhookSecret, Read> decrypted = new ConcurrentHashMap<>();
        List<StoredWebhookSecret> missing = new ArrayList<>();
        for (StoredWebhookSecret each : stored) {
            Read read = known.get(Encrypted.of(each));
            if (read == null) {
                missing.add(each);
            } else {
                decrypted.put(each, read);
            }
        }
        if (missing.isEmpty()) {
            return decrypted;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(AT_ONCE, missing.size()), Thread.ofVirtual().factory())) {
            missing.forEach(each -> {
                Supplier<Read> reading = TimeBudget.keeping(() -> decrypt(Encrypted.of(each)));
                threads.execute(() -> decrypted.put(each, reading.get()));
            });
        }
        return decrypted;
    }

    private Read decrypt(Encrypted encrypted) {
        try {
            Read read = cipher.decrypt(encrypted.environmentId(), encrypted.appId(), encrypted.text())
                    .<Read>map(Read.Decrypted::new)
                    .orElseGet(Read.OfSomethingElse::new);
            known.put(encrypted, read);
            return read;
        } catch (KeyUnavailableException e) {
            return e.isLost() ? new Read.Lost() : new Read.Failed();
        }
    }

    /** What KMS decrypts. */
    private record Encrypted(EnvironmentId environmentId, String appId, String text) {

        static Encrypted of(StoredWebhookSecret stored) {
            return new Encrypted(stored.environmentId(), stored.appId(), stored.encrypted());
        }
    }

    /** What came of it. */
    private sealed interface Read {

        record Decrypted(Secret secret) implements Read {}

        record OfSomethingElse() implements Read {}

        record Failed() implements Read {}

        record Lost() implements Read {}
    }
}
