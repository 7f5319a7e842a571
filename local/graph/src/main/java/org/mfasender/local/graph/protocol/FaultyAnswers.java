package org.mfasender.local.graph.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.mfasender.local.graph.world.Json;

/** The answers of faulty calls. */
final class FaultyAnswers {
    /** Members with enum values that do not decide whether something is usable. */
    private static final Set<String> ENUMERATIONS = Set.of(
            "quality_rating", "ownership_type", "business_verification_status", "parameter_format", "level", "score");

    private static final String HTML = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>"
            + "<body><h1>502 Bad Gateway</h1></body></html>";

    private FaultyAnswers() {}

    /** The error that the call gets. */
    static GraphException error(Fault fault, String wabaId) {
        return switch (fault.kind()) {
            case OVERLOAD -> GraphErrors.overload();
            case UNKNOWN_ERROR -> GraphErrors.unknownError();
            case THROTTLED -> UsageHeaders.throttled(fault.code(), wabaId, fault.minutes());
            case TEMPLATE_CREATION_FAILED -> GraphErrors.creationFailed();
            case POLICY_BLOCK -> GraphErrors.policyBlock();
            case ACCOUNT_LOCKED -> GraphErrors.accountLocked();
            default -> GraphErrors.somethingWentWrong();
        };
    }

    static Reply badGateway() {
        return new Reply(502, "text/html; charset=UTF-8", HTML, Map.of());
    }

    static Reply truncated(Reply whole) {
        return whole.withBody(whole.body().substring(0, whole.body().length() / 2));
    }

    /** Adds a member to every object and replaces enum values by unknown ones. */
    static GraphResponse withUnknownMembers(GraphResponse response) {
        ObjectNode body = response.body().deepCopy();
        makeUnknown(body);
        return new GraphResponse(response.status(), body, response.headers());
    }

    private static void makeUnknown(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : ENUMERATIONS) {
                if (object.path(name).isTextual()) {
                    object.put(name, "SIMULATED_UNKNOWN");
                }
            }
            object.forEach(FaultyAnswers::makeUnknown);
            object.set("simulated_unknown_member", Json.object("kind", "SIMULATED_UNKNOWN"));
        } else {
            node.forEach(FaultyAnswers::makeUnknown);
        }
    }
}
