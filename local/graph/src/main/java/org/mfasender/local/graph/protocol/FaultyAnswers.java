package org.mfasender.local.graph.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.mfasender.local.graph.world.Json;

/** What a client gets to read when a fault strikes. */
final class FaultyAnswers {
    /** Enumerations that clients should not rely on; none that decides whether something is usable. */
    private static final Set<String> ENUMERATIONS = Set.of(
            "quality_rating", "ownership_type", "business_verification_status", "parameter_format", "level", "score");

    private static final String HTML = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>"
            + "<body><h1>502 Bad Gateway</h1></body></html>";

    private FaultyAnswers() {}

    /** The refusal of a fault that is one. */
    static GraphException refusal(Fault fault, String target) {
        return switch (fault.kind()) {
            case OVERLOAD -> GraphErrors.overload();
            case UNKNOWN_ERROR -> GraphErrors.unknownError();
            case THROTTLED ->
                GraphErrors.throttled(fault.code())
                        .header(UsageHeaders.APP, UsageHeaders.app(fault.code() == 4 ? 100 : 0))
                        .header(UsageHeaders.BUSINESS, UsageHeaders.business(target, 100, fault.minutes()));
            case TEMPLATE_CREATION_FAILED -> GraphErrors.creationFailed();
            case POLICY_BLOCK -> GraphErrors.policyBlock();
            case ACCOUNT_LOCKED -> GraphErrors.accountLocked();
            case SOMETHING_WENT_WRONG, BAD_GATEWAY, RESET, SLOW, TRUNCATED, EMPTY, UNKNOWN_MEMBERS ->
                GraphErrors.somethingWentWrong();
        };
    }

    static Reply badGateway() {
        return new Reply(502, "text/html; charset=UTF-8", HTML, Map.of());
    }

    /** Breaks off in the middle. */
    static Reply truncated(Reply whole) {
        String cut = whole.body().substring(0, whole.body().length() / 2);
        return new Reply(whole.status(), whole.contentType(), cut, whole.headers());
    }

    static Reply empty(Reply whole) {
        return new Reply(whole.status(), whole.contentType(), "", whole.headers());
    }

    /** Adds a member to every object and makes enumerations unknown. */
    static GraphResponse withUnknownMembers(GraphResponse response) {
        ObjectNode body = response.body().deepCopy();
        makeStrange(body);
        return new GraphResponse(response.status(), body, response.headers());
    }

    private static void makeStrange(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : ENUMERATIONS) {
                if (object.path(name).isTextual()) {
                    object.put(name, "SIMULATED_UNKNOWN");
                }
            }
            object.forEach(FaultyAnswers::makeStrange);
            object.set("simulated_unknown_member", Json.object("kind", "SIMULATED_UNKNOWN"));
        } else {
            node.forEach(FaultyAnswers::makeStrange);
        }
    }
}
