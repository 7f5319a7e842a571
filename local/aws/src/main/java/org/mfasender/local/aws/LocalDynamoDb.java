package org.mfasender.local.aws;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;

/** Amazon's DynamoDB Local in this JVM, in memory, one database for all credentials and regions; transactions conflict as on AWS. */
public final class LocalDynamoDb implements AutoCloseable {

    /** Referenced, because an unreferenced logger loses its level. */
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");
    /** Its streams are of the former SDK, which warns that there is no JAXB. Nothing here needs it. */
    private static final Logger FORMER_SDK = Logger.getLogger("com.amazonaws");

    private static final Duration IDLE = Duration.ofMinutes(2);

    private final Server server;
    private final LocalDynamoDBServerHandler handler;
    private final ConflictingRequests requests;
    private final URI endpoint;

    private LocalDynamoDb(
            Server server, LocalDynamoDBServerHandler handler, ConflictingRequests requests, URI endpoint) {
        this.server = server;
        this.handler = handler;
        this.requests = requests;
        this.endpoint = endpoint;
    }

    /** Starts on a free port. Takes about two seconds. */
    public static LocalDynamoDb start() throws IOException {
        return start(listen());
    }

    /** Takes a free port. Who connects before the start waits for it. */
    public static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Starts where {@link #listen} listens. */
    public static LocalDynamoDb start(ServerSocketChannel listening) throws IOException {
        SQLITE.setLevel(Level.WARNING);
        FORMER_SDK.setLevel(Level.SEVERE);
        // Its own ServerRunner listens on every interface, prints a banner and sends usage data to Amazon.
        Server server = new Server();
        try {
            ServerConnector connector = new ServerConnector(server);
            connector.open(listening);
            // Longer than a client keeps a connection, which would lose a request otherwise.
            connector.setIdleTimeout(IDLE.toMillis());
            server.addConnector(connector);
            ConflictingRequests requests = new ConflictingRequests();
            LocalDynamoDBServerHandler handler = new LocalDynamoDBServerHandler(requests, null);
            ContextHandler context = new ContextHandler();
            context.setHandler(handler);
            server.setHandler(context);
            server.start();
            return new LocalDynamoDb(
                    server, handler, requests, URI.create("http://127.0.0.1:" + connector.getLocalPort()));
        } catch (Exception failure) {
            listening.close();
            throw failure instanceof IOException known
                    ? known
                    : new IOException("DynamoDB Local did not start", failure);
        }
    }

    /** The endpoint override for an SDK client. */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * Keeps the next request of an operation under way, with its items reserved, until the result is closed: for tests of conflicts.
     *
     * @param operation {@code PutItem}, {@code UpdateItem}, {@code DeleteItem} or {@code TransactWriteItems}
     */
    public HeldRequest holdNext(String operation) {
        return requests.holdNext(operation);
    }

    /** Without this call its threads keep the JVM alive. */
    @Override
    public void close() {
        try {
            server.stop();
            handler.close();
        } catch (Exception failure) {
            throw new IllegalStateException("DynamoDB Local did not stop", failure);
        }
    }
}
