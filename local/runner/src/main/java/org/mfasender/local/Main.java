package org.mfasender.local;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.template.HttpRoute;

/**
 * Runs the system on this machine until Ctrl-C. System properties: {@code project.root}, {@code local.port}, {@code local.graph.port},
 * {@code local.services.port} and {@code local.services.host} for the address that all services have together, {@code local.logs}
 * ({@code true} shows what functions log), {@code local.issuer} and {@code local.audience} (tokens are wanted, as at AWS), and {@code
 * graph.url} and {@code graph.version} for another Graph API than the simulated one.
 */
public final class Main {
    private static final int HTTP_PORT = 3000;
    private static final int GRAPH_PORT = 3001;
    static final int SERVICES_PORT = 3002;

    private Main() {}

    /** Returns when everything answers; the servers' threads keep the process alive. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        try {
            LocalSystem system = LocalSystem.start(options(out));
            Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop"));
            ProcessHandle.current().parent().ifPresent(Main::endWith);
            MemoryLimit.watch(System.err);
            welcome(system, out);
        } catch (LocalStartException e) {
            System.err.println(e.getMessage());
            // DynamoDB Local may have left threads that would keep the process alive.
            System.exit(1);
        }
    }

    /** Maven does not pass on a kill, and would leave this process behind. */
    private static void endWith(ProcessHandle parent) {
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            parent.onExit().join();
            System.exit(0);
        });
    }

    private static LocalOptions options(PrintStream out) {
        LocalOptions options = LocalOptions.of(Path.of(System.getProperty("project.root", ".")))
                .withPorts(port("local.port", HTTP_PORT), port("local.graph.port", GRAPH_PORT))
                .withServicesAt(services())
                .withPrinter(out::println);
        if (Boolean.getBoolean("local.logs")) {
            options = options.withLog((function, requestId, message) -> out.println(function + ": " + message.strip()));
        }
        String graphUrl = property("graph.url");
        if (graphUrl != null) {
            options = options.withElsewhere(LocalService.GRAPH, graphUrl(graphUrl));
        }
        options = withParameter(options, "GraphVersion", "graph.version");
        options = withParameter(options, "TokenIssuer", "local.issuer");
        return withParameter(options, "TokenAudience", "local.audience");
    }

    private static LocalOptions withParameter(LocalOptions options, String parameter, String property) {
        String value = property(property);
        return value == null ? options : options.withParameter(parameter, value);
    }

    /** Loopback, unless somebody asks for more. */
    private static InetSocketAddress services() {
        String host = property("local.services.host");
        int port = port("local.services.port", SERVICES_PORT);
        if (host == null) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new LocalStartException("-Dlocal.services.host is not an address of this machine: " + host, e);
        }
    }

    private static URI graphUrl(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new LocalStartException("-Dgraph.url is not a URL: " + value, e);
        }
    }

    private static int port(String property, int otherwise) {
        String value = property(property);
        try {
            int port = value == null ? otherwise : Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new LocalStartException("-D" + property + " is not a port: " + value, null);
    }

    /** Maven passes a property that nobody set as an empty one. */
    private static @Nullable String property(String name) {
        String value = System.getProperty(name, "");
        return value.isBlank() ? null : value;
    }

    private static void welcome(LocalSystem system, PrintStream out) {
        String path = system.template().functions().stream()
                .flatMap(function -> function.routes().stream())
                .filter(route -> route.method().equals("PUT") && route.path().endsWith("/whatsApp"))
                .map(HttpRoute::path)
                .findFirst()
                .orElse("/");
        String url = system.httpUri()
                + path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        out.println("HTTP API    " + system.httpUri() + "  (" + callers() + ")");
        out.println("Graph API   " + system.endpoint(LocalService.GRAPH) + "  (" + graph() + ")");
        out.println("Services    " + services(system.services()) + "  (all of them, for the AWS CLI and sam local)");
        out.println();
        out.println("Configure a sender, then look at it:");
        out.println("  curl -i -X PUT -H 'Content-Type: application/json' -d @events/sender.json \\");
        out.println("    " + url);
        out.println("  curl " + url);
        out.println();
        out.println("Ctrl-C ends it; nothing is kept.");
        out.println();
    }

    private static String callers() {
        String issuer = property("local.issuer");
        return issuer == null
                ? "open: anyone on this machine may call, as nowhere else; -Dlocal.issuer and -Dlocal.audience close it"
                : "wants tokens of " + issuer;
    }

    private static String services(InetSocketAddress address) {
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static String graph() {
        return property("graph.url") == null
                ? "simulated; docs/simulated-accounts.md lists its accounts"
                : "not the simulated one: what you do there is real";
    }
}
