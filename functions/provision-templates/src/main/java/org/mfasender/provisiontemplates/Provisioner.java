package org.mfasender.provisiontemplates;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.mfasender.catalog.TemplateCatalog;
import org.mfasender.catalog.TemplateLook;
import org.mfasender.meta.GraphFailure;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.template.AccountTemplates;
import org.mfasender.sender.template.Bindings;
import org.mfasender.sender.template.MessageTemplate;
import org.mfasender.sender.template.TemplateContent;
import org.mfasender.sender.template.TemplateLedger;
import org.mfasender.sender.template.TemplateNames;
import org.mfasender.sender.template.TemplatePlan;
import org.mfasender.sender.template.TemplatePlanner;
import org.mfasender.store.TemplateStore;
import org.mfasender.workflow.OvertakenException;

/** Looks, plans, creates and looks again, until nothing can be done now; then records what there is. */
final class Provisioner {

    /** A round that follows a refusal tries another name; more than this would be a loop. */
    private static final int MOST_ROUNDS = 5;

    private final TemplateStore store;
    private final TemplatePlanner planner;
    private final TemplateNames names;

    Provisioner(TemplateStore store, TemplatePlanner planner, TemplateNames names) {
        this.store = store;
        this.planner = planner;
        this.names = names;
    }

    /**
     * What came out.
     *
     * @param plan what is still to be done, and what there is
     * @param end the refusal after which nothing more was tried
     */
    record Outcome(
            TemplatePlan plan, List<TemplateContent> contents, TemplateLedger ledger, Optional<GraphFailure> end) {

        /** When a template was handed in last, or the step begun, whichever is later. */
        Instant lastCreation(Instant begun) {
            return ledger.lastCreation().filter(begun::isBefore).orElse(begun);
        }
    }

    Outcome provision(SenderAccount account, TemplateCatalog catalog, Supplier<Instant> clock) {
        List<TemplateContent> bound = store.contents(account);
        List<MessageTemplate> recorded = store.templates(account);
        TemplateLedger before = store.ledger(account);

        TemplateLook look =
                TemplateLook.at(catalog, planner, account.templates(), recorded, before, bound, clock.get());
        Creations creations = new Creations(
                catalog, look.plan().hasTemplates(), look.ledger(), ledger -> record(account, ledger), clock);
        for (int round = 0; round < MOST_ROUNDS && !look.plan().due().isEmpty() && creations.isOpen(); round++) {
            creations.create(look.plan().due());
            look = TemplateLook.at(
                    catalog,
                    planner,
                    account.templates(),
                    known(recorded, creations),
                    creations.ledger(),
                    bound,
                    clock.get());
        }

        AccountTemplates found = look.found();
        TemplatePlan plan = look.plan();
        TemplateLedger ledger = look.ledger().seen(found);
        if (!ledger.equals(before)) {
            record(account, ledger);
        }
        Bindings bindings = new Bindings(account.environmentId(), found, clock.get());
        List<TemplateContent> contents = store.record(
                        account, toRecord(found, bound), content -> bindings.bind(plan, content))
                .orElseThrow(OvertakenException::new);
        return new Outcome(plan, contents, ledger, creations.end());
    }

    private void record(SenderAccount account, TemplateLedger ledger) {
        if (!store.put(account, ledger)) {
            throw new OvertakenException();
        }
    }

    /** What is recorded, and what Meta said it wrote just now. */
    private static List<MessageTemplate> known(List<MessageTemplate> recorded, Creations creations) {
        List<MessageTemplate> known = new ArrayList<>(recorded);
        known.addAll(creations.accepted());
        return known;
    }

    /** What can be bound, what is bound, and what has a name of ours, whatever Meta has made of it. */
    private List<MessageTemplate> toRecord(AccountTemplates found, List<TemplateContent> bound) {
        Set<String> boundIds =
                bound.stream().map(content -> content.template().id()).collect(Collectors.toSet());
        return found.templates().stream()
                .filter(template -> template.isForAuthentication()
                        || names.isOurs(template.name())
                        || boundIds.contains(template.id()))
                .toList();
    }
}
