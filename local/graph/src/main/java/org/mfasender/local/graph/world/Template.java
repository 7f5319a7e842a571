package org.mfasender.local.graph.world;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One template in one language.
 *
 * @param category {@code AUTHENTICATION}, {@code UTILITY} or {@code MARKETING}
 * @param content of an authentication template; null for other categories, whose text does not matter
 * @param ttlSeconds {@code message_send_ttl_seconds}, null = not set
 * @param life its status over time
 * @param marks what else Meta says about it
 */
public record Template(
        String id,
        String wabaId,
        String name,
        String language,
        String category,
        @Nullable AuthenticationContent content,
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

    /** Whether Direct Send created it, which alone may change it. */
    public boolean isOfDirectSend() {
        return marks.source().equals(Marks.DIRECT_SEND);
    }

    /** The same template of another account. */
    public Template of(Waba waba, String newId) {
        return new Template(newId, waba.id(), name, language, category, content, ttlSeconds, life, marks);
    }

    private Template with(
            String newCategory,
            @Nullable AuthenticationContent newContent,
            @Nullable Integer newTtlSeconds,
            Lifecycle newLife,
            Marks newMarks) {
        return new Template(id, wabaId, name, language, newCategory, newContent, newTtlSeconds, newLife, newMarks);
    }

    /** The same template with a changed life. */
    public Template withLife(UnaryOperator<Lifecycle> change) {
        return with(category, content, ttlSeconds, change.apply(life), marks);
    }

    /** The same template with changed marks. */
    public Template withMarks(UnaryOperator<Marks> change) {
        return with(category, content, ttlSeconds, life, change.apply(marks));
    }

    /** The same template with other contents, which make it an authentication template. */
    public Template withContent(AuthenticationContent newContent, @Nullable Integer newTtlSeconds) {
        return with("AUTHENTICATION", newContent, newTtlSeconds, life, marks);
    }

    /** The same template after Meta moved it to another category; its contents stay. */
    public Template movedTo(String newCategory) {
        return with(newCategory, content, ttlSeconds, life, marks.movedFrom(category));
    }
}
