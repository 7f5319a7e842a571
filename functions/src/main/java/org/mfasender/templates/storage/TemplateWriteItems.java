package org.mfasender.templates.storage;

import java.util.List;
import org.mfasender.templates.bindings.TemplateContent;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Writes of templates and contents that fit into a transaction with the account's own.
 *
 * @param former every content of the WhatsApp Business Account that they may change, as it was before
 * @param contents every content of the WhatsApp Business Account, as they are after these writes
 */
public record TemplateWriteItems(
        List<TransactWriteItem> writes, List<TemplateContent> former, List<TemplateContent> contents) {

    /** The account's own writes take the other places of a transaction: itself, its run, what is sent with. */
    static final int MOST = 90;
}
