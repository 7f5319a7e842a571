package org.mfasender.templates.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateNames;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.catalog.BindingState;
import org.mfasender.templates.catalog.Creation;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.Refusal;
import org.mfasender.templates.catalog.RefusalReason;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.plan.PlannedTemplate.Action;
import org.mfasender.templates.plan.PlannedTemplate.Reason;
import org.mfasender.templates.plan.PlannedTemplate.Target;

/**
 * Compares what is wanted with what the account has and with what was recorded, and says what to do: a rule, without effects.
 * What meets a wish is left or adopted; what is missing is created under the lowest version of our name that is free; nothing is
 * ever changed or deleted.
 */
public final class TemplatePlanner {

    /** A name that needs more versions than this has a problem that further ones do not solve. */
    static final int MAX_VERSIONS = 20;

    /** States from which a template does not return, and why its name is not used again. */
    private static final Map<BindingState, Reason> LOST = Map.of(
            BindingState.ARCHIVED, Reason.ARCHIVED,
            BindingState.DISABLED, Reason.DISABLED,
            BindingState.DANGLING, Reason.NAME_BLOCKED);

    private final TemplateNames names;
    private final CreationPace pace;
    private final @Nullable Instant runStarted;

    /** A planner of runs that have not begun. */
    public TemplatePlanner(TemplateNames names, CreationPace pace) {
        this(names, pace, null);
    }

    private TemplatePlanner(TemplateNames names, CreationPace pace, @Nullable Instant runStarted) {
        this.names = names;
        this.pace = pace;
        this.runStarted = runStarted;
    }

    /**
     * A planner of a run that has begun: it creates at most one further version of a name. What Meta makes of that one at once, it would
     * make of the next.
     */
    public TemplatePlanner during(Instant started) {
        return new TemplatePlanner(names, pace, started);
    }

    /** Whether a name is one that this system gives its templates. */
    boolean isOurs(String name) {
        return names.isOurs(name);
    }

    /** Whether the run that is planned for submitted a template. */
    boolean isOfThisRun(TemplateLedger ledger, MessageTemplate template) {
        return runStarted != null
                && ledger.creationsSince(runStarted)
                        .anyMatch(creation -> creation.covers(template.name(), template.language()));
    }

    /**
     * Plans every purpose and language, the default locales first, so that they are the last to wait.
     *
     * @param wanted for each purpose
     * @param found what the account has now
     * @param ledger what was created and refused before
     * @param bound the bindings so far
     */
    public TemplatePlan plan(
            Map<Purpose, TemplateOptions> wanted,
            AccountTemplates found,
            TemplateLedger ledger,
            List<TemplateContent> bound,
            Instant now) {
        Situation situation = new Situation(found.templates(), ledger, bound, now);
        List<PlannedTemplate> entries = targets(wanted).stream()
                .map(target -> decide(target, situation))
                .toList();
        return new TemplatePlan(pace.apply(withinCapacity(entries, found.capacityLeft()), ledger, now), wanted);
    }

    private static List<Target> targets(Map<Purpose, TemplateOptions> wanted) {
        List<Iterator<Target>> byPurpose = new ArrayList<>();
        for (Purpose purpose : Purpose.values()) {
            TemplateOptions options = wanted.get(purpose);
            if (options != null) {
                List<Target> targets = new ArrayList<>();
                options.languages()
                        .forEach((language, locales) ->
                                targets.add(new Target(purpose, language, locales, options.settings())));
                byPurpose.add(targets.iterator());
            }
        }
        List<Target> all = new ArrayList<>();
        while (byPurpose.stream().anyMatch(Iterator::hasNext)) {
            byPurpose.stream().filter(Iterator::hasNext).forEach(targets -> all.add(targets.next()));
        }
        return all;
    }

    private PlannedTemplate decide(Target target, Situation situation) {
        Optional<MessageTemplate> fitting = situation.fitting(target);
        if (fitting.isPresent()) {
            MessageTemplate template = fitting.get();
            Action action = situation.isKnown(template) ? Action.LEAVE : Action.ADOPT;
            PlannedTemplate existing = PlannedTemplate.existing(target, action, template);
            return isOfThisRun(situation.ledger, template)
                    ? existing.because(situation.obstacleBefore(template.name(), target))
                    : existing;
        }
        Optional<Refusal> refusal = situation.refusal(target);
        if (refusal.isPresent()) {
            Reason reason = Reason.valueOf(refusal.get().reason().name());
            return PlannedTemplate.impossible(target, reason, refusal.get().meta());
        }
        Reason obstacle = null;
        for (int version = 1; version <= MAX_VERSIONS; version++) {
            String name = names.name(target.purpose(), version);
            Optional<Reason> further = situation.obstacle(name, target);
            if (further.isEmpty()) {
                return obstacle != null && situation.hasReplaced(target, name)
                        ? PlannedTemplate.notKept(target, obstacle)
                        : PlannedTemplate.creation(target, name, obstacle);
            }
            obstacle = further.get();
        }
        return PlannedTemplate.impossible(target, Reason.VERSIONS_USED_UP, null);
    }

    private static List<PlannedTemplate> withinCapacity(List<PlannedTemplate> entries, int capacity) {
        List<PlannedTemplate> fitting = new ArrayList<>();
        int left = capacity;
        for (PlannedTemplate entry : entries) {
            boolean tooMany = entry.isCreation() && left-- <= 0;
            fitting.add(tooMany ? entry.withoutCapacity() : entry);
        }
        return fitting;
    }

