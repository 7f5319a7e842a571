package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What an administrator is told of one check, by a dry run and by the run itself: both have to say the same. */
final class Told {

    private Told() {}

    /** Makes a dry run and then a run that ends with something to mend; answers what both say of a check. */
    static JsonNode byBoth(SenderApi api, JsonNode body, String check) {
        JsonNode foretold = byDryRun(api, body, check);
        api.put(body);
        JsonNode told = find(api.awaitStatus("ACTION_REQUIRED"), check);
        assertThat(withoutTrace(told)).isEqualTo(withoutTrace(foretold));
        return told;
    }

    static JsonNode byDryRun(SenderApi api, JsonNode body, String check) {
        SenderApi.Answer report = api.check(body);
        assertThat(report.status()).as(report.response().body()).isEqualTo(200);
        return find(report.body(), check);
    }

    /** A dry run of what is stored. The contract's validator wants the type even of a body that is not there. */
    static JsonNode byDryRunOfStored(SenderApi api) {
        SenderApi.Answer report = api.send("POST", api.path() + "/checks", null, "Content-Type", "application/json");
        assertThat(report.status()).as(report.response().body()).isEqualTo(200);
        return report.body();
    }

    /** A check of an account or of a dry run's report. */
    static JsonNode find(JsonNode resource, String check) {
        return checks(resource)
                .filter(found -> found.path("name").asText().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no check " + check + " in " + resource));
    }

    /** Names of the checks of an account or of a dry run's report that failed. */
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
