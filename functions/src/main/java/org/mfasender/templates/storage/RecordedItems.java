package org.mfasender.templates.storage;

import static org.mfasender.platform.dynamodb.Table.sortKey;
import static org.mfasender.templates.storage.TemplateItems.isOf;
import static org.mfasender.templates.storage.TemplateItems.item;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.dynamodb.Transactions;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The items of one WhatsApp Business Account as they are recorded, with those of former ones, which go when others are written. */
final class RecordedItems {

    private final TemplateOwner account;
    private final Transactions transactions;
    private final Map<String, Map<String, AttributeValue>> items = new LinkedHashMap<>();
    /** Of the account, by the ID of the template or content; the key of this release is the longer one and wins. */
    private final Map<String, Map<String, AttributeValue>> own = new HashMap<>();

    RecordedItems(TemplateOwner account, Transactions transactions, Stream<Map<String, AttributeValue>> items) {
        this.account = account;
        this.transactions = transactions;
        // A content of another release's purpose is not this one's to remove.
        items.filter(item -> !isContent(item) || TemplateItems.content(item).isPresent())
                .sorted(Comparator.comparing(item -> sortKey(item).length()))
                .forEach(item -> {
                    this.items.put(sortKey(item), item);
                    if (isOf(account.whatsAppAccountBusinessId(), item)) {
                        own.put(TemplateItems.id(item), item);
                    }
                });
    }

    List<TemplateContent> contents() {
        return contents(items.values().stream()
                .filter(RecordedItems::isContent)
                .filter(item -> isOf(account.whatsAppAccountBusinessId(), item)));
    }

    /** During a deployment, the former release may write a content under a key of its own: the later one counts. */
    static List<TemplateContent> contents(Stream<Map<String, AttributeValue>> items) {
        Map<UUID, TemplateContent> contents = new LinkedHashMap<>();
        items.flatMap(item -> TemplateItems.content(item).stream())
                .sorted(Comparator.comparing(TemplateContent::updatedAt))
                .forEach(content -> contents.put(content.id(), content));
        return sorted(contents);
    }

    private static List<TemplateContent> sorted(Map<UUID, TemplateContent> contents) {
        return contents.values().stream()
                .sorted(Comparator.comparing(TemplateContent::purpose)
                        .thenComparing(TemplateContent::locale)
                        .thenComparing(content -> content.variant() == null ? "" : content.variant()))
                .toList();
    }

    /** The writes after which the items are these, in parts; one part at least. */
    List<TemplateWriteItems> becoming(Collection<MessageTemplate> templates, Collection<TemplateContent> wanted) {
        Map<String, Map<String, AttributeValue>> next = new LinkedHashMap<>();
        Map<String, TemplateContent> contents = new LinkedHashMap<>();
        templates.forEach(template -> {
            String sk = TemplateItems.sortKey(account, template);
            next.put(sk, item(account, sk, own.get(template.id()), MessageTemplateItem.of(template)));
        });
        wanted.forEach(content -> {
            String sk = TemplateItems.sortKey(account, content);
            contents.put(sk, content);
            next.put(sk, item(account, sk, own.get(content.id().toString()), TemplateContentItem.of(content)));
        });
        Parts parts = new Parts(contents());
        next.forEach((sk, item) -> {
            if (!item.equals(items.get(sk))) {
                parts.add(transactions.put(item), contents.get(sk));
            }
        });
        items.keySet().stream()
                .filter(sk -> !next.containsKey(sk))
                .forEach(sk -> parts.add(transactions.deletion(account.environmentId(), sk), null));
        return parts.complete(List.copyOf(wanted));
    }

    private static boolean isContent(Map<String, AttributeValue> item) {
        return sortKey(item).startsWith(TemplateItems.CONTENT);
    }

    /** Collects writes into parts, and knows which contents there are after each. */
    private static final class Parts {

        private final Map<UUID, TemplateContent> contents = new LinkedHashMap<>();
        private final List<TemplateWriteItems> complete = new ArrayList<>();
        private List<TransactWriteItem> open = new ArrayList<>();

        Parts(List<TemplateContent> before) {
            before.forEach(content -> contents.put(content.id(), content));
        }

        void add(TransactWriteItem write, @Nullable TemplateContent written) {
            if (open.size() == TemplateWriteItems.MOST) {
                complete.add(new TemplateWriteItems(List.copyOf(open), sorted(contents)));
                open = new ArrayList<>();
            }
            open.add(write);
            if (written != null) {
                contents.put(written.id(), written);
            }
        }

        /** What is deleted in an earlier part is still counted until the last: it is the last that says what is there. */
        List<TemplateWriteItems> complete(List<TemplateContent> after) {
            complete.add(new TemplateWriteItems(List.copyOf(open), after));
            return List.copyOf(complete);
        }
    }
}
