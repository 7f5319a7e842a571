package org.mfasender.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mfasender.local.template.HttpRoute;
import org.mfasender.local.template.Surroundings;
import org.mfasender.local.template.Template;
import org.mfasender.platform.http.ApiPath;

/** What the functions know of paths and methods is what template.yaml routes. */
class RoutesTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));

    @Test
    void everyRouteOfTheTemplateIsKnownAndNoOther() {
        List<String> routes = Template.read(
                        ROOT.resolve("template.yaml"), Map.of(), new Surroundings(URI.create("http://127.0.0.1:1")))
                .functions()
                .stream()
                .flatMap(function -> function.routes().stream())
                .filter(route -> !route.equals(HttpRoute.DEFAULT))
                .filter(route -> !route.path().startsWith("/console"))
                .map(HttpRoute::routeKey)
                .toList();

        assertThat(Arrays.stream(ApiPath.values())
                        .flatMap(path -> Arrays.stream(path.methods().split(", "))
                                .flatMap(method -> path.routes().stream().map(route -> method + " " + route))))
                .containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void aPathIsRecognisedAsItIsWritten() {
        for (ApiPath path : ApiPath.values()) {
            assertThat(ApiPath.of(path.href("a", "b", "c"))).contains(path);
        }
    }
}
