package org.mfasender.platform.meta;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Reads each request wholly, writes some bytes, and closes the connection, or leaves it open without another word. */
public final class RudeServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServerSocket socket;
    private final String answer;
    private final boolean closes;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param answer the bytes of an answer, or a part of them; {@code \n} stands for the end of a line */
    public RudeServer(String answer, boolean closes) {
        this.answer = answer.replace("\n", "\r\n");
        this.closes = closes;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** One with a good HTTP answer. */
    public static RudeServer answering(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new RudeServer(
                "HTTP/1.1 " + status + " Status\nConnection: close\nContent-Length: " + bytes.length + "\n\n" + body,
                true);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** The requests so far, headers and body. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Waits until so many requests have come: one may be noted after its client has given up. */
    public void awaitRequests(int atLeast) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (requests.size() < atLeast) {
            if (System.nanoTime() > end) {
                throw new AssertionError(requests.size() + " requests have come");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                // Closed by the test.
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try {
            requests.add(read(connection.getInputStream()));
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            connection.getOutputStream().flush();
            if (closes) {
                connection.close();
            }
        } catch (EOFException e) {
            // It sent no request.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("The client has gone");
            }
            head.append((char) next);
        }
        int length = Integer.parseInt(head.toString().replaceAll("(?is).*content-length: *([0-9]+).*", "$1"));
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
