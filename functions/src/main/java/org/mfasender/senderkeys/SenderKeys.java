package org.mfasender.senderkeys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Caller;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.Sha256;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.platform.secrets.SigningKeyCipher;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.senderkeys.storage.SenderKey;
import org.mfasender.senderkeys.storage.SenderKeyStore;

/** Makes and revokes sender keys. A key that was made by a request whose answer was lost is listed, and can be revoked. */
public final class SenderKeys {

    /** Two of one name: the one in use, and the one that replaces it. */
    private static final int SLOTS = 2;

    /** All of them are read for each request. */
    private static final int MOST = 20;

    private final SenderStore senders;
    private final SenderKeyStore store;
    private final SigningKeyCipher cipher;
    private final String keyArn;

    /** @param keyArn of the key that encrypts signing keys from now on */
    public SenderKeys(SenderStore senders, SenderKeyStore store, SigningKeyCipher cipher, String keyArn) {
        this.senders = senders;
        this.store = store;
        this.cipher = cipher;
        this.keyArn = keyArn;
    }

    /** What came of making a key. */
    sealed interface Made {

        /**
         * It is stored.
         *
         * @param text the key itself, which nobody can read again
         */
        record Stored(SenderKey key, Secret text) implements Made {}

        /** The environment has no account. */
        record NoAccount() implements Made {}

        /** Two keys have this name already. */
        record NameInUse() implements Made {}

        /** The environment has as many keys as it may have. */
        record TooMany(int most) implements Made {}
    }

    /** Makes a key. */
    Made make(EnvironmentId environment, SenderKeyRequest wanted, Caller caller, Instant now) {
        return Optimistic.retry(() -> senders.findAccount(environment)
                .map(account -> make(account, wanted, caller, now))
                .orElseGet(Made.NoAccount::new));
    }

    private Made make(SenderAccount account, SenderKeyRequest wanted, Caller caller, Instant now) {
        List<SenderKey> keys = store.find(account.environmentId());
        for (int slot = 1; slot <= SLOTS; slot++) {
            SenderKey taken = in(slot, wanted.name(), keys);
            if (taken == null && keys.size() >= MOST) {
                return new Made.TooMany(MOST);
            }
            if (taken == null || taken.hasExpired(now)) {
                return store(account, taken, slot, wanted, caller, now);
            }
        }
        return new Made.NameInUse();
    }

    private static @Nullable SenderKey in(int slot, String name, List<SenderKey> keys) {
        return keys.stream()
                .filter(key -> key.name().equals(name) && key.slot() == slot)
                .findFirst()
                .orElse(null);
    }

    private Made store(
            SenderAccount account,
            @Nullable SenderKey expired,
            int slot,
            SenderKeyRequest wanted,
            Caller caller,
            Instant now) {
        UUID id = UUID.randomUUID();
        Secret text = wanted.given() == null ? KeyText.random(wanted.kind()) : wanted.given();
        SenderKey key = new SenderKey(
                id,
                account.environmentId(),
                account.generation(),
                wanted.name(),
                slot,
                wanted.kind().name(),
                wanted.kind().signs()
                        ? cipher.encrypt(account.environmentId(), id, text, keyArn)
                        : Sha256.of(text.reveal()),
                wanted.texts(),
                caller,
                now,
                wanted.validity() == null ? null : now.plus(wanted.validity()),
                null);
        store.add(key, account.id(), expired);
        return new Made.Stored(key, text);
    }

    /** Revokes a key: the next request with it is refused. False when the environment has none with this ID. */
    boolean revoke(EnvironmentId environment, String id) {
        Optional<SenderKey> found = store.find(environment, id);
        found.ifPresent(store::revoke);
        return found.isPresent();
    }
}
