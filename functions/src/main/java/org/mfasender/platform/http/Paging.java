package org.mfasender.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * PingOne's {@code limit} and {@code cursor}; without them, a collection is one page. Source: PingOne, "Paging and ordering
 * collections".
 *
 * @param limit how many elements a page has at most
 * @param cursor the key of the last element of the page before; null for the first page
 */
public record Paging(int limit, @Nullable String cursor) {

    private static final int MOST = 100;

    /**
     * What a request asks for.
     *
     * @throws ApiException 400 when it asks for what a collection here cannot do
     */
    public static Paging of(HttpRequest request) {
        if (request.query("filter").isPresent()) {
            throw refused(new Violation(
                    Violation.Code.INVALID_FILTER,
                    "filter",
                    "This collection cannot be filtered: leave filter out.",
                    Map.of("supportedAttributes", List.of())));
        }
        return new Paging(
                request.query("limit").map(Paging::limit).orElse(Integer.MAX_VALUE),
                request.query("cursor").map(Paging::decoded).orElse(null));
    }

    private static int limit(String text) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw refused(new Violation(
                    Violation.Code.OUT_OF_RANGE,
                    "limit",
                    "This must be a whole number from 1 to " + MOST + ".",
                    Map.of("rangeMinimumValue", 1, "rangeMaximumValue", MOST)));
        }
        return Integer.parseInt(text);
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused(new Violation(
                    Violation.Code.INVALID_PARAMETER, "cursor", "Take the cursor from the link to the next page."));
        }
    }

    private static ApiException refused(Violation violation) {
        return ApiException.invalidRequest(400, violation);
    }

    /**
     * The page of a collection.
     *
     * @param path of the collection
     * @param name of the array, e.g. {@code contents}
     * @param key by which the elements are ordered; each has another
     * @param answer what is written of one
     */
    public <E, T> CollectionAnswer<T> page(
            String path, String name, List<E> all, Function<E, String> key, Function<E, T> answer) {
        List<E> rest = all.stream()
                .sorted(Comparator.comparing(key))
                .filter(element -> cursor == null || key.apply(element).compareTo(cursor) > 0)
                .toList();
        List<E> page = rest.stream().limit(limit).toList();
        Links links = Links.self(path + query(cursor));
        if (page.size() < rest.size()) {
            links.and("next", path + query(key.apply(page.getLast())));
        }
        return CollectionAnswer.page(links, name, page.stream().map(answer).toList(), all.size());
    }

    private String query(@Nullable String after) {
        return further(after).replaceFirst("&", "?");
    }

    /**
     * The parameters of a page of a collection whose path has a query already; empty for the first page without a limit.
     *
     * @param after the key of the last element of the page before; null for the first page
     */
    public String further(@Nullable String after) {
        String limited = limit == Integer.MAX_VALUE ? "" : "&limit=" + limit;
        String from = after == null
                ? ""
                : "&cursor=" + Base64.getUrlEncoder().withoutPadding().encodeToString(after.getBytes(UTF_8));
        return limited + from;
    }
}
