package org.mfasender.platform.secrets;

import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.RecentlyUsed;

/** Credentials that are read once in a function's life: a version of a secret never changes. */
public final class CachedCredentials {

    private static final int MOST = 1_000;

    private final CredentialVault vault;
    private final Map<Version, Credentials> known = RecentlyUsed.map(MOST);

    private record Version(String secret, String version) {}

    public CachedCredentials(CredentialVault vault) {
        this.vault = vault;
    }

    /**
     * The credentials of one version; empty when there is none, or the secret is being deleted.
     *
     * @param secret without the stack's prefix
     */
    public Optional<Credentials> read(String secret, String version) {
        Version wanted = new Version(secret, version);
        Credentials cached = known.get(wanted);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<Credentials> read = vault.read(secret, version).map(StoredCredentials::credentials);
        read.ifPresent(credentials -> known.put(wanted, credentials));
        return read;
    }
}
