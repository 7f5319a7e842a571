package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a dry run and a run report about one check: both have to say the same. */
final class Findings {

    private Findings() {}

    /** Makes a dry run, and then a run that ends with something to fix; answers what both say about a check. */
    static JsonNode byBoth(SenderApi api, JsonNode body, String check) {
        JsonNode dry = byDryRun(api, body, check);
        api.put(body);
        JsonNode run = find(api.awaitStatus("ACTION_REQUIRED"), check);
        assertThat(withoutTrace(run)).isEqualTo(withoutTrace(dry));
        return run;
    }

    static JsonNode byDryRun(SenderApi api, JsonNode body, String check) {
        SenderApi.Answer report = api.check(body);
        assertThat(report.status()).as(report.response().body()).isEqualTo(200);
        return find(report.body(), check);
    }

    /** A dry run of what is stored. */
    static JsonNode byDryRunOfStored(SenderApi api) {
        SenderApi.Answer report = api.check(null);
        assertThat(report.status()).as(report.response().body()).isEqualTo(200);
        return report.body();
    }

    /** A check in an account or in a dry run's report. */
    static JsonNode find(JsonNode resource, String check) {
        return checks(resource)
                .filter(found -> found.path("name").asText().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no check " + check + " in " + resource));
    }

    /** Names of the failed checks in an account or in a dry run's report. */
    static List<String> failed(JsonNode resource) {
        return checks(resource)
                .filter(check -> check.path("status").asText().equals("FAILED"))
                .map(check -> check.path("name").asText())
                .toList();
    }

    private static Stream<JsonNode> checks(JsonNode resource) {
        return resource.has("checks")
                ? elements(resource.path("checks"))
                : elements(resource.at("/provisioning/steps")).flatMap(step -> elements(step.path("checks")));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode withoutTrace(JsonNode check) {
        JsonNode copy = check.deepCopy();
        if (copy.path("meta") instanceof ObjectNode meta) {
            meta.remove("traceId");
        }
        return copy;
    }
}
