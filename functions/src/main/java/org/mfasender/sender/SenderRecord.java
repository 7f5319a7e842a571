package org.mfasender.sender;

import org.mfasender.platform.EnvironmentId;

/** What is stored for an environment: an account, or a record of its deletion. */
public sealed interface SenderRecord permits SenderAccount, DeletedSender {

    EnvironmentId environmentId();

    /** Counts the writes of this record, so that no write overwrites another. */
    long revision();

    /** The number of the environment's newest run; a deletion counts as one. */
    long generation();
}
