package org.mfasender.provisiontemplates;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mfasender.sender.Check;
import org.mfasender.sender.MessageTemplate;
import org.mfasender.sender.Purpose;
import org.mfasender.sender.Step;
import org.mfasender.sender.TemplateContent;
import org.mfasender.workflow.StepResult;

/** Judges bound templates by Meta's review, which takes seconds as a rule and up to a day (Meta, "Template review"). */
final class Review {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST_REVIEW = Duration.ofHours(24);

    private final Duration firstLook;

    /** @param firstLook the pause before the first look; later ones are as long as the review has taken so far */
    Review(Duration firstLook) {
        this.firstLook = firstLook;
    }

    StepResult judge(Step step, Map<Purpose, List<String>> missing, List<TemplateContent> contents, Instant now) {
        List<MessageTemplate> templates =
                contents.stream().map(TemplateContent::template).distinct().toList();
        long open = templates.stream().filter(MessageTemplate::isInReview).count()
                + missing.values().stream().mapToLong(List::size).sum();
        Instant since = Objects.requireNonNullElse(step.startedAt(), now);
        if (open > 0 && now.isBefore(since.plus(LONGEST_REVIEW))) {
            Instant nextLook = nextLook(since, now);
            String message = open + " templates are in Meta's review; the next look is at " + nextLook + ".";
            return StepResult.waiting(step, nextLook, message, List.of());
        }
        List<MessageTemplate> unusable = templates.stream()
                .filter(template -> !template.isUsable() && !template.isInReview())
                .toList();
        if (!unusable.isEmpty()) {
            return StepResult.failed(step, now, null, List.of(Check.failed("templatesUsable", values(unusable), null)));
        }
        if (open > 0) {
            String message = "Meta's review is still open after a day; a new run looks again.";
            return StepResult.succeeded(step, now, message, List.of());
        }
        Map<String, String> count = Map.of("count", String.valueOf(templates.size()));
        return StepResult.succeeded(step, now, null, List.of(Check.passed("templatesUsable", count)));
    }

    private Instant nextLook(Instant since, Instant now) {
        Duration pause = Stream.of(firstLook, Duration.between(since, now))
                .max(Duration::compareTo)
                .orElseThrow();
        return now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }

    private static Map<String, String> values(List<MessageTemplate> templates) {
        return Map.of(
                "count",
                String.valueOf(templates.size()),
                "templates",
                templates.stream()
                        .map(template -> template.name() + " in " + template.language() + " (" + template.status()
                                + (template.rejectedReason() == null ? "" : ", " + template.rejectedReason()) + ")")
                        .collect(Collectors.joining(", ")));
    }
}
