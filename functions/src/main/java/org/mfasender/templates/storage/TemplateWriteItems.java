package org.mfasender.templates.storage;

import java.util.List;
import java.util.stream.Stream;
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

    /** The account's own writes take the other places of a transaction: itself, its runs, what is sent with, the ledger. */
    static final int MOST = 80;

    /** With writes that are made together with these. */
    public TemplateWriteItems adding(List<TransactWriteItem> more) {
        return new TemplateWriteItems(
                Stream.concat(writes.stream(), more.stream()).toList(), former, contents);
    }
}
