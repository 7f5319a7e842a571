package org.mfasender.sender;

import java.util.Map;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.templates.catalog.TemplateCatalog;

/** The templates that accounts have at Meta, read with the accounts' stored credentials. */
public final class AccountCatalogs {

    private final CredentialVault vault;
    private final GraphClient graph;

    public AccountCatalogs(CredentialVault vault, GraphClient graph) {
        this.vault = vault;
        this.graph = graph;
    }

    /**
     * An account's templates, not yet asked for.
     *
     * @throws ApiException 409 when its credentials are not stored any more
     */
    public TemplateCatalog of(SenderAccount account) {
        Credentials credentials = vault.read(
                        account.environmentId(), account.credentials().version())
                .orElseThrow(() -> ApiException.credentialsRefused(Map.of()));
        return new TemplateCatalog(graph, Tokens.user(credentials), account.whatsAppAccountBusinessId());
    }
}
