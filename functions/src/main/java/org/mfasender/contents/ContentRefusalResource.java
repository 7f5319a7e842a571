package org.mfasender.contents;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.http.Violation.Code;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;

/** How a refusal about contents is answered: what is wrong, and what to do. */
final class ContentRefusalResource {

    private static final String TEMPLATE = "whatsAppTemplate.";
    private static final String BIND =
            "PUT the content with another template, or send the PUT of the sender account again: it starts a run.";
    private static final String CREATE = "POST .../contents creates a content.";

    private ContentRefusalResource() {}

    /**
     * Does what may be refused.
     *
     * @throws ApiException the refusal as it is answered
     */
    static <T> T answering(Supplier<T> work) {
        try {
            return work.get();
        } catch (ContentRefusedException e) {
            throw refused(e.refusal());
        }
    }

    private static ApiException refused(ContentRefusal refusal) {
        return switch (refusal) {
            case ContentRefusal.NoAccount none -> ApiException.noAccount();
            case ContentRefusal.NoContent none -> ApiException.noContent();
            case ContentRefusal.NoCredentials none -> ApiException.credentialsMissing();
            case ContentRefusal.Exists exists -> ApiException.invalidData(409, List.of(exists(exists.id())));
            case ContentRefusal.TooMany many ->
                ApiException.invalidData(
                        409,
                        List.of(new Violation(
                                        Code.LIMIT_EXCEEDED,
                                        "locale",
                                        "An account has at most " + many.most()
                                                + " contents that were bound by hand: delete or change one.",
                                        Map.of("limit", many.most()))
                                .withApiHint("DELETE a content, or change it with PUT.")));
            case ContentRefusal.Fixed fixed ->
                ApiException.invalidData(
                        400,
                        fixed.changes().stream()
                                .map(change -> of(change, fixed.existing()))
                                .toList());
            case ContentRefusal.Unbindable unbindable ->
                ApiException.invalidData(
                        400,
                        unbindable.obstacles().stream()
                                .map(ContentRefusalResource::of)
                                .toList());
            case ContentRefusal.TemplateGone gone ->
                template(
                        "The template that this content binds is gone at Meta: bind another, or start a run.",
                        Map.of("apiHint", BIND));
            case ContentRefusal.CategoryChanged changed ->
                template(
                        "At Meta this template has the category " + changed.category()
                                + " now, which must not carry passcodes: bind another.",
                        Map.of("category", changed.category(), "apiHint", BIND));
            case ContentRefusal.NoText text ->
                template("Meta has no text of this template in the language " + text.language() + ".", text.details());
        };
    }

    private static ApiException template(String message, Map<String, Object> innerError) {
        return ApiException.invalidData(
                409, List.of(new Violation(Code.CONSTRAINT_VIOLATION, "whatsAppTemplate", message, innerError)));
    }

    private static Violation exists(UUID id) {
        return new Violation(
                        Code.UNIQUENESS_VIOLATION,
                        "locale",
                        "This template has a content for this locale and variant: change that one.",
                        Map.of("existingId", id.toString()))
                .withApiHint("PUT .../contents/" + id + " changes it.");
    }

    static Violation of(ContentRequest.Fixed change, TemplateContent existing) {
        return switch (change) {
            case LOCALE -> fixed("locale", existing.locale());
            case VARIANT -> fixedVariant(existing.variant());
        };
    }

    private static Violation fixedVariant(@Nullable String existing) {
        return existing == null
                ? Violation.invalid("variant", "This content has no variant, and gets none: create another content.")
                        .withApiHint(CREATE)
                : fixed("variant", existing);
    }

    private static Violation fixed(String member, String value) {
        return Violation.values(
                        member,
                        "This cannot be changed; this content's is " + value + ". Create another content.",
                        List.of(value))
                .withApiHint(CREATE);
    }

    static Violation of(TemplateObstacle obstacle) {
        return switch (obstacle) {
            case TemplateObstacle.NotForPasscodes none ->
                ContentRequestReader.other(TEMPLATE + "category", TemplateChoice.AUTHENTICATION);
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
