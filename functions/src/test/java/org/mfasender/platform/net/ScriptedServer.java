package org.mfasender.platform.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each request with the same bytes, and keeps connections, as long as it is not to close them. */
final class ScriptedServer implements AutoCloseable {

    /** What it does after an answer; or before the first request. */
    enum Then {
        KEEP,
        CLOSE,
        SAY_MORE,
        HANG_UP
    }

    private final ServerSocket socket;
    private final String answer;
    private final Then then;
    private final int pauseMillis;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Semaphore closed = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private ScriptedServer(String answer, Then then, int pauseMillis) throws IOException {
        this.answer = answer;
        this.then = then;
        this.pauseMillis = pauseMillis;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** @param answer its bytes; {@code \n} stands for the end of a line */
    static ScriptedServer answering(String answer, Then then) throws IOException {
        return new ScriptedServer(answer.replace("\n", "\r\n"), then, 0);
    }

    /** One byte after the other. */
    static ScriptedServer dripping(String answer, int pauseMillis) throws IOException {
        return new ScriptedServer(answer.replace("\n", "\r\n"), Then.KEEP, pauseMillis);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** The requests so far, heads and bodies. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    int connections() {
        return connections.get();
    }

    /** Waits until it has closed another connection. */
    void awaitClosed() throws InterruptedException {
        closed.acquire();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                // Closed by the test.
                return;
            }
        }
    }

    private void serve(Socket connection) {
        answer(connection);
        closed.release();
    }

    private void answer(Socket connection) {
        try (connection) {
            if (then == Then.HANG_UP) {
                return;
            }
            for (String request = read(connection.getInputStream());
                    !request.isEmpty();
                    request = read(connection.getInputStream())) {
                requests.add(request);
                write(connection.getOutputStream());
                if (then == Then.CLOSE) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(OutputStream out) throws IOException, InterruptedException {
        byte[] bytes = (then == Then.SAY_MORE ? answer + "more" : answer).getBytes(StandardCharsets.UTF_8);
        if (pauseMillis == 0) {
            out.write(bytes);
            return;
        }
        for (byte next : bytes) {
            out.write(next);
            Thread.sleep(pauseMillis);
        }
    }

    /** Empty at the end. */
    private static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        boolean hasBody = head.indexOf("Content-Length: ") >= 0;
        int length =
                hasBody ? Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1")) : 0;
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
