package org.mfasender.local;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code ./mvnw -Plocal}, as {@code local/runner/pom.xml} passes them: {@code project.root}, {@code local.port}, {@code
 * local.graph.port}, {@code local.services.port} and {@code local.services.host} for the address that all services have together, {@code
 * local.logs} ({@code true} shows what functions log), {@code local.issuer} and {@code local.audience} (callers then need tokens, as at
 * AWS), {@code graph.url} and {@code graph.version} for another Graph API than the simulated one, and {@code local.begun}, when the build
 * began.
 */
final class StartOptions {
    static final int SERVICES_PORT = 3002;
    private static final int HTTP_PORT = 3000;
    private static final int GRAPH_PORT = 3001;
    private static final String SERVICES_HOST = "local.services.host";

    private final Properties properties;

    StartOptions(Properties properties) {
        this.properties = properties;
    }

    /**
     * Where to start what.
     *
     * @param out takes the progress of workflows, and the functions' log when it is wanted
     * @throws LocalStartException when an option has a wrong value; the message names it
     */
    LocalOptions localOptions(PrintStream out) {
        LocalOptions options = LocalOptions.of(Path.of(properties.getProperty("project.root", ".")))
                .withPorts(port("local.port", HTTP_PORT), port("local.graph.port", GRAPH_PORT))
                .withServicesAt(new InetSocketAddress(servicesHost(), port("local.services.port", SERVICES_PORT)))
                .withPrinter(out::println);
        if (Boolean.parseBoolean(value("local.logs"))) {
            options = options.withLog((function, requestId, message) -> out.println(function + ": " + message.strip()));
        }
        String graphUrl = value("graph.url");
        if (graphUrl != null) {
            options = options.withElsewhere(LocalService.GRAPH, url("graph.url", graphUrl));
        }
        options = withParameter(options, "GraphVersion", "graph.version");
        options = withParameter(options, "TokenIssuer", "local.issuer");
        return withParameter(options, "TokenAudience", "local.audience");
    }

    /** Whose tokens callers need; absent where anyone on this machine may call. */
    @Nullable
    String issuer() {
        return value("local.issuer");
    }

    boolean simulatesMeta() {
        return value("graph.url") == null;
    }

    /** When the build began or, without one, this JVM. */
    Instant begun() {
        String begun = value("local.begun");
        return begun == null
                ? Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime())
                : Instant.parse(begun);
    }

    private LocalOptions withParameter(LocalOptions options, String parameter, String property) {
        String value = value(property);
        return value == null ? options : options.withParameter(parameter, value);
    }

    /** Loopback, unless somebody asks for more. */
    private InetAddress servicesHost() {
        String host = value(SERVICES_HOST);
        if (host == null) {
            return InetAddress.getLoopbackAddress();
        }
        // An address of this machine is one that a socket can have; its port does not matter.
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getInetAddress();
        } catch (IOException e) {
            throw new LocalStartException("-D" + SERVICES_HOST + " is not an address of this machine: " + host, e);
        }
    }

    private static URI url(String property, String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new LocalStartException("-D" + property + " is not a URL: " + value, e);
        }
    }

    private int port(String property, int otherwise) {
        String value = value(property);
        try {
            int port = value == null ? otherwise : Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new LocalStartException("-D" + property + " is not a port: " + value, null);
    }

    /** Maven passes an option that nobody set as an empty one. */
    private @Nullable String value(String name) {
        String value = properties.getProperty(name, "");
        return value.isBlank() ? null : value;
    }
}
