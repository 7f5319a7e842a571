package org.mfasender.templates.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.CheckAnswer;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.plan.PlannedTemplate.Reason;

/** What becomes of one purpose in one language, as answers show it. What is null is left out. */
public record LanguageAnswer(
        String language,
        List<String> locales,
        String action,
        @Nullable String name,
        @Nullable String id,
        @Nullable String status,
        @Nullable String state,
        @Nullable String reason,
        CheckAnswer.@Nullable Meta meta,
        @Nullable String notBefore) {

    static List<LanguageAnswer> of(Purpose purpose, TemplatePlan plan) {
        return plan.entries().stream()
                .filter(entry -> entry.purpose() == purpose)
                .map(LanguageAnswer::of)
                .toList();
    }

    private static LanguageAnswer of(PlannedTemplate entry) {
        Optional<MessageTemplate> template = Optional.ofNullable(entry.template());
        return new LanguageAnswer(
                entry.language(),
                entry.locales(),
                entry.action().name(),
                entry.name(),
                template.map(MessageTemplate::id).orElse(null),
                template.map(MessageTemplate::status).orElse(null),
                template.map(there -> there.state().name()).orElse(null),
                Optional.ofNullable(entry.reason()).map(Reason::name).orElse(null),
                CheckAnswer.Meta.of(entry.meta()),
                Optional.ofNullable(entry.notBefore()).map(Instant::toString).orElse(null));
    }
}
