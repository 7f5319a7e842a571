package org.mfasender.contents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mfasender.templates.catalog.MessageTemplate;

/**
 * Which of Meta's templates a person binds.
 *
 * @param id Meta's template ID
 * @param category only {@code AUTHENTICATION} can be bound; another one repeats that of a template which is bound
 * @param language Meta's language code, e.g. {@code pt_BR}; {@code pt-BR} is the same
 */
record TemplateChoice(String id, String name, String category, String language) {

    static final String AUTHENTICATION = "AUTHENTICATION";

    /** Whether this is a bound template, as answers show it. */
    boolean repeats(MessageTemplate bound) {
        return bound.id().equals(id)
                && bound.name().equals(name)
                && bound.category().equals(category)
                && isInLanguage(bound);
    }

    /** The chosen template among an account's. */
    Optional<MessageTemplate> among(List<MessageTemplate> templates) {
        return templates.stream().filter(template -> template.id().equals(id)).findFirst();
    }

    /**
     * Why the chosen template cannot be bound; empty when it can carry passcodes.
     *
     * @param named the account's templates of this name, as they are now
     */
    List<TemplateObstacle> obstacles(List<MessageTemplate> named) {
        if (!category.equals(AUTHENTICATION)) {
            return List.of(new TemplateObstacle.NotForPasscodes());
        }
        return named.isEmpty()
                ? List.of(new TemplateObstacle.UnknownName())
                : among(named).map(this::obstacles).orElseGet(() -> List.of(unknownId(named)));
    }

    private TemplateObstacle unknownId(List<MessageTemplate> named) {
        List<String> ids = named.stream()
                .filter(this::isInLanguage)
                .map(MessageTemplate::id)
                .toList();
        return ids.isEmpty()
                ? new TemplateObstacle.UnknownLanguage(
                        name, named.stream().map(MessageTemplate::language).toList())
                : new TemplateObstacle.OtherId(ids);
    }

    private List<TemplateObstacle> obstacles(MessageTemplate template) {
        List<TemplateObstacle> obstacles = new ArrayList<>();
        if (!isInLanguage(template)) {
            obstacles.add(new TemplateObstacle.OtherLanguage(template.language()));
        }
        if (!template.isForAuthentication()) {
            obstacles.add(new TemplateObstacle.OtherCategory(template.category()));
        } else if (!template.isUsable()) {
            obstacles.add(new TemplateObstacle.NotApproved(template));
        }
        return obstacles;
    }

    private boolean isInLanguage(MessageTemplate template) {
        return template.language().equalsIgnoreCase(language.replace('-', '_'));
    }
}
