package org.mfasender.contents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.http.Violation;
import org.mfasender.templates.catalog.MessageTemplate;

/**
 * Which of Meta's templates a person binds. Of the category {@code AUTHENTICATION}: another cannot be asked for.
 *
 * @param id Meta's template ID
 * @param language Meta's language code, e.g. {@code pt_BR}; {@code pt-BR} is the same
 */
public record TemplateChoice(String id, String name, String language) {

    private static final String TARGET = "whatsAppTemplate.";

    /** The chosen template among an account's. */
    public Optional<MessageTemplate> among(List<MessageTemplate> templates) {
        return templates.stream().filter(template -> template.id().equals(id)).findFirst();
    }

    /**
     * What forbids to bind it, each with what to do; empty when it can carry passcodes.
     *
     * @param named the account's templates of this name, as they are now
     */
    public List<Violation> violations(List<MessageTemplate> named) {
        if (named.isEmpty()) {
            return List.of(Violation.invalid(
                    TARGET + "name",
                    "The WhatsApp Business Account has no template of this name. WhatsApp Manager > Message templates lists"
                            + " those that it has; another account's cannot be bound."));
        }
        return among(named).map(this::violations).orElseGet(() -> List.of(otherId(named)));
    }

    private Violation otherId(List<MessageTemplate> named) {
        List<String> ids = named.stream()
                .filter(template -> isLanguageOf(template))
                .map(MessageTemplate::id)
                .toList();
        return ids.isEmpty()
                ? Violation.values(
                        TARGET + "language",
                        "The account has the template " + name + " in other languages only.",
                        named.stream().map(MessageTemplate::language).toList())
                : Violation.values(
                        TARGET + "id", "The account's template of this name and language has another ID.", ids);
    }

    private List<Violation> violations(MessageTemplate template) {
        List<Violation> violations = new ArrayList<>();
        if (!isLanguageOf(template)) {
            violations.add(Violation.values(
                    TARGET + "language",
                    "Meta has the template of this ID in the language " + template.language() + ".",
                    List.of(template.language())));
        }
        if (!template.isForAuthentication()) {
            violations.add(new Violation(
                    "CONSTRAINT_VIOLATION",
                    TARGET + "category",
                    "At Meta this template has the category " + template.category()
                            + "; only AUTHENTICATION may carry passcodes: choose or create another.",
                    Map.of("category", template.category())));
        } else if (!template.isUsable()) {
            violations.add(new Violation("CONSTRAINT_VIOLATION", TARGET + "id", unusable(template), said(template)));
        }
        return violations;
    }

    private boolean isLanguageOf(MessageTemplate template) {
        return template.language().equalsIgnoreCase(language.replace('-', '_'));
    }

    private static String unusable(MessageTemplate template) {
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

    private static Map<String, Object> said(MessageTemplate template) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("status", template.status());
        if (template.rejectedReason() != null) {
            said.put("rejectedReason", template.rejectedReason());
        }
        return said;
    }
}
