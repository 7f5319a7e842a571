package org.mfasender.sender;

import java.util.Optional;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.templates.bindings.Coverage;
import org.mfasender.templates.storage.TemplateStore;

/** Reads accounts. What 0.1.0 stored is read as this release would have settled it. */
final class StoredAccounts {

    private final Table table;
    private final TemplateStore templates;

    StoredAccounts(Table table, TemplateStore templates) {
        this.table = table;
        this.templates = templates;
    }

    Optional<SenderRecord> find(EnvironmentId environment) {
        return record(SenderItems.read(table.items(environment)));
    }

    Optional<SenderRecord> record(SenderItems stored) {
        return stored.record()
                .map(found -> found instanceof SenderAccount account && stored.areOfFirstRelease()
                        ? account.mapping(connection -> covered(account, connection))
                                .settled()
                        : found);
    }

    Optional<SenderAccount> findAccount(EnvironmentId environment) {
        return account(find(environment));
    }

    Optional<SenderAccount> account(SenderItems stored) {
        return account(record(stored));
    }

    private static Optional<SenderAccount> account(Optional<SenderRecord> record) {
        return record.filter(SenderAccount.class::isInstance).map(SenderAccount.class::cast);
    }

    private Connection covered(SenderAccount account, Connection connection) {
        return connection.withCoverage(
                Coverage.of(connection.templates(), templates.contents(account.owner(connection))));
    }
}