    /** What there is, in the forms that the planner needs. */
    private final class Situation {
        private final List<MessageTemplate> templates;
        private final TemplateLedger ledger;
        private final Set<String> boundIds = new HashSet<>();
        private final List<Refusal> refusals;
        private final Instant now;

        Situation(List<MessageTemplate> templates, TemplateLedger ledger, List<TemplateContent> bound, Instant now) {
            this.templates = templates;
            this.ledger = ledger;
            bound.forEach(content -> boundIds.add(content.template().id()));
            this.refusals = ledger.refusalsAt(now).toList();
            this.now = now;
        }

        /** The template of ours that serves a wish best. */
        Optional<MessageTemplate> fitting(Target target) {
            return templates.stream()
                    .filter(template -> template.language().equals(target.language()))
                    .filter(template -> names.isOurs(template.name(), target.purpose()))
                    .filter(template -> fits(template, target.settings()))
                    .filter(template -> loss(template) == null && !isTaken(template))
                    .min(Comparator.comparing(MessageTemplate::isUsable, Comparator.reverseOrder())
                            .thenComparing(MessageTemplate::isInReview, Comparator.reverseOrder())
                            .thenComparing(template -> !boundIds.contains(template.id()))
                            .thenComparingInt(template -> template.name().length())
                            .thenComparing(MessageTemplate::name));
        }

        /** As wanted, or submitted as wanted and unedited since: Meta may read back something else than was submitted. */
        private boolean fits(MessageTemplate template, TemplateSettings settings) {
            return template.meets(settings)
                    || (template.isForAuthentication()
                            && template.isUnedited()
                            && ledger.submitted(template.name(), template.language())
                                    .filter(settings::equals)
                                    .isPresent());
        }

        /**
         * Why nothing that this system may do makes it usable again; null when something does. Meta edits no disabled template and
         * deletes none; appeals are for people. What this run submitted and Meta rejected, the next run may replace: a review of the
         * same at once would end the same way. Source: Meta, "Template management" and "Template pausing".
         */
        private @Nullable Reason loss(MessageTemplate template) {
            return template.isRejectedInError() && !isOfThisRun(ledger, template)
                    ? Reason.REJECTED
                    : LOST.get(template.state());
        }

        /** Why this run did not use the versions of a name that come before one; null when it is the first. */
        @Nullable
        Reason obstacleBefore(String name, Target target) {
            Reason obstacle = null;
            for (int version = 1; version <= MAX_VERSIONS; version++) {
                String former = names.name(target.purpose(), version);
                if (former.equals(name)) {
                    return obstacle;
                }
                obstacle = obstacle(former, target).orElse(obstacle);
            }
            return obstacle;
        }

        /** Whether this run made another further version of a name; version 1 is none. */
        boolean hasReplaced(Target target, String name) {
            return runStarted != null
                    && ledger.creationsSince(runStarted)
                            .filter(creation -> creation.languages().contains(target.language()))
                            .map(Creation::name)
                            .filter(made -> names.isOurs(made, target.purpose()))
                            .anyMatch(made -> !made.equals(name) && !made.equals(names.name(target.purpose(), 1)));
        }

        boolean isKnown(MessageTemplate template) {
            return boundIds.contains(template.id())
                    || ledger.submitted(template.name(), template.language()).isPresent();
        }

        /** A refusal that another name does not help against. */
        Optional<Refusal> refusal(Target target) {
            return refusals.stream()
                    .filter(refusal -> !refusal.reason().isOfName())
                    .filter(refusal -> refusal.language().equals(target.language()))
                    .filter(refusal -> refusal.reason() == RefusalReason.LANGUAGE_NOT_SUPPORTED
                            || names.isOurs(refusal.name(), target.purpose()))
                    .findFirst();
        }

        /** Why a name cannot be used for a wish; a name says the same in all its languages. */
        Optional<Reason> obstacle(String name, Target target) {
            return Optional.ofNullable(refused(name, target))
                    .or(() -> templates.stream()
                            .filter(template -> template.name().equals(name))
                            .map(template -> obstacle(template, target))
                            .flatMap(Optional::stream)
                            .findFirst())
                    .or(() -> ledger.isFreshlyOther(name, target.settings(), now)
                            ? Optional.of(Reason.OTHER_CONTENT)
                            : Optional.empty());
        }

        private boolean isTaken(MessageTemplate template) {
            return refusals.stream()
                    .anyMatch(refusal -> refusal.reason() == RefusalReason.NAME_TAKEN
                            && refusal.name().equals(template.name())
                            && refusal.language().equals(template.language()));
        }

        private @Nullable Reason refused(String name, Target target) {
            boolean taken = refusals.stream()
                    .anyMatch(refusal -> refusal.reason() == RefusalReason.NAME_TAKEN
                            && refusal.name().equals(name));
            if (taken) {
                return Reason.NAME_TAKEN;
            }
            boolean blocked = refusals.stream()
                    .anyMatch(refusal -> refusal.reason() == RefusalReason.NAME_BLOCKED
                            && refusal.name().equals(name)
                            && refusal.language().equals(target.language()));
            return blocked ? Reason.NAME_BLOCKED : null;
        }

        private Optional<Reason> obstacle(MessageTemplate template, Target target) {
            if (!template.isForAuthentication()) {
                return Optional.of(Reason.CATEGORY_CHANGED);
            }
            if (!fits(template, target.settings())) {
                return Optional.of(Reason.OTHER_CONTENT);
            }
            if (!template.language().equals(target.language())) {
                return Optional.empty();
            }
            return Optional.of(Objects.requireNonNullElse(loss(template), Reason.NAME_BLOCKED));
        }
    }
}
