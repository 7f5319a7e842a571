package org.mfasender.local.graph;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.mfasender.local.graph.messages.Messages;
import org.mfasender.local.graph.node.GraphApi;
import org.mfasender.local.graph.protocol.Faults;
import org.mfasender.local.graph.protocol.GraphServer;
import org.mfasender.local.graph.protocol.RecordedRequest;
import org.mfasender.local.graph.protocol.RequestLog;
import org.mfasender.local.graph.webhooks.Webhooks;
import org.mfasender.local.graph.world.World;

/**
 * A server on loopback that behaves like Meta's Graph API for WhatsApp sender accounts: tokens, WhatsApp Business
 * Accounts, numbers, authentication templates and their messages, with webhooks about what becomes of these.
 */
public final class SimulatedGraph implements AutoCloseable {
    private final World world;
    private final SimulatedAccounts accounts;
    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog();
    private final Messages messages;
    private final Webhooks webhooks;
    private final GraphServer server;

    private SimulatedGraph(int port, InstantSource clock, Duration defaultReviewDelay) {
        world = new World(clock, defaultReviewDelay);
        accounts = new SimulatedAccounts(world);
        messages = new Messages(world);
        webhooks = new Webhooks(world);
        messages.outbox().listen(webhooks::accepted);
        ControlApi control = new ControlApi(world, accounts, messages, webhooks, faults, log, this::reset);
        server = new GraphServer(world, new GraphApi(world, messages, webhooks), control, faults, log, port);
    }

    /**
     * Starts a server with all {@link SimulatedAccounts}.
     *
     * @param port 0 = any free one
     * @param clock the time for tokens, reviews and limits
     * @param defaultReviewDelay how long a new template stays in review; zero = decided at once
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public static SimulatedGraph start(int port, InstantSource clock, Duration defaultReviewDelay) {
        return new SimulatedGraph(port, clock, defaultReviewDelay);
    }

    /** The base address, such as {@code http://127.0.0.1:3001}; paths begin with a version: {@code /v26.0/...}. */
    public URI uri() {
        return server.uri();
    }

    /** Everything that exists in the simulation, to read and change. */
    public World world() {
        return world;
    }

    /** The accounts with a name. */
    public SimulatedAccounts accounts() {
        return accounts;
    }

    /** What was sent, and what happens to what is sent. */
    public Messages messages() {
        return messages;
    }

    /** What is reported, and to whom. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /** The faults to inject. */
    public Faults faults() {
        return faults;
    }

    /** The latest requests, at most 20,000, oldest first; secrets included. */
    public List<RecordedRequest> requests() {
        return log.list();
    }

    /** Calls a listener with each request that comes from now on, in the thread that answers it. */
    public void listen(Consumer<RecordedRequest> listener) {
        log.listen(listener);
    }

    /** Restores the state of the start. */
    public void reset() {
        faults.clear();
        log.clear();
        messages.clear();
        webhooks.clear();
        accounts.restore();
    }

    @Override
    public void close() {
        webhooks.close();
        server.close();
    }
}
