package org.mfasender.local;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.mfasender.local.functions.FunctionLog;

/**
 * How to start the system.
 *
 * @param root folder of template.yaml
 * @param httpPort of the HTTP API; 0 for a free one
 * @param graphPort of the simulated Graph API; 0 for a free one
 * @param services where containers and the AWS CLI reach all services; port 0 for a free one
 * @param elsewhere services that are not started here but run there already
 * @param parameters of the template, where they differ from its defaults
 * @param reviewDelay how long the simulated Meta reviews a template
 * @param printer takes one line for each thing that happens in a workflow
 * @param log takes what functions log
 * @param jitter decides the pauses before the workflow's retries, each from none to the whole
 * @param rewrites what callers of a service get instead of its address, such as a proxy's
 * @param time in which functions, the workflow, Secrets Manager and the simulated Meta live
 */
public record LocalOptions(
        Path root,
        int httpPort,
        int graphPort,
        InetSocketAddress services,
        Map<LocalService, URI> elsewhere,
        Map<String, String> parameters,
        Duration reviewDelay,
        Consumer<String> printer,
        FunctionLog log,
        RandomGenerator jitter,
        Map<LocalService, UnaryOperator<URI>> rewrites,
        LocalTime time) {
    /** Copies the maps. */
    public LocalOptions {
        elsewhere = Map.copyOf(elsewhere);
        parameters = Map.copyOf(parameters);
        rewrites = Map.copyOf(rewrites);
    }

    /** Free ports, the simulated Meta, nothing printed, short pauses so that one sees things move. */
    public static LocalOptions of(Path root) {
        return new LocalOptions(
                root,
                0,
                0,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Map.of(),
                Map.of("ReviewWaitSeconds", "1", "ThrottleWaitSeconds", "2", "RunIntervalSeconds", "0"),
                Duration.ofSeconds(3),
                line -> {},
                (function, requestId, message) -> {},
                RandomGenerator.getDefault(),
                Map.of(),
                LocalTime.REAL);
    }

    /** With these ports. */
    public LocalOptions withPorts(int http, int graph) {
        return new LocalOptions(
                root, http, graph, services, elsewhere, parameters, reviewDelay, printer, log, jitter, rewrites, time);
    }

    /** With all services at this address, too. */
    public LocalOptions withServicesAt(InetSocketAddress address) {
        return new LocalOptions(
                root,
                httpPort,
                graphPort,
                address,
                elsewhere,
                parameters,
                reviewDelay,
                printer,
                log,
                jitter,
                rewrites,
                time);
    }

    /** With a service that runs elsewhere. At another Step Functions there must be the template's state machine already. */
    public LocalOptions withElsewhere(LocalService service, URI address) {
        Map<LocalService, URI> more = new EnumMap<>(LocalService.class);
        more.putAll(elsewhere);
        more.put(service, address);
        return new LocalOptions(
                root,
                httpPort,
                graphPort,
                services,
                more,
                parameters,
                reviewDelay,
                printer,
                log,
                jitter,
                rewrites,
                time);
    }

    /** With one more value for a parameter of the template. */
    public LocalOptions withParameter(String name, String value) {
        Map<String, String> more = new HashMap<>(parameters);
        more.put(name, value);
        return new LocalOptions(
                root,
                httpPort,
                graphPort,
                services,
                elsewhere,
                more,
                reviewDelay,
                printer,
                log,
                jitter,
                rewrites,
                time);
    }

    /** With another pace of the simulated Meta's review. */
    public LocalOptions withReviewDelay(Duration delay) {
        return new LocalOptions(
                root,
                httpPort,
                graphPort,
                services,
                elsewhere,
                parameters,
                delay,
                printer,
                log,
                jitter,
                rewrites,
                time);
    }

    /** With somebody who reads along. */
    public LocalOptions withPrinter(Consumer<String> lines) {
        return new LocalOptions(
                root,
                httpPort,
                graphPort,
                services,
                elsewhere,
                parameters,
                reviewDelay,
                lines,
                log,
                jitter,
                rewrites,
                time);
    }

    /** With another place for what functions log. */
    public LocalOptions withLog(FunctionLog sink) {
        return new LocalOptions(
                root,
                httpPort,
                graphPort,
                services,
                elsewhere,
                parameters,
                reviewDelay,
                printer,
                sink,
                jitter,
                rewrites,
                time);
    }

    /** With other pauses before the workflow's retries. */
    public LocalOptions withJitter(RandomGenerator other) {
        return new LocalOptions(
                root,
                httpPort,
                graphPort,
                services,
                elsewhere,
                parameters,
                reviewDelay,
                printer,
                log,
                other,
                rewrites,
                time);
    }

    /** With something between a service and its callers. */
    public LocalOptions withRewrite(LocalService service, UnaryOperator<URI> rewrite) {
        Map<LocalService, UnaryOperator<URI>> more = new EnumMap<>(LocalService.class);
        more.putAll(rewrites);
        more.put(service, rewrite);
        return new LocalOptions(
                root,
                httpPort,
                graphPort,
                services,
                elsewhere,
                parameters,
                reviewDelay,
                printer,
                log,
                jitter,
                more,
                time);
    }

    /** In another time than the machine's. */
    public LocalOptions withTime(LocalTime other) {
        return new LocalOptions(
                root,
                httpPort,
                graphPort,
                services,
                elsewhere,
                parameters,
                reviewDelay,
                printer,
                log,
                jitter,
                rewrites,
                other);
    }

    /** The address that callers of the service get. */
    URI rewritten(LocalService service, URI address) {
        return rewrites.getOrDefault(service, UnaryOperator.identity()).apply(address);
    }
}
