package org.mfasender.templates.storage;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;

/**
 * A change of an account's contents by hand, or by a report.
 *
 * @param seen the template of a changed content as just seen at Meta; null when a content goes
 */
record HandChange(
        List<TemplateContent> before,
        List<TemplateContent> after,
        @Nullable MessageTemplate seen) {

    /** A content with the memory of what its template said at first. */
    static TemplateContent remembering(TemplateContent content, Map<String, MessageTemplate> known) {
        MessageTemplate template = content.template();
        return content.with(template.rememberedFrom(known.get(template.id())));
    }

    /**
     * The templates that are to be written apart: those that no content contains any more, and the one that was seen, where it is there.
     *
     * @param apart IDs of those that are there
     */
    Collection<MessageTemplate> writtenApart(Set<String> apart) {
        Set<String> bound =
                after.stream().map(content -> content.template().id()).collect(Collectors.toSet());
        Map<String, MessageTemplate> written = new LinkedHashMap<>();
        before.stream()
                .filter(content -> !content.gone())
                .map(TemplateContent::template)
                .filter(template -> !bound.contains(template.id()) && !apart.contains(template.id()))
                .forEach(template -> written.putIfAbsent(template.id(), template));
        if (seen != null && (apart.contains(seen.id()) || !bound.contains(seen.id()))) {
            written.put(seen.id(), seen);
        }
        return written.values();
    }
}
