package org.mfasender.sender;

import org.mfasender.templates.catalog.MessageTemplate;

/** A template of ours that was to be deleted at Meta and is still there, and why. */
record TemplateRemains(MessageTemplate template, Reason reason) {

    /** Why it stays. */
    enum Reason {
        /** Another environment of this stack is connected to the same WhatsApp Business Account. */
        IN_USE,
        /** Meta refused to delete it, or did not answer. */
        NOT_DELETED
    }
}
