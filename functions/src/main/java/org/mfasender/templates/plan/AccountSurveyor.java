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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphTemplates;
import org.mfasender.platform.meta.SideBySide;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.catalog.Creation;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.Refusal;
import org.mfasender.templates.catalog.RefusalReason;
import org.mfasender.templates.catalog.TemplateCatalog;
import org.mfasender.templates.catalog.TemplateLedger;

/** Reads what an account has, as often as needed, and plans each time what is to become of what is wanted. */
public final class AccountSurveyor {

    /** Five pages: a page of a large account takes Meta about half a second. */
    private static final int MOST_WHILE_SOMEBODY_WAITS = 5 * GraphTemplates.PAGE;

    private static final int AT_ONCE = 10;

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
        return decided(planned(catalog.list(), ledger, accepted), Set.of(), accepted);
    }

    /**
     * The same for somebody who waits: of an account with many templates, nothing is read but those whose names matter.
     *
     * @throws GraphException when Meta refuses, limits the rate or is failing
     */
    public AccountSurvey surveyInTime(TemplateLedger ledger) {
        AccountTemplates some = catalog.list(MOST_WHILE_SOMEBODY_WAITS);
        Set<String> names = some.whole() ? Set.of() : names(ledger, List.of());
        return decided(planned(some.adding(named(names)), ledger, List.of()), names, List.of());
    }

    /**
     * Reads again what a run may have changed, and plans. Where the account has so many templates that it takes fewer calls, only those are
     * read whose names matter.
     *
     * @param last what the account had earlier in this run
     * @param accepted what Meta said it wrote just now
     * @throws GraphException when Meta refuses, limits the rate or is failing
     */
    public AccountSurvey surveyAgain(
            AccountTemplates last, TemplateLedger ledger, Collection<MessageTemplate> accepted) {
        Set<String> names = names(ledger, accepted);
        if (names.size() >= last.pages()) {
            return survey(ledger, accepted);
        }
        return decided(planned(last.replacing(names, named(names)), ledger, accepted), names, accepted);
    }

    /** Without what belongs to Direct Send, which is known of no template before it is asked. */
    private AccountSurvey decided(AccountSurvey first, Set<String> requested, Collection<MessageTemplate> accepted) {
        AccountSurvey survey = completed(first, requested, accepted);
        Set<String> directSends = directSends(survey);
        while (adopted(survey).stream().anyMatch(template -> directSends.contains(template.id()))) {
            survey = completed(withoutDirectSends(survey, directSends), requested, accepted);
        }
        return survey;
    }

    private Set<String> directSends(AccountSurvey survey) {
        Set<String> names = adopted(survey).stream().map(MessageTemplate::name).collect(Collectors.toSet());
        if (names.isEmpty()) {
            return Set.of();
        }
        return names.size() < survey.found().pages() ? catalog.directSendIds(names) : catalog.directSendIds();
    }

    /** Of what is bound, of what this system knows, and of what it submitted. */
    private Set<String> names(TemplateLedger ledger, Collection<MessageTemplate> accepted) {
        Stream<String> ofBound =
                bound.stream().map(content -> content.template().name());
        Stream<String> known =
                Stream.concat(recorded.stream(), accepted.stream()).map(MessageTemplate::name);
        Stream<String> submitted = ledger.creations().stream().map(Creation::name);
        return Stream.of(ofBound, known.filter(planner::isOurs), submitted)
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }

    private List<MessageTemplate> named(Collection<String> names) {
        List<Supplier<List<MessageTemplate>>> calls = names.stream()
                .<Supplier<List<MessageTemplate>>>map(name -> () -> catalog.named(name))
                .toList();
        return IntStream.iterate(0, first -> first < calls.size(), first -> first + AT_ONCE)
                .mapToObj(first -> calls.subList(first, Math.min(first + AT_ONCE, calls.size())))
                .flatMap(some -> SideBySide.all(some).stream())
                .flatMap(List::stream)
                .toList();
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
    private AccountSurvey completed(
            AccountSurvey first, Set<String> requestedBefore, Collection<MessageTemplate> accepted) {
        AccountSurvey survey = first;
        if (survey.found().whole()) {
            return survey;
        }
        Set<String> requested = new HashSet<>(requestedBefore);
        for (Set<String> names = doubtful(survey); !requested.containsAll(names); names = doubtful(survey)) {
            names.removeAll(requested);
            requested.addAll(names);
            survey = planned(survey.found().adding(named(names)), survey.ledger(), accepted);
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
