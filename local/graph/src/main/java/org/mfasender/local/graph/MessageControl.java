package org.mfasender.local.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.mfasender.local.graph.messages.MessageProblem;
import org.mfasender.local.graph.messages.Messages;
import org.mfasender.local.graph.messages.SentMessage;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.Json;

/** Shows the accepted messages of one account, and decides what happens to messages to a recipient. */
final class MessageControl {
    private final Messages messages;
    private final String wabaId;

    MessageControl(Messages messages, String wabaId) {
        this.messages = messages;
        this.wabaId = wabaId;
    }

    GraphResponse answer(String method, String what, Params params) {
        return switch (method + " " + what) {
            case "GET messages" -> ControlApi.list(messages.outbox().list(wabaId), MessageControl::shown);
            case "POST recipients" -> script(params);
            case "DELETE recipients" -> {
                messages.recipients().clear(wabaId);
                yield GraphResponse.success();
            }
            default -> throw ControlApi.error(404, "No such change: " + what);
        };
    }

    private GraphResponse script(Params params) {
        String waId = params.required("recipient").replaceAll("\\D", "");
        params.integer("error").ifPresent(code -> {
            MessageProblem problem = MessageProblem.of(code)
                    .orElseThrow(() -> ControlApi.error(400, "No message fails with the code " + code));
            messages.recipients()
                    .fail(wabaId, waId, problem, params.integer("times").orElse(0));
        });
        params.text("identity").ifPresent(hash -> messages.recipients().identify(wabaId, waId, hash));
        if (params.flag("allowed")) {
            messages.recipients().allow(wabaId, waId);
        }
        return GraphResponse.success();
    }

    private static ObjectNode shown(SentMessage message) {
        ObjectNode shown = Json.object("id", message.id())
                .put("phone_number_id", message.numberId())
                .put("recipient_id", message.recipient())
                .put("template", message.template())
                .put("language", message.language())
                .put("category", message.category())
                .put("time", message.time().toString());
        if (message.callbackData() != null) {
            shown.put("biz_opaque_callback_data", message.callbackData());
        }
        MessageProblem failure = message.failure();
        return failure == null ? shown : shown.put("error", failure.code());
    }
}
