package org.mfasender.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.http.Router.Match;
import org.mfasender.local.template.HttpRoute;

class RouterTest {
    /** The example of the developer guide, and a catch-all. */
    private static final Router<String> ROUTER = router(
            HttpRoute.DEFAULT,
            new HttpRoute("ANY", "/{proxy+}"),
            new HttpRoute("GET", "/pets/{proxy+}"),
            new HttpRoute("GET", "/pets/dog/{id}"),
            new HttpRoute("ANY", "/pets/dog/{id}"),
            new HttpRoute("GET", "/pets/dog/1"));

    @ParameterizedTest
    @CsvSource(textBlock = """
            GET,  /pets/dog/1,    GET /pets/dog/1
            GET,  /pets/dog/2,    GET /pets/dog/{id}
            PUT,  /pets/dog/1,    ANY /pets/dog/{id}
            GET,  /pets/cat/1,    GET /pets/{proxy+}
            POST, /test/5,        ANY /{proxy+}
            GET,  /pets/dog/1/,   GET /pets/{proxy+}
            """)
    void prefersTheMostSpecificRoute(String method, String path, String routeKey) {
        assertThat(ROUTER.match(method, path)).map(Match::target).contains(routeKey);
    }

    @Test
    void fallsBackToTheCatchAllRoute() {
        Router<String> router = router(HttpRoute.DEFAULT, new HttpRoute("GET", "/pets/{id}"));

        assertThat(router.match("GET", "/")).map(Match::target).contains("$default");
        assertThat(router.match("DELETE", "/pets/1")).map(Match::target).contains("$default");
        assertThat(router.match("GET", "/pets/")).map(Match::target).contains("$default");
        assertThat(router.match("GET", "/PETS/1")).map(Match::target).contains("$default");
    }

    @Test
    void findsNothingWithoutACatchAllRoute() {
        assertThat(router(new HttpRoute("GET", "/pets")).match("GET", "/cats")).isEmpty();
    }

    @Test
    void decodesPathParameters() {
        Router<String> router = router(new HttpRoute("GET", "/a/{first}/{rest+}"));

        Match<String> match = router.match("GET", "/a/x%20y%2Fz+/p/q%C3%BC").orElseThrow();

        assertThat(match.pathParameters()).containsOnly(entry("first", "x y/z+"), entry("rest", "p/q\u00fc"));
    }

    private static Router<String> router(HttpRoute... routes) {
        Map<HttpRoute, String> targets = new HashMap<>();
        List.of(routes).forEach(route -> targets.put(route, route.routeKey()));
        return new Router<>(targets);
    }
}
