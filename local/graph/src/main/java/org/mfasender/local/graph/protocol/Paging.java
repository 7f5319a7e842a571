package org.mfasender.local.graph.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.World;

/**
 * Answers lists page by page: {@code data}, and {@code paging} unless there are no rows at all.
 *
 * @param edge the edge for which the cursors are valid, such as {@code 217640915503381/phone_numbers}
 * @param arguments {@code limit}, {@code after} and {@code before} where given
 * @param url builds the URL of the page after or before a cursor
 */
public record Paging(World world, String edge, Map<String, String> arguments, PageUrl url) {
    /** Builds the URL of another page. */
    @FunctionalInterface
    public interface PageUrl {
        /** The URL with the parameter {@code name} ({@code after} or {@code before}) set to a cursor. */
        String of(String name, String cursor);
    }

    /** The paging that a call asks for; other pages have the URL of the call with another cursor. */
    public static Paging of(World world, GraphRequest request, String version) {
        String path = String.join("/", request.segments());
        Map<String, String> arguments = new LinkedHashMap<>();
        for (String name : List.of("limit", "after", "before")) {
            request.params().text(name).ifPresent(value -> arguments.put(name, value));
        }
        String address = request.baseUri() + "/" + version + "/" + path + "?";
        return new Paging(
                world,
                path,
                arguments,
                (name, cursor) -> address
                        + request.params().queryWith(Map.of(name, cursor), name.equals("after") ? "before" : "after"));
    }

    /** How many rows a page may have. */
    public int limit() {
        return Page.limit(arguments.get("limit"));
    }

    /** Answers one page of {@code all}. */
    public <T> ObjectNode answer(List<T> all, Function<T, JsonNode> row) {
        Page<T> page = Page.cut(all, edge, arguments, shape());
        ArrayNode data = Json.array();
        page.rows().forEach(item -> data.add(row.apply(item)));
        ObjectNode answer = Json.object();
        answer.set("data", data);
        boolean nothing = page.rows().isEmpty() && !page.hasNext();
        boolean left = !page.hasNext() && world.behaves(Behaviour.LAST_PAGE_WITHOUT_PAGING);
        if (!nothing && !left) {
            answer.set("paging", paging(page));
        }
        return answer;
    }

    private Page.Shape shape() {
        if (world.behaves(Behaviour.EMPTY_FIRST_PAGE)) {
            return Page.Shape.EMPTY_FIRST;
        }
        return world.behaves(Behaviour.SHORT_PAGES) ? Page.Shape.SHORT : Page.Shape.PLAIN;
    }

    private ObjectNode paging(Page<?> page) {
        ObjectNode paging = Json.object();
        paging.set("cursors", Json.object("before", page.before()).put("after", page.after()));
        if (page.hasNext()) {
            paging.put("next", url.of("after", page.after()));
        }
        if (page.hasPrevious()) {
            paging.put("previous", url.of("before", page.before()));
        }
        return paging;
    }
}
