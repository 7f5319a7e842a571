package org.mfasender.local.graph.node;

import java.util.Set;
import org.mfasender.local.graph.protocol.GraphResponse;

/** {@code POST /{waba}/message_templates/archive}. */
final class TemplateArchive implements Endpoint {
    private static final Set<String> ARCHIVABLE = Set.of("APPROVED", "REJECTED");

    @Override
    public GraphResponse answer(Call call) {
        return ArchiveCall.answer(
                call,
                "archived_templates",
                template -> ARCHIVABLE.contains(template.status(call.now()))
                        ? ""
                        : "Only approved or rejected templates can be archived",
                template -> template.withLife(life -> life.archived(call.now())));
    }
}
