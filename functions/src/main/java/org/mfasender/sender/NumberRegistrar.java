package org.mfasender.sender;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.Caller;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.GraphNumbers;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.platform.secrets.StoredCredentials;

/**
 * Registers a number with Meta's Cloud API because a person asks for it. Meta is asked once, and nothing is stored: not the PIN, and not
 * what came of it, which the next list of the numbers shows.
 */
public final class NumberRegistrar {

    private final SenderStore store;
    private final CredentialVault vault;
    private final GraphNumbers graph;

    public NumberRegistrar(SenderStore store, CredentialVault vault, GraphNumbers graph) {
        this.store = store;
        this.vault = vault;
        this.graph = graph;
    }

    /**
     * What a person wants.
     *
     * @param numberId Meta's ID of one of the account's numbers
     * @param pin six digits
     * @param region where Meta is to store message data; null for wherever Meta does
     */
    record Wanted(
            Caller caller,
            EnvironmentId environment,
            String numberId,
            Secret pin,
            @Nullable String region) {}

    /** What came of it. */
    sealed interface Outcome {

        record Registered(SenderAccount account, SenderNumber number) implements Outcome {}

        record NoAccount() implements Outcome {}

        /** The account has no such number, or has it no more. */
        record NoNumber() implements Outcome {}

        /** The credentials are not stored any more. */
        record NoCredentials() implements Outcome {}

        /** Meta refused, or did not answer properly. */
        record Refused(GraphFailure failure) implements Outcome {}
    }

    /** The number has to be one of those that the account shows. */
    Outcome register(Wanted wanted) {
        SenderAccount account = store.findAccount(wanted.environment()).orElse(null);
        if (account == null) {
            return new Outcome.NoAccount();
        }
        Connection shown = account.shown();
        Optional<SenderNumber> number = store.numbers(account, shown).stream()
                .filter(SenderNumber::available)
                .filter(found -> found.numberId().equals(wanted.numberId()))
                .findFirst();
        if (number.isEmpty()) {
            return new Outcome.NoNumber();
        }
        return vault.read(account.secretName(), shown.credentials().version())
                .map(stored -> register(wanted, stored, account, number.get()))
                .orElseGet(Outcome.NoCredentials::new);
    }

    private Outcome register(Wanted wanted, StoredCredentials stored, SenderAccount account, SenderNumber number) {
        try {
            graph.register(Tokens.user(stored.credentials()), number.numberId(), wanted.pin(), wanted.region());
            return new Outcome.Registered(account, number);
        } catch (GraphException e) {
            return new Outcome.Refused(e.failure());
        }
    }
}
