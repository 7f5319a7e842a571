package org.mfasender.checksender;

import java.util.List;
import org.mfasender.check.Prerequisites.Question;
import org.mfasender.http.ApiException;
import org.mfasender.sender.Credentials;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderRequest;
import org.mfasender.store.SenderStore;
import org.mfasender.vault.CredentialVault;

/** What a dry run is about. */
final class Questions {

    private final SenderStore store;
    private final CredentialVault vault;
    private final List<String> defaultLocales;

    Questions(SenderStore store, CredentialVault vault, List<String> defaultLocales) {
        this.store = store;
        this.vault = vault;
        this.defaultLocales = defaultLocales;
    }

    /**
     * A question, and how much room its templates need.
     *
     * @param languages for how many languages templates are wanted
     */
    record Asked(Question question, int languages) {}

    /** What a request asks about: its own credentials, or the stored ones if it has none. */
    Asked given(EnvironmentId id, SenderRequest request) {
        Credentials credentials = request.credentials();
        if (credentials == null) {
            return stored(id);
        }
        List<String> locales = request.locales() == null ? defaultLocales : request.locales();
        boolean accept = Boolean.TRUE.equals(request.acceptExpiringToken());
        return new Asked(new Question(request.whatsAppAccountBusinessId(), credentials, accept), locales.size());
    }

    /**
     * The credentials last handed in.
     *
     * @throws ApiException 404 when there are none
     */
    Asked stored(EnvironmentId id) {
        SenderAccount account = store.findAccount(id)
                .orElseThrow(() -> ApiException.notFound(
                        "This environment has no WhatsApp sender account: send the values to be checked in the body."));
        Credentials credentials = vault.read(id, account.credentials().version())
                .orElseThrow(() -> ApiException.notFound(
                        "No credentials are stored for this environment: send the values to be checked in the body."));
        Question question =
                new Question(account.whatsAppAccountBusinessId(), credentials, account.acceptExpiringToken());
        return new Asked(question, account.locales().size());
    }
}
