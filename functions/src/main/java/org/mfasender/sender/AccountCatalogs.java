package org.mfasender.sender;

import java.util.Optional;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.StoredCredentials;
import org.mfasender.templates.catalog.TemplateCatalog;

/** The templates that accounts have at Meta, read with the accounts' stored credentials. */
public final class AccountCatalogs {

    private final CredentialVault vault;
    private final GraphClient graph;

    public AccountCatalogs(CredentialVault vault, GraphClient graph) {
        this.vault = vault;
        this.graph = graph;
    }

    /** The templates of what an account shows, not yet listed; empty when its credentials are not stored any more. */
    public Optional<TemplateCatalog> of(SenderAccount account) {
        Connection connection = account.shown();
        return vault.read(account.secretName(), connection.credentials().version())
                .map(StoredCredentials::credentials)
                .map(credentials ->
                        new TemplateCatalog(graph, Tokens.user(credentials), connection.whatsAppAccountBusinessId()));
    }
}
