package org.mfasender.setup.provision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Cause;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.bindings.ContentSelector;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.plan.PlannedTemplate.Reason;
import org.mfasender.templates.plan.PlannedTemplate;
import org.mfasender.templates.plan.TemplatePlan;
import org.mfasender.workflow.StepResult;

/**
 * How the step stands: waiting for Meta's review or its hourly limit, done, or in need of a person. A language that cannot be had is
 * a warning as long as the default content of its purpose can be sent, which serves instead. Meta's review takes seconds as a rule
 * and up to a day (Meta, "Template review").
 */
public final class Verdict {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST_REVIEW = Duration.ofHours(24);
    /** More names than this tell a person nothing. */
    private static final int MOST_NAMED = 20;

    private final Duration firstLook;

    /** @param firstLook the pause before the first look; later ones are as long as the review has taken so far */
    public Verdict(Duration firstLook) {
        this.firstLook = firstLook;
    }

    /**
     * Meta refuses whatever is tried.
     *
     * @param eligible whether Meta is known to take authentication templates of this account
     */
    public StepResult ended(SenderAccount account, Step step, GraphFailure failure, boolean eligible, Instant now) {
        boolean unproven = account.provisioning().step(StepName.VALIDATE).checks().stream()
                .anyMatch(check -> check.status() == CheckStatus.WARNING
                        && List.of(CheckName.BUSINESS_VERIFIED, CheckName.MESSAGING_LIMIT)
                                .contains(check.name()));
        MetaError meta = failure.error();
        Check check;
        if (!eligible && TemplateRefusals.canBeEligibility(failure, unproven)) {
            check = Check.failed(CheckName.TEMPLATES_ELIGIBLE, Map.of(), meta);
        } else if (failure.isPermissionMissing()) {
            check = Check.failed(CheckName.TEMPLATES_CREATED, Cause.FORBIDDEN, Map.of(), meta);
        } else if (failure.isParameter()) {
            check = Check.failed(CheckName.TEMPLATES_CREATED, Map.of(), meta);
        } else {
            check = Check.failed(CheckName.META_CALL, Map.of("call", failure.call()), meta);
        }
        return StepResult.failed(step, now, null, List.of(check));
    }

    /**
     * What follows from the plan as it is after everything that could be done now.
     *
     * @param lastCreation when a template was handed in last; the start of the step if none was
     * @param deadline after which the run looks no more
     */
    public StepResult judge(
            Step step,
            TemplatePlan plan,
            List<TemplateContent> contents,
            Instant lastCreation,
            Instant deadline,
            Instant now) {
        long inReview = Stream.concat(
                        planned(plan),
                        contents.stream().filter(TemplateContent::manual).map(TemplateContent::template))
                .filter(MessageTemplate::isInReview)
                .map(MessageTemplate::id)
                .distinct()
                .count();
        boolean patient = now.isBefore(lastCreation.plus(LONGEST_REVIEW));
        Instant next = nextLook(plan, inReview, lastCreation, now);
        boolean open = (inReview > 0 && patient) || plan.creations() > 0;
        List<TemplateContent> byHand = brokenByHand(plan, contents);
        boolean served = plan.wanted().keySet().stream()
                .allMatch(purpose -> ContentSelector.serves(purpose, plan.wanted(), contents)
                        || byHand.stream().anyMatch(content -> content.purpose() == purpose));
        List<Check> checks =
                List.of(created(plan, served), byHand.isEmpty() ? usable(plan, served) : unusableByHand(byHand));
        if (open && !next.isAfter(deadline)) {
            return StepResult.waiting(step, next, waiting(plan, inReview, next), notPassed(checks));
        }
        if (checks.stream().anyMatch(check -> check.status() == CheckStatus.FAILED)) {
            return StepResult.failed(step, now, null, checks);
        }
        return StepResult.succeeded(step, now, leftOpen(plan, inReview), checks);
    }

    private static String waiting(TemplatePlan plan, long inReview, Instant next) {
        List<String> sentences = new ArrayList<>();
        if (inReview > 0) {
            sentences.add("Templates in Meta's review: " + inReview + ".");
        }
        if (plan.creations() > 0) {
            String why = plan.nextCreation().isPresent() ? ", as Meta limits how many an hour takes" : "";
            sentences.add("Templates still to be created" + why + ": " + plan.creations() + ", the next at "
                    + plan.nextCreation().orElse(next) + ".");
        }
        sentences.add("The next look is at " + next + ".");
        return String.join(" ", sentences);
    }

