package org.mfasender.platform.aws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One {@code POST}, and its whole answer. It uses the JDK's {@link HttpURLConnection}, with which a function starts in less time than with
 * any other client, and which keeps connections. Since the length of the body is given, it repeats no request by itself, and looks first
 * whether the other side has closed a connection that it kept.
 */
final class HttpPost {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration SOCKET = Duration.ofSeconds(5);
    private static final int BUFFER = 8192;
    private static final KeyShare KEY_SHARE = new KeyShare();

    static {
        // The JDK reads these once. By default it keeps five connections, for five seconds.
        System.setProperty("http.maxConnections", "32");
        System.setProperty("http.keepAlive.time.server", "60");
    }

    private HttpPost() {}

    /**
     * An answer.
     *
     * @param errorType the header of that name, or null
     * @param requestId by which AWS finds the request, or null
     */
    record Answer(
            int status,
            @Nullable String errorType,
            @Nullable String requestId,
            String body) {

        /** Without the body, which may be a secret. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /** @throws IOException without a complete answer in time; the request may still have taken effect */
    static Answer send(URI address, Map<String, String> headers, byte[] body, Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(millis(time, CONNECT));
        connection.setReadTimeout(millis(time, SOCKET));
        connection.setInstanceFollowRedirects(false);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        headers.forEach(connection::setRequestProperty);
        if (connection instanceof HttpsURLConnection tls) {
            tls.setSSLSocketFactory(KEY_SHARE.sockets());
        }
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        } catch (SSLException e) {
            KEY_SHARE.refused();
            throw e;
        }
        int status = connection.getResponseCode();
        return new Answer(
                status,
                connection.getHeaderField("x-amzn-ErrorType"),
                connection.getHeaderField("x-amzn-RequestId"),
                body(status < 400 ? connection.getInputStream() : connection.getErrorStream(), connection, end));
    }

    /** The header {@code Host} that the JDK's client sends to an address: without the port that is the scheme's own. */
    static String host(URI address) {
        boolean ownPort = address.getPort() < 0
                || address.getPort() == (address.getScheme().equals("https") ? 443 : 80);
        return ownPort ? address.getHost() : address.getHost() + ":" + address.getPort();
    }

    private static String body(@Nullable InputStream in, HttpURLConnection connection, long end) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(BUFFER);
        if (in != null) {
            try (in) {
                byte[] buffer = new byte[BUFFER];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    whole.write(buffer, 0, n);
                    if (System.nanoTime() - end > 0) {
                        connection.disconnect();
                        throw new SocketTimeoutException("No whole answer in time");
                    }
                }
            }
        }
        long length = connection.getContentLengthLong();
        if (length >= 0 && length != whole.size()) {
            throw new IOException("The answer ends too early");
        }
        return whole.toString(StandardCharsets.UTF_8);
    }

    private static int millis(Duration left, Duration most) {
        return (int) Math.clamp(left.toMillis(), 1, most.toMillis());
    }
}
