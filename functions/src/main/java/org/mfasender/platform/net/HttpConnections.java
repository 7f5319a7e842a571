package org.mfasender.platform.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Clock;
import org.mfasender.platform.net.ServerConnections.Kept;

/**
 * Makes requests by HTTP/1.1, each once, and says whether a request that failed may have arrived. Connections are kept for the next request
 * to the same server.
 *
 * <p>It is our own, because a function starts with it in less time than with the clients of the JDK, and because none of those tells
 * whether a request was written.
 */
public final class HttpConnections {

    private final Duration connect;
    private final Duration longestPause;
    private final int mostAtOnce;
    private final Clock clock;
    private final KeyShare keyShare = new KeyShare();
    private final Map<String, ServerConnections> servers = new ConcurrentHashMap<>();

    /**
     * None so far.
     *
     * @param connect how long a connection may take
     * @param longestPause after which a connection is not used again; shorter than servers keep one. The clock goes on while a process is
     *     frozen
     * @param mostAtOnce how many to a server may be opened at the same time
     */
    public HttpConnections(Duration connect, Duration longestPause, int mostAtOnce, Clock clock) {
        this.connect = connect;
        this.longestPause = longestPause;
        this.mostAtOnce = mostAtOnce;
        this.clock = clock;
    }

    /**
     * Makes a request.
     *
     * @param method not {@code HEAD}, whose answer has no body
     * @param address with {@code http} or {@code https}
     * @param headers but for {@code Host} and {@code Content-Length}
     * @param time for all of it
     * @throws NotSentException when nothing was sent
     * @throws SocketTimeoutException without a whole answer in time
     * @throws IOException without an answer that can be read. As after a timeout, the request may have arrived
     */
    public Response send(String method, URI address, Map<String, String> headers, byte @Nullable [] body, Duration time)
            throws IOException {
        byte[] request = request(method, address, headers, body);
        Deadline end = Deadline.after(time);
        ServerConnections server = servers.computeIfAbsent(
                address.getScheme() + "://" + address.getRawAuthority(), name -> new ServerConnections(mostAtOnce));
        HttpConnection connection = connection(server, address, end);
        boolean again = false;
        try {
            Response answer = connection.exchange(request, end);
            again = connection.staysOpen();
            return answer;
        } finally {
            if (again) {
                keep(server, connection);
            } else {
                connection.close();
            }
        }
    }

    /** Closes the connections that wait for a request, and forgets what their handshakes could be resumed with. */
    public void disconnect() {
        for (ServerConnections server : servers.values()) {
            server.takeAll().forEach(kept -> kept.connection().close());
        }
        HttpConnection.forgetSessions();
    }

    /** The header {@code Host} of requests to an address: without the port that is the scheme's own. */
    public static String host(URI address) {
        return address.getPort() < 0 || address.getPort() == ownPort(address)
                ? address.getHost()
                : address.getHost() + ":" + address.getPort();
    }

    private static int ownPort(URI address) {
        return HttpConnection.isSecure(address) ? 443 : 80;
    }

    static int port(URI address) {
        return address.getPort() < 0 ? ownPort(address) : address.getPort();
    }

    private static byte[] request(String method, URI address, Map<String, String> headers, byte @Nullable [] body) {
        StringBuilder head = new StringBuilder(512);
        head.append(method).append(' ').append(address.getRawPath().isEmpty() ? "/" : address.getRawPath());
        if (address.getRawQuery() != null) {
            head.append('?').append(address.getRawQuery());
        }
        head.append(" HTTP/1.1\r\n");
        header(head, "Host", host(address));
        headers.forEach((name, value) -> header(head, name, value));
        if (body != null) {
            header(head, "Content-Length", Integer.toString(body.length));
        }
        byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] content = body == null ? new byte[0] : body;
        byte[] whole = new byte[first.length + content.length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(content, 0, whole, first.length, content.length);
        return whole;
    }

    private static void header(StringBuilder head, String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                // Not with the value: it may be a secret.
                throw new IllegalArgumentException("The header " + name + " has a character that none may have");
            }
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private HttpConnection connection(ServerConnections server, URI address, Deadline end) throws NotSentException {
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            HttpConnection connection = keptOrNew(server, address, end);
            if (end.isOver()) {
                connection.close();
                throw new SocketTimeoutException("No connection in time");
            }
            return connection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSentException(new InterruptedIOException("Interrupted before the request"), false);
        } catch (SocketTimeoutException e) {
            throw new NotSentException(e, true);
        } catch (IOException e) {
            throw new NotSentException(e, false);
        }
    }

    private HttpConnection keptOrNew(ServerConnections server, URI address, Deadline end)
            throws IOException, InterruptedException {
        for (Kept next = server.take(end); next != null; next = server.take(end)) {
            if (next.since().plus(longestPause).isAfter(clock.now())
                    && next.connection().isOpen()) {
                return next.connection();
            }
            next.connection().close();
        }
        try {
            return open(address, end);
        } finally {
            server.opened();
        }
    }

    private HttpConnection open(URI address, Deadline end) throws IOException {
        boolean offersAll = keyShare.isWhole();
        try {
            return HttpConnection.open(address, keyShare, end.within(connect));
        } catch (SSLException e) {
            if (offersAll) {
                throw e;
            }
            keyShare.refused();
            return HttpConnection.open(address, keyShare, end.within(connect));
        }
    }

    private void keep(ServerConnections server, HttpConnection connection) {
        Kept dropped = server.keep(new Kept(connection, clock.now()));
        if (dropped != null) {
            dropped.connection().close();
        }
    }
}
