package org.mfasender.templates.storage;

import static org.mfasender.platform.dynamodb.Table.key;
import static org.mfasender.platform.dynamodb.Table.text;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.dynamodb.Items;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items about templates: what is read from them, and how they are written. */
final class TemplateItems {

    static final String TEMPLATE = "TEMPLATE#";
    static final String CONTENT = "CONTENT#";
    static final String LEDGER = "LEDGER";

    /** Says whose an item is; its key does so since this release, too. */
    private static final String BUSINESS_ACCOUNT = "whatsAppAccountBusinessId";

    private TemplateItems() {}

    static boolean isOf(String businessAccountId, Map<String, AttributeValue> item) {
        return text(businessAccountId).equals(item.get(BUSINESS_ACCOUNT));
    }

    static String sortKey(TemplateOwner account, MessageTemplate template) {
        return TEMPLATE + account.whatsAppAccountBusinessId() + "#" + template.id();
    }

    static String sortKey(TemplateOwner account, TemplateContent content) {
        String variant = content.variant();
        return CONTENT + account.whatsAppAccountBusinessId() + "#" + content.purpose() + "#" + content.locale()
                + (variant == null ? "" : "#" + TemplateContent.key(variant));
    }

    /** The ID of the item's template or content. */
    static String id(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get("id")).s();
    }

    static String ledgerKey(TemplateOwner account) {
        return LEDGER + "#" + account.whatsAppAccountBusinessId();
    }

    static MessageTemplate template(Map<String, AttributeValue> item) {
        return Items.read(item, MessageTemplateItem.class).toTemplate();
    }

    /** The content; empty when it is of another release's purpose, which serves nobody here and stays as it is, whatever form it has. */
    static Optional<TemplateContent> content(Map<String, AttributeValue> item) {
        AttributeValue purpose = item.get("purpose");
        boolean foreign = purpose != null
                && purpose.s() != null
                && Purpose.parse(purpose.s()).isEmpty();
        return foreign
                ? Optional.empty()
                : Optional.of(Items.read(item, TemplateContentItem.class).toContent());
    }

    static TemplateLedger ledger(Map<String, AttributeValue> item) {
        return Items.read(item, TemplateLedgerItem.class).toLedger();
    }

    /**
     * An item of an account.
     *
     * @param recorded the item that it replaces, if there is one; what is left of another account is not kept
     */
    static Map<String, AttributeValue> item(
            TemplateOwner account, String sk, @Nullable Map<String, AttributeValue> recorded, StoredRecord next) {
        Map<String, AttributeValue> item = recorded == null || !isOf(account.whatsAppAccountBusinessId(), recorded)
                ? Items.write(next)
                : rewritten(recorded, next);
        item.putAll(key(account.environmentId(), sk));
        item.put(BUSINESS_ACCOUNT, text(account.whatsAppAccountBusinessId()));
        return item;
    }

    private static Map<String, AttributeValue> rewritten(Map<String, AttributeValue> recorded, StoredRecord next) {
        StoredRecord read = switch (next) {
            case MessageTemplateItem template -> MessageTemplateItem.of(template(recorded));
            case TemplateContentItem content ->
                TemplateContentItem.of(content(recorded).orElseThrow());
            case TemplateLedgerItem ledger -> TemplateLedgerItem.of(ledger(recorded));
            default -> throw new IllegalArgumentException(next.getClass() + " is not stored here");
        };
        return Items.rewrite(recorded, read, next);
    }
}