    private static @Nullable String leftOpen(TemplatePlan plan, long inReview) {
        if (plan.creations() > 0) {
            return "Templates that could not be created in this run: " + plan.creations() + "; a new run goes on.";
        }
        return inReview == 0 ? null : "Meta's review is still open after a day; a new run looks again.";
    }

    private static List<Check> notPassed(List<Check> checks) {
        return checks.stream()
                .filter(check -> check.status() != CheckStatus.PASSED)
                .toList();
    }

    /** A review is looked at after as long again as it has taken; a creation when it can be made. */
    private Instant nextLook(TemplatePlan plan, long inReview, Instant since, Instant now) {
        Duration pause = Stream.of(firstLook, Duration.between(since, now))
                .max(Duration::compareTo)
                .orElseThrow();
        Instant look = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        Instant creation = plan.nextCreation().orElse(look);
        boolean creates = plan.creations() > 0 && (inReview == 0 || creation.isBefore(look));
        return creates ? creation : look;
    }

    /** Default contents that a person bound, whose templates cannot be sent any more. */
    private static List<TemplateContent> brokenByHand(TemplatePlan plan, List<TemplateContent> contents) {
        return contents.stream()
                .filter(content -> content.manual() && !content.isUsable() && !content.isInReview())
                .filter(content ->
                        content.isDefault(Objects.requireNonNull(plan.wanted().get(content.purpose()))
                                .defaultLocale()))
                .filter(content -> !ContentSelector.serves(content.purpose(), plan.wanted(), contents))
                .toList();
    }

    /** Whether all that is wanted exists. */
    private static Check created(TemplatePlan plan, boolean served) {
        List<PlannedTemplate> impossible =
                plan.entries().stream().filter(PlannedTemplate::isImpossible).toList();
        if (impossible.isEmpty()) {
            return Check.passed(
                    CheckName.TEMPLATES_CREATED,
                    Map.of("count", String.valueOf(plan.entries().size())));
        }
        boolean full = impossible.stream().anyMatch(entry -> entry.reason() == Reason.CAPACITY);
        MetaError meta = impossible.stream()
                .map(PlannedTemplate::meta)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return warningIf(
                served,
                CheckName.TEMPLATES_CREATED,
                full ? Cause.CAPACITY : Cause.LANGUAGES,
                values(impossible.stream()
                        .map(entry -> entry.purpose() + " in " + entry.language() + " (" + entry.reason() + ")")
                        .toList()),
                meta);
    }

    /** Whether all that exists can be sent. */
    private static Check usable(TemplatePlan plan, boolean served) {
        List<MessageTemplate> unusable = planned(plan)
                .filter(template -> !template.isUsable() && !template.isInReview())
                .toList();
        if (unusable.isEmpty()) {
            long count = planned(plan).filter(MessageTemplate::isUsable).count();
            return Check.passed(CheckName.TEMPLATES_USABLE, Map.of("count", String.valueOf(count)));
        }
        return warningIf(
                served,
                CheckName.TEMPLATES_USABLE,
                Cause.FAILED,
                values(unusable.stream()
                        .map(template -> template.name() + " in " + template.language() + " (" + template.status()
                                + (template.rejectedReason() == null ? "" : ", " + template.rejectedReason()) + ")")
                        .toList()),
                null);
    }

    private static Check unusableByHand(List<TemplateContent> contents) {
        return Check.failed(
                CheckName.TEMPLATES_USABLE,
                Cause.BY_HAND,
                values(contents.stream()
                        .map(content -> content.purpose() + " in " + content.locale() + " ("
                                + content.template().name() + ", " + content.state() + ")")
                        .toList()),
                null);
    }

    private static Check warningIf(
            boolean served, CheckName name, Cause cause, Map<String, String> values, @Nullable MetaError meta) {
        return served ? Check.warning(name, cause, values, meta) : Check.failed(name, cause, values, meta);
    }

    private static Map<String, String> values(List<String> templates) {
        String more = templates.size() > MOST_NAMED ? " and " + (templates.size() - MOST_NAMED) + " more" : "";
        return Map.of(
                "count",
                String.valueOf(templates.size()),
                "templates",
                templates.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")) + more);
    }

    private static Stream<MessageTemplate> planned(TemplatePlan plan) {
        return plan.entries().stream().map(PlannedTemplate::template).flatMap(Stream::ofNullable);
    }
}
