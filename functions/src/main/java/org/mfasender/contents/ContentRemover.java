package org.mfasender.contents;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.sender.AccountContents;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.storage.TemplateStore;

/** Removes bindings. The templates at Meta stay as they are. */
public final class ContentRemover {

    private final SenderStore senders;
    private final TemplateStore templates;
    private final AccountContents writes;

    public ContentRemover(SenderStore senders, TemplateStore templates) {
        this.senders = senders;
        this.templates = templates;
        this.writes = new AccountContents(senders, templates);
    }

    /**
     * Removes a content.
     *
     * @throws ContentRefusedException when there is none
     */
    void remove(ContentRemoval removal) {
        AtomicBoolean seen = new AtomicBoolean();
        Optimistic.retry(() -> {
            SenderAccount account = senders.findAccount(removal.environment())
                    .orElseThrow(() -> new ContentRefusedException(new ContentRefusal.NoAccount()));
            Optional<TemplateContent> content =
                    templates.content(account.owner(), removal.purpose(), removal.contentId());
            boolean removedByAnother = content.isEmpty() && seen.get();
            if (!removedByAnother) {
                seen.set(true);
                writes.remove(
                        account,
                        content.orElseThrow(() -> new ContentRefusedException(new ContentRefusal.NoContent())));
            }
            return removal;
        });
    }
}
