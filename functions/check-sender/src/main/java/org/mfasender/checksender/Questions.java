package org.mfasender.checksender;

import java.util.List;
import org.mfasender.check.Prerequisites.Question;
import org.mfasender.http.ApiException;
import org.mfasender.sender.Credentials;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.Purpose;
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
     * @param wantedTemplates how many templates are still to be created
     */
    record Asked(Question question, int wantedTemplates) {}

    /** What a request asks about: its own credentials, or the stored ones if it has none. */
    Asked given(EnvironmentId id, SenderRequest request) {
        Credentials credentials = request.credentials();
        if (credentials == null) {
            return stored(id);
        }
        List<String> locales = request.locales() == null ? defaultLocales : request.locales();
        boolean accept = Boolean.TRUE.equals(request.acceptExpiringToken());
        int recorded = store.findAccount(id)
                .filter(account -> account.whatsAppAccountBusinessId().equals(request.whatsAppAccountBusinessId()))
                .map(account -> store.contents(account).size())
                .orElse(0);
        return new Asked(
                new Question(request.whatsAppAccountBusinessId(), credentials, accept), missing(locales, recorded));
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
        return new Asked(
                question, missing(account.locales(), store.contents(account).size()));
    }

    /** What is bound already needs no more room. */
    private static int missing(List<String> locales, int recorded) {
        return Math.max(0, locales.size() * Purpose.values().length - recorded);
    }
}
