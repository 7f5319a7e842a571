package org.mfasender.sender;

import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.storage.TemplateWriteItems;

/**
 * Contents that are written with an account.
 *
 * @param owner whose they are
 */
record ContentsWrite(TemplateOwner owner, TemplateWriteItems part) {

    /** Whether they are those of a connection's WhatsApp Business Account. */
    boolean concerns(Connection connection) {
        return owner.whatsAppAccountBusinessId().equals(connection.whatsAppAccountBusinessId());
    }
}
