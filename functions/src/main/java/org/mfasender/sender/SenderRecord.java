package org.mfasender.sender;

import org.mfasender.templates.TemplateOwner;

/** What is stored for an environment: an account, or a record of its deletion. */
public sealed interface SenderRecord extends TemplateOwner permits SenderAccount, DeletedSender {

    /** Counts the writes of this record, so that no write overwrites another. */
    long revision();
}
