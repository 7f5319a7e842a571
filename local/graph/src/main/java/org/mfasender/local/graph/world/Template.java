package org.mfasender.local.graph.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One template in one language.
 *
 * @param category {@code AUTHENTICATION}, {@code UTILITY} or {@code MARKETING}
 * @param content of an authentication template; null for other categories
 * @param components of other categories, as written; unused for authentication templates
 * @param ttlSeconds {@code message_send_ttl_seconds}, null = not set
 * @param life its status, by time and by what Meta did
 * @param marks what else Meta says about it
 */
public record Template(
        String id,
        String wabaId,
        String name,
        String language,
        String category,
        @Nullable AuthenticationContent content,
        JsonNode components,
        @Nullable Integer ttlSeconds,
        Lifecycle life,
        Marks marks)
        implements GraphObject {

    @Override
    public NodeType type() {
        return NodeType.TEMPLATE;
    }

    /** The status at a time. */
    public String status(Instant now) {
        return life.status(now);
    }

    /** Whether Direct Send made it, which alone may change it. */
    public boolean isOfDirectSend() {
        return marks.source().equals(Marks.DIRECT_SEND);
    }

    /** The same template with a changed life. */
    public Template withLife(UnaryOperator<Lifecycle> change) {
        return new Template(
                id, wabaId, name, language, category, content, components, ttlSeconds, change.apply(life), marks);
    }

    /** The same template with changed marks. */
    public Template withMarks(UnaryOperator<Marks> change) {
        return new Template(
                id, wabaId, name, language, category, content, components, ttlSeconds, life, change.apply(marks));
    }

    /** The same template with other contents. */
    public Template withContent(
            String newCategory,
            @Nullable AuthenticationContent newContent,
            JsonNode newComponents,
            @Nullable Integer newTtlSeconds) {
        return new Template(
                id, wabaId, name, language, newCategory, newContent, newComponents, newTtlSeconds, life, marks);
    }

    /** The same authentication template saying something else. */
    public Template saying(AuthenticationContent newContent, @Nullable Integer newTtlSeconds) {
        return withContent(category, newContent, components, newTtlSeconds);
    }

    /** The same template after Meta moved it to another category; its contents stay. */
    public Template movedTo(String newCategory) {
        return withContent(newCategory, content, components, ttlSeconds).withMarks(old -> old.movedFrom(category));
    }
}
