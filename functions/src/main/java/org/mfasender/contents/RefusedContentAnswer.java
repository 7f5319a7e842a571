package org.mfasender.contents;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.http.Violation.Code;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;

/** What an error body says when a content is refused, with what to do. */
final class RefusedContentAnswer {

    private static final String TEMPLATE = "whatsAppTemplate.";

    private RefusedContentAnswer() {}

    /** The purpose has this content already. */
    static Violation exists(UUID id) {
        return new Violation(
                Code.UNIQUENESS_VIOLATION,
                "locale",
                "This template has a content for this locale and variant: change it with PUT.",
                Map.of("existingId", id.toString()));
    }

    static Violation of(ContentRequest.Fixed change, TemplateContent existing) {
        return switch (change) {
            case LOCALE -> fixed("locale", existing.locale());
            case VARIANT -> fixedVariant(existing.variant());
        };
    }

    private static Violation fixedVariant(@Nullable String existing) {
        return existing == null
                ? Violation.invalid(
                        "variant", "This content has no variant, and gets none: create another content with POST.")
                : fixed("variant", existing);
    }

    private static Violation fixed(String member, String value) {
        return Violation.values(
                member,
                "This cannot be changed; this content's is " + value + ". Create another content with POST.",
                List.of(value));
    }

    static Violation of(TemplateObstacle obstacle) {
        return switch (obstacle) {
            case TemplateObstacle.UnknownName unknown ->
                Violation.invalid(
                        TEMPLATE + "name",
                        "The WhatsApp Business Account has no template of this name. WhatsApp Manager > Message"
                                + " templates lists its templates; another account's cannot be bound.");
            case TemplateObstacle.UnknownLanguage unknown ->
                Violation.values(
                        TEMPLATE + "language",
                        "The account has the template " + unknown.name() + " in other languages only.",
                        unknown.languages());
            case TemplateObstacle.OtherId other ->
                Violation.values(
                        TEMPLATE + "id",
                        "The account's template of this name and language has another ID.",
                        other.ids());
            case TemplateObstacle.OtherLanguage other ->
                Violation.values(
                        TEMPLATE + "language",
                        "Meta has the template of this ID in the language " + other.language() + ".",
                        List.of(other.language()));
            case TemplateObstacle.OtherCategory other ->
                new Violation(
                        Code.CONSTRAINT_VIOLATION,
                        TEMPLATE + "category",
                        "At Meta this template has the category " + other.category()
                                + "; only AUTHENTICATION may carry passcodes: choose or create another.",
                        Map.of("category", other.category()));
            case TemplateObstacle.NotApproved unusable ->
                new Violation(
                        Code.CONSTRAINT_VIOLATION,
                        TEMPLATE + "id",
                        notApproved(unusable.template()),
                        metaStatus(unusable.template()));
        };
    }

    private static String notApproved(MessageTemplate template) {
        return switch (template.state()) {
            case IN_REVIEW -> "Meta still reviews this template: bind it when it is approved.";
            case REJECTED -> "Meta rejected this template: choose another, or appeal in WhatsApp Manager.";
            case PAUSED ->
                "Meta paused this template for its quality: choose another, or wait until it is approved again.";
            case DISABLED -> "Meta disabled this template for its quality: choose another.";
            case ARCHIVED ->
                "Meta archived this template, unused for a year: unarchive it in WhatsApp Manager, or choose another.";
            case DANGLING -> "This template is being deleted at Meta: choose another.";
            default ->
                "Only an approved template can be sent, and Meta says " + template.status() + ": choose another.";
        };
    }

    private static Map<String, Object> metaStatus(MessageTemplate template) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("status", template.status());
        if (template.rejectedReason() != null) {
            status.put("rejectedReason", template.rejectedReason());
        }
        return status;
    }
}
