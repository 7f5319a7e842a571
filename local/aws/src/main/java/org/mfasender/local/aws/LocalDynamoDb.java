package org.mfasender.local.aws;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Amazon's DynamoDB Local in this JVM, in memory, one database for all credentials and regions. */
public final class LocalDynamoDb implements AutoCloseable {

    private final DynamoDBProxyServer server;
    private final URI endpoint;

    private LocalDynamoDb(DynamoDBProxyServer server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /** Starts on a free port. Takes about two seconds. */
    public static LocalDynamoDb start() throws IOException {
        return start(0);
    }

    /** Starts on the port; 0 means a free one. */
    public static LocalDynamoDb start(int port) throws IOException {
        int free = port == 0 ? freePort() : port;
        PrintStream terminal = System.out;
        // It prints a banner, for which it has no switch.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(
                    new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(free)});
            server.start();
            return new LocalDynamoDb(server, URI.create("http://127.0.0.1:" + free));
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException("DynamoDB Local did not start", failure);
        } finally {
            System.setOut(terminal);
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Its threads are not daemons: without this call the JVM does not end. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("DynamoDB Local did not stop", failure);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
