package org.mfasender.sender;

import org.mfasender.platform.EnvironmentId;

/** What is stored for an environment: an account, or a record of its deletion. */
public sealed interface SenderRecord permits SenderAccount, DeletedSender {

    EnvironmentId environmentId();

    /** Counts the writes of this record, so that no write overwrites another. */
    long revision();

    /** The number of the environment's newest run; a deletion counts as one. */
    long generation();

    /**
     * Whether a secret is the account's, or its deletion is not complete, which takes back with it what was subscribed at Meta.
     *
     * @param secret without the stack's prefix
     */
    default boolean uses(String secret) {
        return switch (this) {
            case SenderAccount account -> account.secretName().equals(secret);
            case DeletedSender deleted ->
                !deleted.complete() && deleted.secretName().equals(secret);
        };
    }
}
