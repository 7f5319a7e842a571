package org.mfasender.platform.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads lists to their end. A further page exists if and only if {@code paging.next} does. Source: Meta, "Paginated results". */
final class GraphPages {

    /** More pages than any account can fill: 6,000 templates are 60, 5,000 numbers 50. A longer list is a loop. */
    private static final int MOST_PAGES = 200;

    private static final String PAGE_SIZE = "100";

    private final GraphTransport transport;

    GraphPages(GraphTransport transport) {
        this.transport = transport;
    }

    /** Every row of a list, read one by one. */
    <T> List<T> all(
            AccessToken token, String path, Map<String, String> parameters, String fields, Function<JsonNode, T> read) {
        List<T> rows = new ArrayList<>();
        for (JsonNode page : pages(token, path, parameters, fields)) {
            Members.stream(page.path("data")).map(read).forEach(rows::add);
        }
        return rows;
    }

    <T> List<T> all(AccessToken token, String path, String fields, Function<JsonNode, T> read) {
        return all(token, path, Map.of(), fields, read);
    }

    /** Every page as it was answered, at least one. */
    List<JsonNode> pages(AccessToken token, String path, Map<String, String> parameters, String fields) {
        List<JsonNode> pages = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, String> query = new LinkedHashMap<>(parameters);
        query.put("fields", fields);
        query.put("limit", PAGE_SIZE);
        while (pages.size() < MOST_PAGES) {
            JsonNode page = transport.get(token, path, query, GraphTransport.READ);
            if (!page.path("data").isArray()) {
                throw GraphTransport.malformed("GET", path);
            }
            pages.add(page);
            JsonNode paging = page.path("paging");
            String after = Members.text(paging.path("cursors"), "after");
            if (!paging.hasNonNull("next")) {
                return pages;
            }
            if (after == null || !seen.add(after)) {
                throw GraphTransport.malformed("GET", path);
            }
            // Not the address in "next": Meta repeats a token there.
            query.put("after", after);
        }
        throw GraphTransport.malformed("GET", path);
    }
}
