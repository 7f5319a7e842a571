package org.mfasender.platform.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads lists to their end. A further page exists if and only if {@code paging.next} does. Source: Meta, "Paginated results". */
final class GraphPages {

    /** More rows than any account can have: 6,000 templates, or 5,000 numbers. A longer list is a loop. */
    private static final int MOST_ROWS = 20_000;

    static final int LARGEST_PAGE = 100;
    private static final String SIZE = "limit";

    private final GraphTransport transport;

    GraphPages(GraphTransport transport) {
        this.transport = transport;
    }

    /** Every row of a list, read one by one. */
    <T> List<T> all(
            AccessToken token,
            String path,
            Map<String, String> parameters,
            FieldChoice fields,
            Function<JsonNode, T> read) {
        List<T> rows = new ArrayList<>();
        for (JsonNode page : pages(token, path, parameters, fields)) {
            Members.stream(page.path("data")).map(read).forEach(rows::add);
        }
        return rows;
    }

    /** Every page as it was answered, at least one; all with the same fields. */
    List<JsonNode> pages(AccessToken token, String path, Map<String, String> parameters, FieldChoice fields) {
        return pages(token, path, parameters, fields, page -> true);
    }

    /**
     * The first pages of a list.
     *
     * @param wanted whether what follows a page is wanted, too
     */
    List<JsonNode> pages(
            AccessToken token,
            String path,
            Map<String, String> parameters,
            FieldChoice fields,
            Predicate<JsonNode> wanted) {
        return fields.read(chosen -> {
            Map<String, String> query = new LinkedHashMap<>(parameters);
            query.put("fields", chosen);
            query.put(SIZE, String.valueOf(LARGEST_PAGE));
            return pages(token, path, query, wanted);
        });
    }

    /** Whether Meta has a page after this one. */
    static boolean hasNext(JsonNode page) {
        return page.path("paging").hasNonNull("next");
    }

    private List<JsonNode> pages(
            AccessToken token, String path, Map<String, String> query, Predicate<JsonNode> wanted) {
        List<JsonNode> pages = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int rows = 0;
        while (rows < MOST_ROWS) {
            JsonNode page = page(token, path, query);
            if (!page.path("data").isArray()) {
                throw GraphTransport.malformed("GET", path);
            }
            pages.add(page);
            rows += size(query);
            if (!hasNext(page) || !wanted.test(page)) {
                return pages;
            }
            String after = Members.text(page.path("paging").path("cursors"), "after");
            if (after == null || !seen.add(after)) {
                throw GraphTransport.malformed("GET", path);
            }
            // Not the address in "next": Meta repeats a token there.
            query.put("after", after);
        }
        throw GraphTransport.malformed("GET", path);
    }

    /** Too much data at once stays too much: the next attempt, and what follows, takes half of it. */
    private JsonNode page(AccessToken token, String path, Map<String, String> query) {
        while (size(query) > 1) {
            try {
                return transport.getOnce(token, path, query, GraphTransport.READ);
            } catch (GraphException e) {
                if (!e.failure().mayPass()) {
                    throw e;
                }
                if (e.failure().cause() != GraphCause.TOO_MUCH_DATA) {
                    return transport.getAgain(token, path, query, GraphTransport.READ);
                }
                query.put(SIZE, String.valueOf(size(query) / 2));
            }
        }
        return transport.get(token, path, query, GraphTransport.READ);
    }

    private static int size(Map<String, String> query) {
        return Integer.parseInt(query.getOrDefault(SIZE, "1"));
    }
}
