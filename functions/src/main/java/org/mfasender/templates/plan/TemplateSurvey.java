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

/** Looks at what an account has, as often as one likes, and plans each time what is to become of what is wanted. */
public final class TemplateSurvey {

    private final TemplateCatalog catalog;
    private final TemplatePlanner planner;
    private final Map<Purpose, TemplateOptions> wanted;
    private final List<MessageTemplate> recorded;
    private final List<TemplateContent> bound;
    private final Supplier<Instant> clock;

    /**
     * A survey of one account.
     *
     * @param recorded the templates of the look before
     * @param bound the bindings so far
     */
    public TemplateSurvey(
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
     * Looks, and plans. One call a page of templates. One call a name more where Meta's list has fewer rows than it counts, and a list
     * of Direct Send's templates where one would be adopted, because the list of all does not say which ones those are.
     *
     * @param accepted what Meta said it wrote just now
     * @throws GraphException when Meta refuses, limits the rate or is failing
     */
    public TemplateLook look(TemplateLedger ledger, Collection<MessageTemplate> accepted) {
        TemplateLook look = completed(planned(catalog.list(), ledger, accepted), accepted);
        Set<String> directSends = adopted(look).isEmpty() ? Set.of() : catalog.directSendIds();
        while (adopted(look).stream().anyMatch(template -> directSends.contains(template.id()))) {
            look = completed(withoutDirectSends(look, directSends), accepted);
        }
        return look;
    }

    /** What the last look showed, and what Meta said it wrote since: a look without a call. */
    public TemplateLook remembered(TemplateLook last, TemplateLedger ledger, Collection<MessageTemplate> accepted) {
        return planned(last.found(), ledger, accepted);
    }

    private TemplateLook planned(AccountTemplates listed, TemplateLedger ledger, Collection<MessageTemplate> accepted) {
        Instant now = clock.get();
        TemplateLedger seen = ledger.seen(listed);
        List<MessageTemplate> known =
                Stream.concat(recorded.stream(), accepted.stream()).toList();
        AccountTemplates found = listed.with(known, seen, now);
        return new TemplateLook(found, seen, plan(found, seen, now));
    }

    private TemplatePlan plan(AccountTemplates found, TemplateLedger ledger, Instant now) {
        return planner.plan(wanted, found, ledger, bound, now);
    }

    /** A list that is cut short makes a name look free, and a bound template gone: both are asked for by their names. */
    private TemplateLook completed(TemplateLook first, Collection<MessageTemplate> accepted) {
        TemplateLook look = first;
        if (look.found().whole()) {
            return look;
        }
        Set<String> asked = new HashSet<>();
        for (Set<String> names = doubtful(look); !asked.containsAll(names); names = doubtful(look)) {
            names.removeAll(asked);
            List<MessageTemplate> more =
                    names.stream().flatMap(name -> catalog.named(name).stream()).toList();
            asked.addAll(names);
            look = planned(look.found().adding(more), look.ledger(), accepted);
        }
        return look;
    }

    private Set<String> doubtful(TemplateLook look) {
        Stream<String> free = look.plan().entries().stream()
                .filter(PlannedTemplate::isCreation)
                .map(entry -> Objects.requireNonNull(entry.name()));
        Stream<String> gone = bound.stream()
                .map(TemplateContent::template)
                .filter(template -> look.found().find(template.id()).isEmpty())
                .map(MessageTemplate::name);
        return Stream.concat(free, gone).collect(Collectors.toCollection(HashSet::new));
    }

    private static List<MessageTemplate> adopted(TemplateLook look) {
        return look.plan().entries().stream()
                .filter(entry -> entry.action() == PlannedTemplate.Action.ADOPT)
                .map(entry -> Objects.requireNonNull(entry.template()))
                .toList();
    }

    private TemplateLook withoutDirectSends(TemplateLook look, Set<String> directSends) {
        Instant now = clock.get();
        List<Refusal> taken = adopted(look).stream()
                .filter(template -> directSends.contains(template.id()))
                .map(template -> new Refusal(template.name(), template.language(), RefusalReason.NAME_TAKEN, null, now))
                .toList();
        TemplateLedger warned = look.ledger().refused(taken, now);
        return new TemplateLook(look.found(), warned, plan(look.found(), warned, now));
    }
}
