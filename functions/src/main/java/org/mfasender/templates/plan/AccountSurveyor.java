package org.mfasender.templates.plan;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.Refusal;
import org.mfasender.templates.catalog.RefusalReason;
import org.mfasender.templates.catalog.TemplateCatalog;
import org.mfasender.templates.catalog.TemplateLedger;

/** Reads what an account has, as often as needed, and plans each time what is to become of what is wanted. */
public final class AccountSurveyor {

    private final TemplateCatalog catalog;
    private final TemplatePlanner planner;
    private final Map<Purpose, TemplateOptions> wanted;
    private final List<MessageTemplate> recorded;
    private final List<TemplateContent> bound;
    private final Supplier<Instant> clock;

    /**
     * A surveyor of one account.
     *
     * @param recorded the templates of the last survey that was stored
     * @param bound the bindings so far
     */
    public AccountSurveyor(
            TemplateCatalog catalog,
            TemplatePlanner planner,
            Map<Purpose, TemplateOptions> wanted,
            List<MessageTemplate> recorded,
            List<TemplateContent> bound,
            Supplier<Instant> clock) {
        this.catalog = catalog;
        this.planner = planner;
        this.wanted = wanted;
        this.recorded = recorded;
        this.bound = bound;
        this.clock = clock;
    }

    /**
     * Reads the account, and plans. One call a page of templates. One call a name more where Meta's list has fewer rows than it counts,
     * and a list of Direct Send's templates where one would be adopted, because the list of all does not show which ones those are.
     *
     * @param accepted what Meta said it wrote just now
     * @throws GraphException when Meta refuses, limits the rate or is failing
     */
    public AccountSurvey survey(TemplateLedger ledger, Collection<MessageTemplate> accepted) {
        AccountSurvey survey = completed(planned(catalog.list(), ledger, accepted), accepted);
        Set<String> directSends = adopted(survey).isEmpty() ? Set.of() : catalog.directSendIds();
        while (adopted(survey).stream().anyMatch(template -> directSends.contains(template.id()))) {
            survey = completed(withoutDirectSends(survey, directSends), accepted);
        }
        return survey;
    }

    /** The last survey with what Meta said it wrote since, without a call. */
    public AccountSurvey updated(AccountSurvey last, TemplateLedger ledger, Collection<MessageTemplate> accepted) {
        return planned(last.found(), ledger, accepted);
    }

    private AccountSurvey planned(
            AccountTemplates listed, TemplateLedger ledger, Collection<MessageTemplate> accepted) {
        Instant now = clock.get();
        TemplateLedger seen = ledger.seen(listed);
        List<MessageTemplate> known =
                Stream.concat(recorded.stream(), accepted.stream()).toList();
        List<MessageTemplate> ofThisRun = known.stream()
                .filter(template -> planner.isOfThisRun(seen, template))
                .toList();
        AccountTemplates found = listed.with(known, seen, now).withoutLosing(ofThisRun);
        return new AccountSurvey(found, seen, plan(found, seen, now));
    }

    private TemplatePlan plan(AccountTemplates found, TemplateLedger ledger, Instant now) {
        return planner.plan(wanted, found, ledger, bound, now);
    }

    /** A list that is cut short makes a name seem free, and a bound template gone: both are requested by their names. */
    private AccountSurvey completed(AccountSurvey first, Collection<MessageTemplate> accepted) {
        AccountSurvey survey = first;
        if (survey.found().whole()) {
            return survey;
        }
        Set<String> requested = new HashSet<>();
        for (Set<String> names = doubtful(survey); !requested.containsAll(names); names = doubtful(survey)) {
            names.removeAll(requested);
            List<MessageTemplate> more =
                    names.stream().flatMap(name -> catalog.named(name).stream()).toList();
            requested.addAll(names);
            survey = planned(survey.found().adding(more), survey.ledger(), accepted);
        }
        return survey;
    }

    private Set<String> doubtful(AccountSurvey survey) {
        Stream<String> free = survey.plan().entries().stream()
                .filter(PlannedTemplate::isCreation)
                .map(entry -> Objects.requireNonNull(entry.name()));
        Stream<String> gone = bound.stream()
                .map(TemplateContent::template)
                .filter(template -> survey.found().find(template.id()).isEmpty())
                .map(MessageTemplate::name);
        return Stream.concat(free, gone).collect(Collectors.toCollection(HashSet::new));
    }

    private static List<MessageTemplate> adopted(AccountSurvey survey) {
        return survey.plan().entries().stream()
                .filter(entry -> entry.action() == PlannedTemplate.Action.ADOPT)
                .map(entry -> Objects.requireNonNull(entry.template()))
                .toList();
    }

    private AccountSurvey withoutDirectSends(AccountSurvey survey, Set<String> directSends) {
        Instant now = clock.get();
        List<Refusal> taken = adopted(survey).stream()
                .filter(template -> directSends.contains(template.id()))
                .map(template -> new Refusal(template.name(), template.language(), RefusalReason.NAME_TAKEN, null, now))
                .toList();
        TemplateLedger warned = survey.ledger().refused(taken, now);
        return new AccountSurvey(survey.found(), warned, plan(survey.found(), warned, now));
    }
}
