package org.mfasender.sender;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.storage.TemplateStore;
import org.mfasender.templates.storage.TemplateWriteItems;

/**
 * Writes contents together with the account: its status, and what is sent with, follow from them. A person's write states the content
 * that was read, so that it does not lose what another one did.
 */
public final class AccountContents {

    private final SenderStore senders;
    private final TemplateStore templates;

    public AccountContents(SenderStore senders, TemplateStore templates) {
        this.senders = senders;
        this.templates = templates;
    }

    /**
     * Makes the recorded templates of a run's WhatsApp Business Account these, and the contents what {@code bind} makes of those that are
     * recorded. Large sets are written in parts; writing again completes an interrupted write.
     *
     * @param readAt when they began to be read at Meta: what Meta has reported of one since is kept
     * @param bind may be asked again, when something was changed in between
     * @return the contents; empty when the run was superseded or cancelled: parts may have been written then, which the next run writes again
     */
    public Optional<List<TemplateContent>> record(
            TemplateOwner owner,
            Collection<MessageTemplate> found,
            Instant readAt,
            UnaryOperator<List<TemplateContent>> bind) {
        return Optimistic.retry(() -> ofRun(owner).map(account -> {
            List<TemplateWriteItems> parts = parts(account, owner, found, readAt, bind);
            SenderAccount reached = putAllButLast(account, owner, parts);
            if (!parts.getLast().writes().isEmpty()) {
                putLast(read(reached, owner, readAt), owner, parts.getLast());
            }
            return parts.getLast().contents();
        }));
    }

    /**
     * The same with the ledger, and with a change of the account, in the same write as the last part.
     *
     * @param change may be asked again
     * @return the account as it is stored then
     */
    public Optional<SenderAccount> record(
            TemplateOwner owner,
            Collection<MessageTemplate> found,
            Instant readAt,
            UnaryOperator<List<TemplateContent>> bind,
            Optional<TemplateLedger> ledger,
            UnaryOperator<SenderAccount> change) {
        return Optimistic.retry(() -> ofRun(owner).map(account -> {
            List<TemplateWriteItems> parts = parts(account, owner, found, readAt, bind);
            SenderAccount reached = read(putAllButLast(account, owner, parts), owner, readAt);
            return putLast(
                    change.apply(reached),
                    owner,
                    parts.getLast()
                            .adding(ledger.map(next -> templates.ledgerWrites(owner, next))
                                    .orElse(List.of())));
        }));
    }

    private Optional<SenderAccount> ofRun(TemplateOwner owner) {
        return senders.findAccount(owner.environmentId())
                .filter(account -> account.ofRun(owner.generation())
                        .filter(connection -> !connection.run().isCancelled())
                        .isPresent());
    }

    private List<TemplateWriteItems> parts(
            SenderAccount account,
            TemplateOwner owner,
            Collection<MessageTemplate> found,
            Instant readAt,
            UnaryOperator<List<TemplateContent>> bind) {
        return templates.recording(owner, others(account, owner), found, readAt, bind);
    }

    /** Only with the last part are all of them read. */
    private static SenderAccount read(SenderAccount account, TemplateOwner owner, Instant readAt) {
        return account.changing(
                owner.generation(), connection -> connection.withTemplatesReadAt(readAt), account.updatedAt());
    }

    private SenderAccount putAllButLast(SenderAccount account, TemplateOwner owner, List<TemplateWriteItems> parts) {
        SenderAccount reached = account;
        for (TemplateWriteItems part : parts.subList(0, parts.size() - 1)) {
            reached = senders.put(reached, owner, part);
        }
        return reached;
    }

    private SenderAccount putLast(SenderAccount next, TemplateOwner owner, TemplateWriteItems part) {
        return part.writes().isEmpty() ? senders.put(next) : senders.put(next, owner, part);
    }

    private static Set<String> others(SenderAccount account, TemplateOwner owner) {
        return account.connections()
                .map(Connection::whatsAppAccountBusinessId)
                .filter(id -> !id.equals(owner.whatsAppAccountBusinessId()))
                .collect(Collectors.toSet());
    }

    /**
     * Adds a content.
     *
     * @throws StaleRevisionException when there is one already, or the environment has another account now
     */
    public void add(SenderAccount account, TemplateContent content) {
        change(account, null, content);
    }

    /**
     * Puts a content in the place of another one that has its id.
     *
     * @param before as it was read
     * @throws StaleRevisionException when it was changed since, or the environment has another account now
     */
    public void replace(SenderAccount account, TemplateContent before, TemplateContent after) {
        change(account, before, after);
    }

    /**
     * Removes a content.
     *
     * @param before as it was read
     * @throws StaleRevisionException when it was changed since, or the environment has another account now
     */
    public void remove(SenderAccount account, TemplateContent before) {
        change(account, before, null);
    }

    private void change(SenderAccount account, @Nullable TemplateContent before, @Nullable TemplateContent after) {
        boolean changed = Optimistic.retry(() -> current(account)
                .filter(current -> isAsRead(templates.contents(current.owner()), before, after))
                .map(current -> write(current, before, after))
                .isPresent());
        if (!changed) {
            throw new StaleRevisionException();
        }
    }

    /** The same account, with the same WhatsApp Business Account, as it is now. */
    private Optional<SenderAccount> current(SenderAccount account) {
        return senders.findAccount(account.environmentId())
                .filter(current -> current.id().equals(account.id()))
                .filter(current -> current.shown().isOfSameAccountAs(account.shown()));
    }

    private static boolean isAsRead(
            List<TemplateContent> recorded, @Nullable TemplateContent before, @Nullable TemplateContent after) {
        UUID id = before == null ? Objects.requireNonNull(after).id() : before.id();
        Optional<TemplateContent> found =
                recorded.stream().filter(content -> content.id().equals(id)).findFirst();
        return before == null
                ? found.isEmpty()
                : found.filter(content -> content.manual() == before.manual()
                                && content.template().equals(before.template()))
                        .isPresent();
    }

    private SenderAccount write(
            SenderAccount current, @Nullable TemplateContent before, @Nullable TemplateContent after) {
        TemplateOwner owner = current.owner();
        MessageTemplate seen = after == null ? null : after.template();
        return senders.put(current, owner, templates.byHand(owner, contents -> changed(contents, before, after), seen));
    }

    private static List<TemplateContent> changed(
            List<TemplateContent> contents, @Nullable TemplateContent before, @Nullable TemplateContent after) {
        List<TemplateContent> next = new ArrayList<>(contents);
        if (before != null) {
            next.removeIf(content -> content.id().equals(before.id()));
        }
        if (after != null) {
            next.add(after);
        }
        return next;
    }
}
