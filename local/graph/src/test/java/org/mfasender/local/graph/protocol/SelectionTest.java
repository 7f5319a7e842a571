package org.mfasender.local.graph.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.NodeType;

class SelectionTest {
    private static final ObjectNode NODE = node();

    private static ObjectNode node() {
        ObjectNode node = Json.object("id", "1").put("name", "n").put("link", "l");
        node.set("category", Json.array().add(Json.object("a", "x").put("b", "y")));
        return node;
    }

    private static String read(String fields) {
        return Json.write(new Selection(NodeType.APP, Field.parse(fields)).read(NODE::get));
    }

    @Test
    void readsFieldsInTheRequestedOrderAndAlwaysTheId() {
        assertThat(read("link,name")).isEqualTo("{\"link\":\"l\",\"name\":\"n\",\"id\":\"1\"}");
    }

    @Test
    void omitsKnownFieldsWithoutValue() {
        assertThat(read("namespace,id")).isEqualTo("{\"id\":\"1\"}");
    }

    @Test
    void narrowsObjectsInLists() {
        assertThat(read("category{b}")).isEqualTo("{\"category\":[{\"b\":\"y\"}],\"id\":\"1\"}");
    }

    @Test
    void rejectsUnknownFields() {
        assertThatThrownBy(() -> read("id,xyz"))
                .hasMessage("(#100) Tried accessing nonexisting field (xyz) on node type (Application)");
    }

    @Test
    void parsesArgumentsAndChildren() {
        assertThat(Field.parse("id, phone_numbers.limit(5).after(x=){id,throughput{level}}"))
                .containsExactly(
                        new Field("id", Map.of(), List.of()),
                        new Field(
                                "phone_numbers",
                                Map.of("limit", "5", "after", "x="),
                                List.of(
                                        new Field("id", Map.of(), List.of()),
                                        new Field(
                                                "throughput",
                                                Map.of(),
                                                List.of(new Field("level", Map.of(), List.of()))))));
    }

    @Test
    void rejectsFieldsThatCannotBeParsed() {
        for (String text : List.of("", "id,", "a{b", "a{b}}", "a.limit(5", "a..b")) {
            assertThatThrownBy(() -> Field.parse(text)).as(text).isInstanceOf(GraphException.class);
        }
    }
}
