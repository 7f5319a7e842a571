package org.mfasender.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each kind of request has limits of its own at the gateway. It refuses a deployment whose settings name a route that there is not. */
class ThrottlesTest {

    private static final Path FILE =
            Path.of(System.getProperty("project.root", "../..")).resolve("template.yaml");

    private final Map<String, Set<String>> limits = Throttles.read(FILE);
    private final Map<String, String> functions = new TreeMap<>();

    ThrottlesTest() {
        Template.read(FILE, Map.of(), new Surroundings(URI.create("http://x")))
                .functions()
                .forEach(function ->
                        function.routes().forEach(route -> functions.put(route.routeKey(), function.logicalId())));
    }

    @Test
    void everyRouteWithLimitsIsThere() {
        assertThat(functions.keySet()).containsAll(limits.keySet());
    }

    @Test
    void aPathWithAFinalSlashHasTheLimitsOfTheOneWithout() {
        assertThat(limits.keySet().stream().filter(route -> !route.endsWith("/{slash+}")))
                .isNotEmpty()
                .allSatisfy(route -> assertThat(limits.get(route + "/{slash+}")).isEqualTo(limits.get(route)));
    }

    @Test
    void whatMayWaitForMetaHasLimits() {
        Set<String> atOnce = Set.of(
                "sending",
                "candidate",
                "senderKeys",
                "webhooks",
                "deviceAuthenticationPolicies",
                "DELETE /v1/environments/{environmentId}/templates");
        List<String> unlimited = functions.entrySet().stream()
                .filter(route -> Set.of("InspectFunction", "ManageFunction", "SubmitFunction", "RemoveFunction")
                        .contains(route.getValue()))
                .map(Map.Entry::getKey)
                .filter(route -> !limits.containsKey(route))
                .filter(route -> atOnce.stream().noneMatch(route::contains))
                .toList();

        assertThat(unlimited).isEmpty();
    }
}
