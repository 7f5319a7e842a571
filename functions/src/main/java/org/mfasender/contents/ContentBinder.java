package org.mfasender.contents;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.sender.AccountCatalogs;
import org.mfasender.sender.AccountContents;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateCatalog;
import org.mfasender.templates.storage.TemplateStore;

/**
 * Binds purposes and locales by hand to templates, which Meta has to confirm. No run changes such a binding; nothing is written at
 * Meta. When another write interferes, everything is read, asked and decided again.
 */
public final class ContentBinder {

    /** With those of every language, they fit into the one item that is read to send. */
    private static final int MOST = 300;

    private final SenderStore senders;
    private final TemplateStore templates;
    private final AccountContents writes;
    private final AccountCatalogs catalogs;
    private final Clock clock;

    public ContentBinder(SenderStore senders, TemplateStore templates, AccountCatalogs catalogs, Clock clock) {
        this.senders = senders;
        this.templates = templates;
        this.writes = new AccountContents(senders, templates);
        this.catalogs = catalogs;
        this.clock = clock;
    }

    /** A content that was written, and the account that has it. */
    record Bound(SenderAccount account, TemplateContent content) {}

    /**
     * Adds a content.
     *
     * @throws ContentRefusedException when there is one already, or the template cannot be bound
     * @throws GraphException when Meta refuses, limits the rate or is failing
     */
    Bound bind(EnvironmentId environment, Purpose purpose, ContentRequest wanted) {
        UUID id = TemplateContent.id(environment, purpose, wanted.locale(), wanted.variant());
        return decide(environment, account -> {
            if (templates.content(account.owner(), purpose, id).isPresent()) {
                throw new ContentRefusedException(new ContentRefusal.Exists(id));
            }
            if (boundByHand(account) >= MOST) {
                throw new ContentRefusedException(new ContentRefusal.TooMany(MOST));
            }
            TemplateContent content = TemplateContent.manual(
                    environment,
                    purpose,
                    wanted.locale(),
                    wanted.variant(),
                    chosen(account, wanted.template()),
                    clock.now());
            writes.add(account, content);
            return content;
        });
    }

    private long boundByHand(SenderAccount account) {
        return templates.contents(account.owner()).stream()
                .filter(TemplateContent::manual)
                .count();
    }

    /**
     * Gives a content another template. The one that it has changes nothing, and does not become a person's choice.
     *
     * @throws ContentRefusedException when there is no such content, the template cannot be bound, or what is fixed would change
     * @throws GraphException when Meta refuses, limits the rate or is failing
     */
    Bound rebind(EnvironmentId environment, Purpose purpose, UUID id, ContentRequest wanted) {
        return decide(environment, account -> {
            TemplateContent before = templates
                    .content(account.owner(), purpose, id)
                    .orElseThrow(() -> new ContentRefusedException(new ContentRefusal.NoContent()));
            Set<ContentRequest.Fixed> changes = wanted.changes(before);
            if (!changes.isEmpty()) {
                throw new ContentRefusedException(new ContentRefusal.Fixed(changes, before));
            }
            if (wanted.template().repeats(before.template())) {
                return before;
            }
            TemplateContent after = before.reboundByHand(chosen(account, wanted.template()), clock.now());
            writes.replace(account, before, after);
            return after;
        });
    }

    private Bound decide(EnvironmentId environment, Function<SenderAccount, TemplateContent> decision) {
        return Optimistic.retry(() -> {
            SenderAccount account = senders.findAccount(environment)
                    .orElseThrow(() -> new ContentRefusedException(new ContentRefusal.NoAccount()));
            return new Bound(account, decision.apply(account));
        });
    }

    private MessageTemplate chosen(SenderAccount account, TemplateChoice choice) {
        TemplateCatalog catalog =
                catalogs.of(account).orElseThrow(() -> new ContentRefusedException(new ContentRefusal.NoCredentials()));
        Instant readAt = clock.now();
        List<MessageTemplate> named = catalog.named(choice.name());
        List<TemplateObstacle> obstacles = choice.obstacles(named);
        if (!obstacles.isEmpty()) {
            throw new ContentRefusedException(new ContentRefusal.Unbindable(obstacles));
        }
        return choice.among(named).orElseThrow().seenAt(readAt);
    }
}
