package org.mfasender.setup.provision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.sender.SenderAccount;
import org.mfasender.templates.TemplateNames;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateCatalog;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.plan.Bindings;
import org.mfasender.templates.plan.TemplateLook;
import org.mfasender.templates.plan.TemplatePlan;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.templates.plan.TemplateSurvey;
import org.mfasender.templates.storage.TemplateStore;
import org.mfasender.workflow.SupersededException;

/** Looks, plans, creates and looks again, until nothing can be done now; then records what there is. */
public final class Provisioner {

    /** A round that follows a refusal tries another name; more than this would be a loop. */
    private static final int MOST_ROUNDS = 5;

    private final TemplateStore store;
    private final TemplatePlanner planner;
    private final TemplateNames names;

    public Provisioner(TemplateStore store, TemplatePlanner planner, TemplateNames names) {
        this.store = store;
        this.planner = planner;
        this.names = names;
    }

    /**
     * What came out.
     *
     * @param plan what is still to be done, and what there is
     * @param eligible whether Meta is known to take authentication templates of this account
     * @param end the refusal after which nothing more was tried
     */
    public record Outcome(
            TemplatePlan plan,
            List<TemplateContent> contents,
            TemplateLedger ledger,
            boolean eligible,
            Optional<GraphFailure> end) {

        /** When a template was handed in last, or the step begun, whichever is later. */
        public Instant lastCreation(Instant begun) {
            return ledger.lastCreation().filter(begun::isBefore).orElse(begun);
        }
    }

    /**
     * One turn.
     *
     * @throws GraphException when Meta limits the rate or is failing; what came true before is recorded and bound, and doing it again
     *     goes on from there
     */
    public Outcome provision(SenderAccount account, TemplateCatalog catalog, Supplier<Instant> clock) {
        Instant begun = clock.get();
        List<TemplateContent> bound = store.contents(account);
        StoredLedger stored = new StoredLedger(account);
        TemplateSurvey survey =
                new TemplateSurvey(catalog, planner, account.templates(), store.templates(account), bound, clock);

        TemplateLook look = survey.look(stored.ledger, List.of());
        Creations creations = new Creations(catalog, look, stored::keep, clock, begun);
        for (int round = 0;
                round < MOST_ROUNDS && creations.isOpen() && !look.plan().due().isEmpty();
                round++) {
            creations.create(look);
            look = lookAgain(survey, look, creations);
        }

        AccountTemplates found = look.found();
        TemplatePlan plan = look.plan();
        stored.keep(look.ledger());
        Bindings bindings = new Bindings(account.environmentId(), found, clock.get());
        List<TemplateContent> contents = store.record(
                        account, toRecord(found, bound), content -> bindings.bind(plan, content))
                .orElseThrow(SupersededException::new);
        creations.interruption().ifPresent(interruption -> {
            throw interruption;
        });
        return new Outcome(plan, contents, look.ledger(), creations.isEligible(), creations.end());
    }

    private static TemplateLook lookAgain(TemplateSurvey survey, TemplateLook last, Creations creations) {
        try {
            return survey.look(creations.ledger(), creations.accepted());
        } catch (GraphException e) {
            creations.interrupt(e);
            return survey.remembered(last, creations.ledger(), creations.accepted());
        }
    }

    /** An account's ledger, stored whenever it changes. */
    private final class StoredLedger {
        private final SenderAccount account;
        private TemplateLedger ledger;

        StoredLedger(SenderAccount account) {
            this.account = account;
            this.ledger = store.ledger(account);
        }

        void keep(TemplateLedger next) {
            if (!next.equals(ledger)) {
                if (!store.put(account, next)) {
                    throw new SupersededException();
                }
                ledger = next;
            }
        }
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
