package org.mfasender.online;

import java.util.Map;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.catalog.TemplateCatalog;
import org.mfasender.check.Tokens;
import org.mfasender.http.ApiException;
import org.mfasender.meta.GraphClient;
import org.mfasender.sender.Credentials;
import org.mfasender.sender.SenderAccount;
import org.mfasender.vault.CredentialVault;

/** The templates that accounts have at Meta, read with the accounts' stored credentials. */
public final class AccountCatalogs {

    private final CredentialVault vault;
    private final GraphClient graph;

    public AccountCatalogs(CredentialVault vault, GraphClient graph) {
        this.vault = vault;
        this.graph = graph;
    }

    /** With {@code SECRET_PREFIX}, {@code GRAPH_URL} and {@code GRAPH_VERSION}. */
    public static AccountCatalogs of(FunctionEnvironment environment, AwsClients clients) {
        return new AccountCatalogs(
                new CredentialVault(clients.secretsManager(), environment.text("SECRET_PREFIX")),
                GraphClient.connect(environment.uri("GRAPH_URL"), environment.text("GRAPH_VERSION")));
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
