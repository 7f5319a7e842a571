package org.mfasender.sender;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Credentials that were replaced by ones with which nothing was sent yet: the last with which messages were sent, if any were.
 *
 * @param appId the Meta App ID that they belong to
 * @param unproven what replaced them, and was replaced by the connection's: that something was sent with it may become known later. Null
 *     when there is none; it has none of its own
 */
public record FormerCredentials(
        String appId,
        CredentialSummary credentials,
        @Nullable FormerCredentials unproven) {

    /** Of a connection that is replaced. */
    private FormerCredentials(Connection replaced) {
        this(replaced.appId(), replaced.credentials(), null);
    }

    /** What is kept of an account when a candidate replaces its connection; null when nothing is. */
    static @Nullable FormerCredentials after(SenderAccount account, Connection next) {
        Connection works = account.connection();
        if (works == null || !works.isOfSameAccountAs(next)) {
            return null;
        }
        FormerCredentials former = account.former();
        if (has(works, next.credentials().version())) {
            return former;
        }
        return former == null
                ? new FormerCredentials(works)
                : has(works, former.version())
                        ? former
                        : new FormerCredentials(former.appId, former.credentials, new FormerCredentials(works));
    }

    /** Whether something changes for what is kept when a message was sent with a version of the secret. */
    static boolean concerns(SenderAccount account, String version) {
        FormerCredentials former = account.former();
        return former != null && (has(account.connection(), version) || has(former.unproven, version));
    }

    /** An account then: it keeps what has sent, if that was replaced meanwhile, whichever becomes known first. */
    static SenderAccount afterSending(SenderAccount account, String version) {
        FormerCredentials former = account.former();
        return account.withFormer(former == null || has(account.connection(), version) ? null : former.unproven);
    }

    private static boolean has(@Nullable Connection connection, String version) {
        return connection != null && connection.credentials().version().equals(version);
    }

    private static boolean has(@Nullable FormerCredentials credentials, String version) {
        return credentials != null && credentials.version().equals(version);
    }

    /** All that is kept of an account. */
    static Stream<FormerCredentials> of(SenderAccount account) {
        FormerCredentials former = account.former();
        return former == null ? Stream.empty() : Stream.concat(Stream.of(former), Stream.ofNullable(former.unproven));
    }

    /** The versions of an account's secret that are in use, or are kept. */
    public static Set<String> versions(SenderAccount account) {
        return Stream.concat(
                        account.connections().map(found -> found.credentials().version()),
                        of(account).map(FormerCredentials::version))
                .collect(Collectors.toSet());
    }

    /** Version of the secret in Secrets Manager that holds them. */
    public String version() {
        return credentials.version();
    }
}
