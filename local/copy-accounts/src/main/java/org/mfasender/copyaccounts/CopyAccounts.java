package org.mfasender.copyaccounts;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.mfasender.copyaccounts.AccountCopy.Outcome;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Copies accounts, and says what became of each. Twice is once. */
public final class CopyAccounts {

    private final AccountCopy accounts;
    private final CredentialCheck credentials;
    private final Consumer<String> printer;

    public CopyAccounts(
            DynamoDbClient dynamoDb, SecretsManagerClient secretsManager, Settings settings, Consumer<String> printer) {
        this.accounts = new AccountCopy(dynamoDb, settings);
        this.credentials = new CredentialCheck(secretsManager, settings.stackName());
        this.printer = printer;
    }

    /** Copies them. Returns for how many a person has something to do: their credentials are missing, or they are not in the source. */
    public int run() {
        AtomicInteger open = new AtomicInteger();
        accounts.environments().forEach(environment -> open.addAndGet(copy(environment) ? 0 : 1));
        return open.get();
    }

    private boolean copy(UUID environment) {
        Outcome outcome = accounts.copy(environment);
        printer.accept(environment + ": " + outcome);
        List<String> missing = credentials.missing(accounts.sender(environment));
        missing.forEach(what -> printer.accept(environment + ": credentials are missing: " + what));
        return missing.isEmpty() && outcome != Outcome.NOT_FOUND;
    }
}
