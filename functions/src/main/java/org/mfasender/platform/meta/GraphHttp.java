package org.mfasender.platform.meta;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * Requests over HTTP, through the client that a function has for AWS anyhow: another one would make its start longer. It neither repeats a
 * request nor follows a redirect.
 */
final class GraphHttp {

    private final SdkHttpClient client;

    private GraphHttp(SdkHttpClient client) {
        this.client = client;
    }

    /** @param connect how long opening a connection may take, with TLS */
    static GraphHttp connecting(Duration connect) {
        return new GraphHttp(builder(connect).build());
    }

    /**
     * The same, without connections that may be dead. A process that is frozen between two requests does not learn that Meta has closed its
     * connections; a message written to one of those would be neither sent nor certainly not sent. The clock goes on while it is frozen.
     *
     * @param idle after which a connection is not used again; less than servers keep one
     */
    static GraphHttp connecting(Duration connect, Duration idle) {
        return new GraphHttp(builder(connect).connectionMaxIdleTime(idle).build());
    }

    /** What waits for an answer has a time-out of its own: this one must not come before it. */
    private static Apache5HttpClient.Builder builder(Duration connect) {
        return Apache5HttpClient.builder().connectionTimeout(connect).socketTimeout(GraphTransport.WRITE);
    }

    /** One of any status. */
    record Response(SdkHttpResponse head, String body) {
        int status() {
            return head.statusCode();
        }

        Optional<String> header(String name) {
            return head.firstMatchingHeader(name);
        }

        /** Not the body, which may repeat what was sent. */
        @Override
        public String toString() {
            return "Response[" + status() + "]";
        }
    }

    /**
     * Sends a request, and waits for the whole answer.
     *
     * @param json the body, if there is one
     * @param timeout for everything
     * @throws Unanswered when there is no answer, or a part of one
     */
    Response exchange(SdkHttpRequest request, @Nullable String json, Duration timeout) throws Unanswered {
        Body body = json == null ? null : new Body(json.getBytes(StandardCharsets.UTF_8));
        ExecutableHttpRequest call = client.prepareRequest(executable(request, body));
        FutureTask<Response> answer = new FutureTask<>(() -> answer(call.call()));
        Thread.ofVirtual().start(answer);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            call.abort();
            throw new Unanswered(true, mayHaveArrived(body));
        } catch (InterruptedException e) {
            call.abort();
            Thread.currentThread().interrupt();
            throw new Unanswered(false, mayHaveArrived(body));
        } catch (ExecutionException e) {
            throw new Unanswered(e.getCause() instanceof SocketTimeoutException, mayHaveArrived(body));
        }
    }

    private static HttpExecuteRequest executable(SdkHttpRequest request, @Nullable Body body) {
        HttpExecuteRequest.Builder executable = HttpExecuteRequest.builder();
        if (body == null) {
            return executable.request(request).build();
        }
        return executable
                .request(request.toBuilder()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Content-Length", Integer.toString(body.length))
                        .build())
                .contentStreamProvider(() -> body)
                .build();
    }

    private static Response answer(HttpExecuteResponse response) throws IOException {
        Optional<AbortableInputStream> body = response.responseBody();
        if (body.isEmpty()) {
            return new Response(response.httpResponse(), "");
        }
        try (InputStream in = body.get()) {
            return new Response(response.httpResponse(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Of a request without a body, nobody knows. */
    private static boolean mayHaveArrived(@Nullable Body body) {
        return body == null || !body.withdraw();
    }

    /** A body that is withdrawn unless a connection has begun to send it: there is nothing then that Meta could carry out. */
    private static final class Body extends InputStream {
        private enum State {
            UNREAD,
            READ,
            WITHDRAWN
        }

        private final InputStream bytes;
        private final int length;
        private final AtomicReference<State> state = new AtomicReference<>(State.UNREAD);

        Body(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.length = bytes.length;
        }

        /** Whether nobody has read it, and nobody can any more. */
        boolean withdraw() {
            state.compareAndSet(State.UNREAD, State.WITHDRAWN);
            return state.get() == State.WITHDRAWN;
        }

        private void begin() throws IOException {
            state.compareAndSet(State.UNREAD, State.READ);
            if (state.get() == State.WITHDRAWN) {
                throw new IOException("Nobody waits for an answer");
            }
        }

        @Override
        public int read() throws IOException {
            begin();
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int most) throws IOException {
            begin();
            return bytes.read(buffer, offset, most);
        }
    }

    /** A request without an answer. It has no message and no cause: those may quote the address, and with it the proof. */
    static final class Unanswered extends IOException {
        private static final long serialVersionUID = 1;

        private final boolean timedOut;
        private final boolean mayHaveArrived;

        Unanswered(boolean timedOut, boolean mayHaveArrived) {
            this.timedOut = timedOut;
            this.mayHaveArrived = mayHaveArrived;
        }

        boolean timedOut() {
            return timedOut;
        }

        /** False when nothing of the body was sent. */
        boolean mayHaveArrived() {
            return mayHaveArrived;
        }
    }
}
