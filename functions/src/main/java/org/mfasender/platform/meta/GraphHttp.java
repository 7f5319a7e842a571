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
        return body == null || body.isRead;
    }

    /** A body that knows whether a connection has begun to send it: before, there is nothing that Meta could carry out. */
    private static final class Body extends InputStream {
        private final InputStream bytes;
        private final int length;
        private volatile boolean isRead;

        Body(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.length = bytes.length;
        }

        @Override
        public int read() throws IOException {
            isRead = true;
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int most) throws IOException {
            isRead = true;
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
