package org.mfasender.hooks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.RecentlyUsed;
import org.mfasender.platform.Sha256;
import org.mfasender.platform.secrets.KeyUnavailableException;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.platform.secrets.SigningKeyCipher;
import org.mfasender.senderkeys.storage.SenderKey;
import org.mfasender.senderkeys.storage.SenderKeyKind;
import org.mfasender.senderkeys.storage.SenderKeyStore;

/** Finds the sender key with which a request is made. Keys are read for each request, so that a revoked one is refused at once. */
public final class KeyCheck {

    private static final int MOST_KNOWN = 1_000;

    private final SenderKeyStore store;
    private final SigningKeyCipher cipher;
    /** What KMS has decrypted once in a function's life: the ciphertext of an ID never changes. */
    private final Map<UUID, Optional<Secret>> decrypted = RecentlyUsed.map(MOST_KNOWN);

    public KeyCheck(SenderKeyStore store, SigningKeyCipher cipher) {
        this.store = store;
        this.cipher = cipher;
    }

    /**
     * The key of a request; empty when the environment has none of this kind that proves it, whatever the reason.
     *
     * @throws KeyUnavailableException when a key that may prove it cannot be decrypted at the moment, and no other does
     */
    Optional<SenderKey> find(EnvironmentId environment, SenderKeyKind kind, Proof proof, Instant now)
            throws KeyUnavailableException {
        KeyUnavailableException unavailable = null;
        SenderKey found = null;
        for (SenderKey key : store.find(environment)) {
            if (!key.isOf(kind) || key.hasExpired(now)) {
                continue;
            }
            try {
                found = proves(key, proof) ? key : found;
            } catch (KeyUnavailableException e) {
                unavailable = e;
            }
        }
        if (found == null && unavailable != null) {
            throw unavailable;
        }
        return Optional.ofNullable(found);
    }

    private boolean proves(SenderKey key, Proof proof) throws KeyUnavailableException {
        return switch (proof) {
            case Proof.Key shown -> equal(key.verifier(), Sha256.of(shown.text().reveal()));
            case Proof.Signature signature ->
                decrypted(key).filter(signature.isMadeWith()).isPresent();
        };
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private Optional<Secret> decrypted(SenderKey key) throws KeyUnavailableException {
        Optional<Secret> known = decrypted.get(key.id());
        if (known == null) {
            known = cipher.decrypt(key.environmentId(), key.id(), key.verifier());
            decrypted.put(key.id(), known);
        }
        return known;
    }

    /** Records that a key was used. A message is not worth less when it cannot be written. */
    void recordUse(SenderKey key, Instant now) {
        try {
            store.recordUse(key, now);
        } catch (RuntimeException e) {
            // The next use is recorded.
        }
    }
}
