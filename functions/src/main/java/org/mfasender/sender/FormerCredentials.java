package org.mfasender.sender;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Credentials that were replaced by ones with which nothing was sent yet: the last with which messages were sent, if any were.
 *
 * @param appId the Meta App ID that they belong to
 */
public record FormerCredentials(String appId, CredentialSummary credentials) {

    /** What is kept of an account when a candidate replaces its connection; null when nothing is. */
    static @Nullable FormerCredentials after(SenderAccount account, Connection next) {
        Connection works = account.connection();
        if (works == null || !works.isOfSameAccountAs(next)) {
            return null;
        }
        boolean replaced =
                !works.credentials().version().equals(next.credentials().version());
        return account.former() == null && replaced
                ? new FormerCredentials(works.appId(), works.credentials())
                : account.former();
    }

    /** The versions of an account's secret that are in use, or are kept. */
    public static Set<String> versions(SenderAccount account) {
        return Stream.concat(
                        account.connections().map(found -> found.credentials().version()),
                        Stream.ofNullable(account.former()).map(FormerCredentials::version))
                .collect(Collectors.toSet());
    }

    /** Version of the secret in Secrets Manager that holds them. */
    public String version() {
        return credentials.version();
    }
}
