package org.mfasender.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mfasender.local.bench.ColdStart.Subject;
import org.mfasender.local.template.FunctionDefinition;

/**
 * A former release, whose {@code submit} is measured beside today's.
 *
 * @param archive of {@code submit}, unpacked; with Apache's HTTP client
 * @param handler e.g. {@code org.mfasender.submit.SubmitHandler::handleRequest}
 */
record FormerRelease(Path archive, String handler) {
    static final String SUBMIT = "former submit";

    /** The first release wrote its metrics with Powertools, which needs to know for whom. */
    private static final Map<String, String> VARIABLES =
            Map.of("POWERTOOLS_SERVICE_NAME", "sender", "POWERTOOLS_METRICS_NAMESPACE", "WhatsAppSender");

    /** The one that {@code bench.former} and {@code bench.formerHandler} name; empty when they name none. */
    static Optional<FormerRelease> ofProperties() {
        String archive = System.getProperty("bench.former", "");
        String handler = System.getProperty("bench.formerHandler", "");
        if (archive.isEmpty() != handler.isEmpty()) {
            throw new IllegalArgumentException("-Dbench.former and -Dbench.formerHandler need each other");
        }
        return archive.isEmpty()
                ? Optional.empty()
                : Optional.of(new FormerRelease(Path.of(archive).toAbsolutePath(), handler));
    }

    /** Its {@code submit}, in the place of today's. */
    Subject submit(DeployedSystem system) {
        FunctionDefinition today = system.functions().getFirst();
        FunctionDefinition former =
                new FunctionDefinition("FormerSubmit", archive, handler, today.timeout(), Map.of(), List.of());
        Map<String, String> variables = new HashMap<>(system.variables(today));
        variables.putAll(VARIABLES);
        return new Subject(former, archive, variables);
    }
}
