package org.mfasender.setup.provision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.sender.AccountContents;
import org.mfasender.sender.Connection;
import org.mfasender.templates.TemplateNames;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateCatalog;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.plan.AccountSurvey;
import org.mfasender.templates.plan.AccountSurveyor;
import org.mfasender.templates.plan.Bindings;
import org.mfasender.templates.plan.TemplatePlan;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.templates.storage.StoredTemplateItems;
import org.mfasender.templates.storage.TemplateStore;

/**
 * Surveys the account, creates what is due and surveys it again, until nothing can be done now; what there is then is to be recorded. A run reads all
 * templates once; what it reads again, of an account with many, is what it is about.
 */
public final class Provisioner {

    /** A round that follows a refusal tries another name; more than this would be a loop. */
    private static final int MAX_ROUNDS = 5;

    private final TemplateStore store;
    private final AccountContents contents;
    private final TemplatePlanner planner;
    private final TemplateNames names;

    public Provisioner(TemplateStore store, AccountContents contents, TemplatePlanner planner, TemplateNames names) {
        this.store = store;
        this.contents = contents;
        this.planner = planner;
        this.names = names;
    }

    /**
     * What came out.
     *
     * @param plan what is still to be done, and what there is
     * @param contents as they are to be recorded
     * @param end the refusal after which nothing more was tried
     * @param recorder of all this, which is not recorded yet
     */
    public record Outcome(
            TemplatePlan plan,
            List<TemplateContent> contents,
            TemplateLedger ledger,
            Optional<GraphFailure> end,
            Recorder recorder) {

        /** When a template was submitted last, or the step started, whichever is later. */
        public Instant lastCreation(Instant started) {
            return ledger.lastCreation().filter(started::isBefore).orElse(started);
        }
    }

    /**
     * One turn.
     *
     * @throws GraphException when Meta limits the rate or is failing; what was created before is recorded and bound, and another turn
     *     continues there
     * @throws org.mfasender.workflow.SupersededException when a newer run replaced this one
     */
    public Outcome provision(
            TemplateOwner owner, Connection connection, TemplateCatalog catalog, Supplier<Instant> clock) {
        Turn turn = new Turn(clock);
        StoredTemplateItems stored = store.read(owner);
        List<TemplateContent> bound = stored.contents();
        List<MessageTemplate> known = stored.templates(bound);
        TurnLedger ledger = new TurnLedger(store, owner);
        AccountSurveyor surveyor = new AccountSurveyor(
                catalog, planner.during(connection.run().startedAt()), connection.templates(), known, bound, clock);

        Instant readAt = clock.get();
        AccountSurvey survey = connection.hasReadTemplates()
                ? surveyor.surveyAgain(ledger.current().asLastSeen(known), ledger.current(), List.of())
                : surveyor.survey(ledger.current(), List.of());
        ledger.update(survey.ledger());
        Eligibility eligibility = new Eligibility(survey.found().provesEligibility());
        CreationCalls calls = new CreationCalls(catalog, ledger, eligibility, clock);
        Creations creations = new Creations(calls, ledger, eligibility, turn, clock);
        for (int round = 0;
                round < MAX_ROUNDS && turn.isOpen() && !survey.plan().due().isEmpty();
                round++) {
            creations.create(survey.plan().due());
            survey = surveyAgain(surveyor, survey, ledger.current(), calls.accepted(), turn);
            ledger.update(survey.ledger());
        }

        Recorder recorder = new Recorder(
                contents, owner, toRecord(survey.found(), bound), readAt, bindings(owner, survey, clock.get()), ledger);
        turn.interruption().ifPresent(interruption -> {
            recorder.record();
            throw interruption;
        });
        return new Outcome(survey.plan(), recorder.contents(bound), ledger.current(), turn.end(), recorder);
    }

    private static AccountSurvey surveyAgain(
            AccountSurveyor surveyor,
            AccountSurvey last,
            TemplateLedger ledger,
            List<MessageTemplate> accepted,
            Turn turn) {
        try {
            return surveyor.surveyAgain(last.found(), ledger, accepted);
        } catch (GraphException e) {
            turn.interrupt(e);
            return surveyor.updated(last, ledger, accepted);
        }
    }

    /** Binds what the plan says. */
    private static UnaryOperator<List<TemplateContent>> bindings(
            TemplateOwner owner, AccountSurvey survey, Instant now) {
        Bindings bindings = new Bindings(owner.environmentId(), survey.found(), now);
        return recorded -> bindings.bind(survey.plan(), recorded);
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
