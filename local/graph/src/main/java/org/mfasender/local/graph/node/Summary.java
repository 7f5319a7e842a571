package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.Json;

/** The member {@code summary} of a list. */
final class Summary {
    private Summary() {}

    /** Whether {@code summary} asks for a member. */
    static boolean wants(Params params, String member) {
        return params.list("summary").contains(member) || (member.equals("total_count") && params.has("summary"));
    }

    /** Adds {@code total_count} when {@code summary} is asked for. */
    static void addTotal(ObjectNode answer, Params params, int total) {
        if (wants(params, "total_count")) {
            answer.set("summary", Json.object().put("total_count", total));
        }
    }
}
