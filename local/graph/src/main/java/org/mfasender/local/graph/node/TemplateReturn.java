package org.mfasender.local.graph.node;

import org.mfasender.local.graph.protocol.GraphResponse;

/** {@code POST /{waba}/message_templates/unarchive}: back in the former status. */
final class TemplateReturn implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        return ArchiveCall.answer(
                call,
                "unarchived_templates",
                template -> template.status(call.now()).equals("ARCHIVED") ? "" : "Template is not archived",
                template -> template.withLife(life -> life.unarchived(call.now())));
    }
}
