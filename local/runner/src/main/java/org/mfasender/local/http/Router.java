package org.mfasender.local.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.template.HttpRoute;

/**
 * Chooses the most specific route: exact segments before variables before a greedy variable, a named method before {@code ANY}, the
 * catch-all last.
 *
 * @param <T> what a route leads to
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Routes of HTTP APIs</a>
 */
final class Router<T> {
    /** The chosen route, its target and the decoded values of its variables. */
    record Match<T>(HttpRoute route, T target, Map<String, String> pathParameters) {}

    private record Entry<T>(HttpRoute route, T target, List<String> segments) {}

    private final List<Entry<T>> entries;

    Router(Map<HttpRoute, T> routes) {
        List<Entry<T>> ordered = new ArrayList<>();
        routes.forEach((route, target) -> ordered.add(new Entry<>(route, target, segments(route.path()))));
        ordered.sort(Comparator.comparing(entry -> rank(entry.route(), entry.segments())));
        this.entries = List.copyOf(ordered);
    }

    /** The path is still percent-encoded. */
    Optional<Match<T>> match(String method, String encodedPath) {
        List<String> path = segments(encodedPath).stream().map(Router::decoded).toList();
        for (Entry<T> entry : entries) {
            Map<String, String> parameters =
                    entry.route().equals(HttpRoute.DEFAULT) ? Map.of() : match(entry, method, path);
            if (parameters != null) {
                return Optional.of(new Match<>(entry.route(), entry.target(), parameters));
            }
        }
        return Optional.empty();
    }

    private static @Nullable Map<String, String> match(Entry<?> entry, String method, List<String> path) {
        String routeMethod = entry.route().method();
        if (!routeMethod.equals("ANY") && !routeMethod.equals(method)) {
            return null;
        }
        List<String> segments = entry.segments();
        boolean greedy = isGreedy(segments.getLast());
        if (greedy ? path.size() < segments.size() : path.size() != segments.size()) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (isGreedy(segment)) {
                String name = segment.substring(1, segment.length() - 2);
                parameters.put(name, String.join("/", path.subList(i, path.size())));
            } else if (isVariable(segment) && !path.get(i).isEmpty()) {
                parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return null;
            }
        }
        return parameters;
    }

    /** Sorts most specific first: one letter a segment, then one for the method. */
    private static String rank(HttpRoute route, List<String> segments) {
        if (route.equals(HttpRoute.DEFAULT)) {
            return "z";
        }
        StringBuilder rank = new StringBuilder();
        for (String segment : segments) {
            rank.append(isGreedy(segment) ? 'c' : isVariable(segment) ? 'b' : 'a');
        }
        return rank.append(route.method().equals("ANY") ? '2' : '1').toString();
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static boolean isGreedy(String segment) {
        return segment.startsWith("{") && segment.endsWith("+}");
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }

    /** Percent-decoding of a path, where a plus is a plus. */
    static String decoded(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
