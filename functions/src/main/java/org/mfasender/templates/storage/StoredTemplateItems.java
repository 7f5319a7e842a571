package org.mfasender.templates.storage;

import static org.mfasender.templates.storage.TemplateItems.CONTENT;
import static org.mfasender.templates.storage.TemplateItems.LEDGER;
import static org.mfasender.templates.storage.TemplateItems.TEMPLATE;
import static org.mfasender.templates.storage.TemplateItems.isOf;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mfasender.platform.dynamodb.EnvironmentItems;
import org.mfasender.platform.dynamodb.Table;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is stored about the templates of one WhatsApp Business Account, among the items of its environment. */
public record StoredTemplateItems(TemplateOwner account, EnvironmentItems items) {

    /** With which the first sort keys of what is read here begin. */
    public static final String FIRST = CONTENT;

    /** With which the last ones begin. */
    public static final String LAST = TEMPLATE;

    /** The authentication templates as last listed, and whatever else has a name of ours or is bound. */
    public List<MessageTemplate> templates() {
        return templates(contents());
    }

    /** The same, given every binding: most templates are part of one. */
    public List<MessageTemplate> templates(Collection<TemplateContent> contents) {
        return List.copyOf(RecordedItems.templates(contents, of(TEMPLATE)).values());
    }

    /** Every binding. */
    public List<TemplateContent> contents() {
        return RecordedItems.contents(of(CONTENT));
    }

    /** What was created, and when. */
    public TemplateLedger ledger() {
        return of(LEDGER)
                .max(Comparator.comparing(Table::sortKey))
                .map(TemplateItems::ledger)
                .orElse(TemplateLedger.EMPTY);
    }

    Stream<Map<String, AttributeValue>> of(String prefix) {
        return items.query(prefix).filter(item -> isOf(account.whatsAppAccountBusinessId(), item));
    }
}
