package org.mfasender.platform.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Stands before a server, passes bytes on, and resets connections as a device on the way does that has forgotten them. */
final class Relay implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI server;
    private final Queue<Client> clients = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param reading ends after the socket was closed, and a socket that is read from is closed only then */
    private record Client(Socket socket, Future<?> reading) {}

    Relay(URI server) throws IOException {
        this.server = server;
        threads.execute(this::accept);
    }

    /** The server's address, but for the port. */
    URI uri() {
        return URI.create(server.getScheme() + "://" + server.getHost() + ":" + socket.getLocalPort());
    }

    /** Resets all connections of clients. */
    void reset() throws IOException {
        for (Client client = clients.poll(); client != null; client = clients.poll()) {
            client.socket().setSoLinger(true, 0);
            client.socket().close();
            try {
                client.reading().get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IOException(e);
            }
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Socket connection = new Socket(server.getHost(), server.getPort());
                clients.add(new Client(client, threads.submit(() -> pass(client, connection))));
                threads.execute(() -> pass(connection, client));
            } catch (IOException e) {
                // Closed by the test.
                return;
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of them has gone.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
