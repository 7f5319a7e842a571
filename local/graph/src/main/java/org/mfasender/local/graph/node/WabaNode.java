package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import org.mfasender.local.graph.protocol.Field;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Paging;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.NodeType;
import org.mfasender.local.graph.world.Waba;

/** {@code GET /{waba}}; numbers and templates can be expanded. */
final class WabaNode implements Endpoint {
    @Override
    public GraphResponse answer(Call call) {
        Waba waba = call.target(Waba.class);
        Selection selection = Selection.of(NodeType.WABA, call.params());
        return GraphResponse.ok(selection.read(
                field -> field.equals("health_status") ? HealthStatus.of(call, waba) : waba.get(field),
                Map.of(
                        "phone_numbers", field -> numbers(call, waba, field),
                        "message_templates", field -> templates(call, waba, field))));
    }

    private static JsonNode numbers(Call call, Waba waba, Field field) {
        Selection selection = Selection.of(NodeType.PHONE_NUMBER, field).checked();
        return paging(call, waba, field)
                .answer(PhoneNumbers.newestFirst(waba), number -> PhoneNode.read(call, number, selection));
    }

    private static JsonNode templates(Call call, Waba waba, Field field) {
        Selection selection = Selection.of(NodeType.TEMPLATE, field).checked();
        return paging(call, waba, field)
                .answer(MessageTemplates.listed(call, waba), template -> TemplateNode.read(call, template, selection));
    }

    private static Paging paging(Call call, Waba waba, Field field) {
        String edge = waba.id() + "/" + field.name();
        String names = field.children().stream().map(Field::name).collect(Collectors.joining("%2C"));
        String limit = field.arguments().getOrDefault("limit", "25");
        String address = call.request().baseUri() + "/" + call.version() + "/" + edge + "?limit=" + limit
                + (names.isEmpty() ? "" : "&fields=" + names);
        return new Paging(call.world(), edge, field.arguments(), (name, cursor) -> address + "&" + name + "=" + cursor);
    }
}
