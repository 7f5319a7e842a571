package org.mfasender.checks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mfasender.platform.meta.Health.Entity;
import org.mfasender.platform.meta.Health.Problem;

/** Says which entity cannot send freely, and why, in Meta's words. */
public final class HealthWords {

    private static final int MOST_ENTITIES = 4;
    /** As much as is stored of a number's reason, with the words in front. */
    private static final int LONGEST_REASONS = 400;

    private static final Map<String, String> NAMES = Map.of(
            "PHONE_NUMBER", "phone number",
            "MESSAGE_TEMPLATE", "template",
            "WABA", "WhatsApp Business Account",
            "BUSINESS", "business portfolio",
            "APP", "app");

    private HealthWords() {}

    /** Sentences to append; empty when Meta names no entity. */
    static String of(List<Entity> obstacles) {
        return obstacles.stream()
                .limit(MOST_ENTITIES)
                .map(HealthWords::of)
                .map(sentence -> " " + sentence)
                .collect(Collectors.joining());
    }

    private static String of(Entity entity) {
        String type = entity.type() == null ? "entity" : NAMES.getOrDefault(entity.type(), "entity");
        String subject = "The " + type + (entity.id() == null ? "" : " " + entity.id()) + " is "
                + (entity.canSend() == null ? "not described" : entity.canSend().toLowerCase(Locale.ROOT));
        String reasons = reasons(entity);
        return reasons.isEmpty() ? subject + "." : subject + ": " + reasons;
    }

    /** Why an entity cannot send freely, in Meta's sentences; empty when Meta gives no reason. */
    public static String reasons(Entity entity) {
        String reasons = Stream.concat(entity.problems().stream().map(HealthWords::of), entity.information().stream())
                .filter(reason -> !reason.isEmpty())
                .collect(Collectors.joining(" "));
        return reasons.isEmpty() ? "" : ended(bounded(reasons));
    }

    private static String bounded(String reasons) {
        if (reasons.length() <= LONGEST_REASONS) {
            return reasons;
        }
        int end =
                Character.isHighSurrogate(reasons.charAt(LONGEST_REASONS - 1)) ? LONGEST_REASONS - 1 : LONGEST_REASONS;
        return reasons.substring(0, end) + "…";
    }

    private static String of(Problem problem) {
        return Stream.of(
                        problem.code() == null ? "" : "(" + problem.code() + ")",
                        problem.description() == null ? "" : ended(problem.description()),
                        problem.solution() == null ? "" : ended(problem.solution()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String ended(String sentence) {
        return sentence.matches(".*[.!?…)]$") ? sentence : sentence + ".";
    }
}
