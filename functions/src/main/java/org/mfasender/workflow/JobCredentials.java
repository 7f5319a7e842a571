package org.mfasender.workflow;

import java.util.Optional;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.StoredCredentials;
import org.mfasender.sender.CredentialParts;
import org.mfasender.sender.CredentialSummary;
import org.mfasender.sender.FormerCredentials;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;

/**
 * The credentials that a step works with. A secret that was submitted alone is joined with the other one of the connection; the version that
 * holds both is written when Meta has accepted them, so that a wrong secret makes no further version.
 */
public final class JobCredentials {

    private final CredentialVault vault;
    private final SenderStore store;

    public JobCredentials(StepTools tools) {
        this.vault = tools.vault();
        this.store = tools.store();
    }

    /** The credentials of a job; empty when a part of them is not stored. */
    Optional<StoredCredentials> read(Job job) {
        String secret = job.account().secretName();
        CredentialSummary wanted = job.connection().credentials();
        CredentialParts parts = wanted.parts();
        Optional<StoredCredentials> whole = vault.read(secret, wanted.version());
        return whole.isPresent() || parts == null ? whole : joined(secret, parts);
    }

    private Optional<StoredCredentials> joined(String secret, CredentialParts parts) {
        return vault.readPart(secret, parts.submitted())
                .flatMap(submitted -> vault.read(secret, parts.former())
                        .map(former -> new StoredCredentials(submitted.completedWith(former.credentials()), false)));
    }

    /**
     * Stores credentials that Meta has accepted, if they were joined. May be repeated: it is the same version each time.
     *
     * @throws org.mfasender.platform.secrets.SecretDeletedException when somebody deleted the secret
     * @throws org.mfasender.platform.secrets.SecretFullException when too many versions were stored within a day
     */
    public void accepted(Job job, Credentials credentials) {
        CredentialSummary summary = job.connection().credentials();
        if (summary.parts() != null) {
            vault.putJoined(job.account().secretName(), summary.version(), credentials);
        }
    }

    /** The account's item decides which credentials work; the labels follow it, by each step or sweep until they do. */
    void makeCurrent(Job done) {
        String version = done.connection().credentials().version();
        FormerCredentials former = done.account().former();
        vault.makeCurrent(
                done.account().secretName(),
                version,
                former == null ? null : former.version(),
                () -> works(done, version));
    }

    private boolean works(Job done, String version) {
        return store.findAccount(done.environmentId())
                .map(SenderAccount::connection)
                .filter(connection -> connection.credentials().version().equals(version))
                .isPresent();
    }
}
