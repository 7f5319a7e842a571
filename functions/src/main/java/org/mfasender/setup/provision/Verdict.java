package org.mfasender.setup.provision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckStatus;
import org.mfasender.platform.PlainTime;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.sender.Connection;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.WaitReason;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.plan.PlannedTemplate;
import org.mfasender.templates.plan.TemplatePlan;
import org.mfasender.workflow.StepResult;

/**
 * The result of the step: it waits for Meta's review or its hourly limit, is done, or needs a person. Meta's review takes seconds as a
 * rule and up to a day (Meta, "Template review").
 */
public final class Verdict {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST_REVIEW = Duration.ofHours(24);

    private final Duration firstPause;

    /** @param firstPause before the first poll; later ones are as long as the review has taken so far */
    public Verdict(Duration firstPause) {
        this.firstPause = firstPause;
    }

    /** The result when Meta refuses whatever is tried. */
    public StepResult ended(Connection connection, Step step, GraphFailure failure, Instant now) {
        return StepResult.failed(
                step, now, null, List.of(ProvisionChecks.refused(connection.whatsAppAccountBusinessId(), failure)));
    }

    /**
     * The result that follows from the plan after everything that could be done now.
     *
     * @param lastCreation when a template was submitted last; the start of the step if none was
     * @param deadline after which the run polls no more
     */
    public StepResult judge(
            Step step,
            TemplatePlan plan,
            List<TemplateContent> contents,
            Instant lastCreation,
            Instant deadline,
            Instant now) {
        long inReview = inReview(plan, contents);
        List<Check> checks = ProvisionChecks.of(plan, contents);
        Instant next = nextPoll(plan, inReview, lastCreation, now);
        boolean patient = now.isBefore(lastCreation.plus(LONGEST_REVIEW));
        boolean open = (inReview > 0 && patient) || plan.creations() > 0;
        if (open && !next.isAfter(deadline)) {
            return StepResult.waiting(step, next, reason(inReview), waiting(plan, inReview, next), notPassed(checks));
        }
        if (checks.stream().anyMatch(check -> check.status() == CheckStatus.FAILED)) {
            return StepResult.failed(step, now, null, checks);
        }
        return StepResult.succeeded(step, now, leftOpen(plan, inReview), checks);
    }

    private static long inReview(TemplatePlan plan, List<TemplateContent> contents) {
        Stream<MessageTemplate> planned =
                plan.entries().stream().map(PlannedTemplate::template).flatMap(Stream::ofNullable);
        Stream<MessageTemplate> boundByHand =
                contents.stream().filter(TemplateContent::manual).map(TemplateContent::template);
        return Stream.concat(planned, boundByHand)
                .filter(MessageTemplate::isInReview)
                .map(MessageTemplate::id)
                .distinct()
                .count();
    }

    /** A review is polled after as long again as it has taken; the next creation is made as soon as it can be. */
    private Instant nextPoll(TemplatePlan plan, long inReview, Instant since, Instant now) {
        Duration taken = Duration.between(since, now);
        Duration pause = taken.compareTo(firstPause) > 0 ? taken : firstPause;
        Instant poll = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        Instant creation = plan.nextCreation().orElse(poll);
        boolean creates = plan.creations() > 0 && (inReview == 0 || creation.isBefore(poll));
        return creates ? creation : poll;
    }

    /** Where both are waited for, the review decides whether passcodes can be sent. */
    private static WaitReason reason(long inReview) {
        return inReview > 0 ? WaitReason.REVIEW : WaitReason.CREATION_LIMIT;
    }

    private static String waiting(TemplatePlan plan, long inReview, Instant next) {
        List<String> sentences = new ArrayList<>();
        if (inReview > 0) {
            sentences.add("Templates in Meta's review: " + inReview + ".");
        }
        if (plan.creations() > 0) {
            String why = plan.nextCreation().isPresent() ? ", because Meta limits creations per hour" : "";
            sentences.add("Templates still to be created" + why + ": " + plan.creations() + ", the next on "
                    + PlainTime.minute(plan.nextCreation().orElse(next)) + ".");
        }
        sentences.add("Meta is asked again on " + PlainTime.minute(next) + ".");
        return String.join(" ", sentences);
    }

    private static @Nullable String leftOpen(TemplatePlan plan, long inReview) {
        if (plan.creations() > 0) {
            return "Templates that could not be created in this run: " + plan.creations() + "; a new run continues.";
        }
        return inReview == 0 ? null : "Meta's review is still open after a day; a new run checks it again.";
    }

    private static List<Check> notPassed(List<Check> checks) {
        return checks.stream()
                .filter(check -> check.status() != CheckStatus.PASSED)
                .toList();
    }
}
