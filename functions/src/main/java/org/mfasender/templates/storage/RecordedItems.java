package org.mfasender.templates.storage;

import static org.mfasender.platform.dynamodb.Table.sortKey;
import static org.mfasender.templates.storage.TemplateItems.isOf;
import static org.mfasender.templates.storage.TemplateItems.item;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    /** The account's templates by ID, those that only a content contains among them. */
    private final Map<String, MessageTemplate> templates;

    RecordedItems(TemplateOwner account, Transactions transactions, Stream<Map<String, AttributeValue>> items) {
        this.account = account;
        this.transactions = transactions;
        // A content of another release's purpose is not this one's to remove.
        items.filter(item -> !isContent(item) || TemplateItems.content(item).isPresent())
                .sorted(Comparator.comparingInt(item -> sortKey(item).length()))
                .forEach(item -> {
                    this.items.put(sortKey(item), item);
                    if (isOf(account.whatsAppAccountBusinessId(), item)) {
                        own.put(TemplateItems.id(item), item);
                    }
                });
        this.templates = templates(contents(), own.values().stream().filter(item -> !isContent(item)));
    }

    /** Templates by ID: one that is stored apart as it is there, another one as in a content that is bound to it. */
    static Map<String, MessageTemplate> templates(
            Collection<TemplateContent> contents, Stream<Map<String, AttributeValue>> apart) {
        Map<String, MessageTemplate> templates = new TreeMap<>();
        contents.stream()
                .filter(content -> !content.gone())
                .forEach(content -> templates.putIfAbsent(content.template().id(), content.template()));
        apart.map(TemplateItems::template).forEach(template -> templates.put(template.id(), template));
        return templates;
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
        return sorted(contents.values());
    }

    private static List<TemplateContent> sorted(Collection<TemplateContent> contents) {
        return contents.stream()
                .sorted(Comparator.comparing(TemplateContent::purpose)
                        .thenComparing(TemplateContent::locale)
                        .thenComparing(content -> content.variant() == null ? "" : content.variant()))
                .toList();
    }

    /** Templates that were read, with what Meta has reported of them since. */
    List<MessageTemplate> reportedSince(Instant readAt, Collection<MessageTemplate> read) {
        return read.stream().map(template -> reportedSince(readAt, template)).toList();
    }

    /** Contents of templates that were read, with what Meta has reported of these since. */
    List<TemplateContent> bindingsReportedSince(Instant readAt, Collection<TemplateContent> wanted) {
        return wanted.stream()
                .map(content -> content.with(reportedSince(readAt, content.template())))
                .toList();
    }

    private MessageTemplate reportedSince(Instant readAt, MessageTemplate read) {
        MessageTemplate recorded = templates.get(read.id());
        return recorded == null ? read : read.withReports(recorded, readAt);
    }

    /**
     * The writes after which the items are these, in parts; one part at least. A template that a content contains is not stored a second
     * time, unless a former release has.
     */
    List<TemplateWriteItems> becoming(Collection<MessageTemplate> known, Collection<TemplateContent> wanted) {
        Map<String, Map<String, AttributeValue>> next = new LinkedHashMap<>();
        Map<String, TemplateContent> contents = new LinkedHashMap<>();
        Set<String> bound =
                wanted.stream().map(content -> content.template().id()).collect(Collectors.toSet());
        known.stream()
                .filter(template -> !bound.contains(template.id()) || own.containsKey(template.id()))
                .forEach(template -> {
                    String sk = TemplateItems.sortKey(account, template);
                    next.put(sk, item(account, sk, own.get(template.id()), MessageTemplateItem.of(template)));
                });
        wanted.forEach(content -> {
            String sk = TemplateItems.sortKey(account, content);
            contents.put(sk, content);
            next.put(sk, item(account, sk, own.get(content.id().toString()), TemplateContentItem.of(content)));
        });
        Set<String> ids =
                wanted.stream().map(content -> content.id().toString()).collect(Collectors.toSet());
        Parts parts = new Parts(contents());
        next.forEach((sk, item) -> {
            if (!item.equals(items.get(sk))) {
                TemplateContent written = contents.get(sk);
                parts.add(transactions.put(item), recorded -> {
                    if (written != null) {
                        recorded.put(written.id().toString(), written);
                    }
                });
            }
        });
        items.forEach((sk, item) -> {
            if (!next.containsKey(sk)) {
                // A content that is wanted has moved from a former release's key.
                String id = TemplateItems.id(item);
                parts.add(transactions.deletion(account.environmentId(), sk), recorded -> {
                    if (!ids.contains(id)) {
                        recorded.remove(id);
                    }
                });
            }
        });
        return parts.complete(List.copyOf(wanted));
    }

    private static boolean isContent(Map<String, AttributeValue> item) {
        return sortKey(item).startsWith(TemplateItems.CONTENT);
    }

    /** Collects writes into parts, and knows which contents there are after each. */
    private static final class Parts {

        private final Map<String, TemplateContent> contents = new LinkedHashMap<>();
        private final List<TemplateWriteItems> complete = new ArrayList<>();
        private List<TransactWriteItem> open = new ArrayList<>();
        private List<TemplateContent> former;

        Parts(List<TemplateContent> before) {
            former = before;
            before.forEach(content -> contents.put(content.id().toString(), content));
        }

        void add(TransactWriteItem write, Consumer<Map<String, TemplateContent>> effect) {
            if (open.size() == TemplateWriteItems.MOST) {
                List<TemplateContent> reached = sorted(contents.values());
                complete.add(new TemplateWriteItems(List.copyOf(open), former, reached));
                open = new ArrayList<>();
                former = reached;
            }
            open.add(write);
            effect.accept(contents);
        }

        List<TemplateWriteItems> complete(List<TemplateContent> after) {
            complete.add(new TemplateWriteItems(List.copyOf(open), former, after));
            return List.copyOf(complete);
        }
    }
}
