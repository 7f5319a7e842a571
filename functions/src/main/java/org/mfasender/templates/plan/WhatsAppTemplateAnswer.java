package org.mfasender.templates.plan;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.TemplateReadBack;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.plan.TemplateOptionsAnswer.AppAnswer;

/**
 * One of Meta's templates as answers show it. What is null is left out.
 *
 * @param text what it says; null when that cannot be understood
 * @param contents what it is bound to
 */
public record WhatsAppTemplateAnswer(
        String id,
        String name,
        String language,
        String category,
        String status,
        String state,
        @Nullable String rejectedReason,
        @Nullable String qualityScore,
        @JsonUnwrapped @Nullable Text text,
        List<Binding> contents) {

    /** What a template says; members of the template's own. */
    public record Text(
            @Nullable Integer codeExpirationMinutes,
            boolean addSecurityRecommendation,
            @Nullable Integer messageSendTtlSeconds,
            String otpType,
            List<AppAnswer> supportedApps) {

        static @Nullable Text of(@Nullable TemplateReadBack text) {
            return text == null
                    ? null
                    : new Text(
                            text.codeExpirationMinutes(),
                            text.addSecurityRecommendation(),
                            text.messageSendTtlSeconds(),
                            text.otpType(),
                            AppAnswer.of(text.supportedApps()));
        }
    }

    /**
     * A content that has the template.
     *
     * @param template the purpose
     * @param manual whether a person bound it; if so, no run changes it
     */
    public record Binding(
            String id,
            String template,
            String locale,
            @Nullable String variant,
            boolean manual) {

        static Binding of(TemplateContent content) {
            return new Binding(
                    content.id().toString(),
                    content.purpose().toString(),
                    content.locale(),
                    content.variant(),
                    content.manual());
        }
    }

    /**
     * A template with what is bound to it.
     *
     * @param contents also of other templates
     */
    public static WhatsAppTemplateAnswer of(MessageTemplate template, Collection<TemplateContent> contents) {
        return new WhatsAppTemplateAnswer(
                template.id(),
                template.name(),
                template.language(),
                template.category(),
                template.status(),
                template.state().name(),
                template.rejectedReason(),
                template.qualityScore(),
                Text.of(template.content()),
                contents.stream()
                        .filter(content -> content.template().id().equals(template.id()))
                        .map(Binding::of)
                        .toList());
    }
}
