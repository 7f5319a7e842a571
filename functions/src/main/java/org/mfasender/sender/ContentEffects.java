package org.mfasender.sender;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.Coverage;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.storage.TemplateStore;

/** What follows from contents when an account is written. They are read only if something about them changes. */
final class ContentEffects {

    private final TemplateStore templates;
    private final @Nullable SenderAccount before;
    private final SenderAccount next;
    private final @Nullable ContentsWrite written;

    /** @param before as it was stored; null when there was no account */
    ContentEffects(
            TemplateStore templates,
            @Nullable SenderAccount before,
            SenderAccount next,
            @Nullable ContentsWrite written) {
        this.templates = templates;
        this.before = before;
        this.next = next;
        this.written = written;
    }

    /** A connection of the next account with how each of its purposes is served. */
    Connection covered(Connection connection) {
        return connection.withCoverage(
                former(connection).orElseGet(() -> Coverage.of(connection.templates(), contents(connection))));
    }

    private Optional<Map<Purpose, Coverage>> former(Connection connection) {
        return before == null || concerns(connection)
                ? Optional.empty()
                : before.connections()
                        .filter(connection::wantsTheSameTemplatesAs)
                        .findFirst()
                        .map(Connection::coverage);
    }

    /**
     * The contents that the next account sends with; null when they are as they were.
     *
     * @param settled the next account as it will be stored
     * @param projected whether what is sent with is stored already
     */
    @Nullable
    List<TemplateContent> projected(SenderAccount settled, boolean projected) {
        Connection connection = settled.connection();
        if (connection == null) {
            return null;
        }
        boolean same = projected
                && !concerns(connection)
                && before != null
                && before.connection() != null
                && connection.wantsTheSameTemplatesAs(before.connection());
        return same ? null : contents(connection);
    }

    private boolean concerns(Connection connection) {
        return written != null && written.concerns(connection);
    }

    /** An account that is new has none: those of a former one went with it. */
    private List<TemplateContent> contents(Connection connection) {
        if (written != null && written.concerns(connection)) {
            return written.part().contents();
        }
        return before == null ? List.of() : templates.contents(next.owner(connection));
    }
}
