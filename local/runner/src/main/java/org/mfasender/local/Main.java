package org.mfasender.local;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.mfasender.local.template.HttpRoute;

/** Runs the system on this machine until Ctrl-C. Its options are system properties: {@link StartOptions}. */
public final class Main {
    private Main() {}

    /** Returns when everything answers; the servers' threads keep the process alive. */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        StartOptions options = new StartOptions(System.getProperties());
        try {
            LocalSystem system = LocalSystem.start(options.localOptions(out));
            Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop"));
            ProcessHandle.current().parent().ifPresent(Main::endWith);
            MemoryLimit.watch(System.err);
            welcome(system, options, out);
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

    private static void welcome(LocalSystem system, StartOptions options, PrintStream out) {
        String path = system.template().functions().stream()
                .flatMap(function -> function.routes().stream())
                .filter(route -> route.method().equals("PUT") && route.path().endsWith("/whatsApp"))
                .map(HttpRoute::path)
                .findFirst()
                .orElse("/");
        String url = system.httpUri()
                + path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        out.println(
                "Ready in " + Duration.between(options.begun(), Instant.now()).toSeconds() + " s");
        out.println();
        out.println("Console     " + system.httpUri()
                + "/console  (the page for administrators; no sign-in is needed here)");
        out.println("HTTP API    " + system.httpUri() + "  (" + callers(options) + ")");
        out.println("Graph API   " + system.endpoint(LocalService.GRAPH) + "  (" + graph(options) + ")");
        out.println("Services    " + services(system.services()) + "  (all of them, for the AWS CLI and sam local)");
        out.println();
        out.println("Configure a sender, then read it:");
        out.println("  curl -i -X PUT -H 'Content-Type: application/json' -d @events/sender.json \\");
        out.println("    " + url);
        out.println("  curl " + url);
        out.println();
        out.println("Ctrl-C ends it; nothing is kept.");
        out.println();
    }

    private static String callers(StartOptions options) {
        String issuer = options.issuer();
        return issuer == null
                ? "open: anyone on this machine may call, as nowhere else; -Dlocal.issuer and -Dlocal.audience close it"
                : "needs tokens of " + issuer;
    }

    private static String services(InetSocketAddress address) {
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static String graph(StartOptions options) {
        return options.simulatesMeta()
                ? "simulated; docs/simulated-accounts.md lists its accounts"
                : "not the simulated one: what you do there is real";
    }
}
