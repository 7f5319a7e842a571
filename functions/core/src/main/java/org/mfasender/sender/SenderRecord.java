package org.mfasender.sender;

/** What the store holds for an environment: an account, or the trace that one was deleted. */
public sealed interface SenderRecord permits SenderAccount, DeletedSender {

    EnvironmentId environmentId();

    /** Counts the writes of this record, so that no write is lost to another. */
    long revision();

    /** The newest run's number: it goes on across deletions, so that no execution's name is used twice. */
    long generation();
}
