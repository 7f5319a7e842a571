package org.mfasender.platform.net;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;

/**
 * A connection to a server, for one request after the other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
final class HttpConnection {

    private static final int MOST_OF_A_HEAD = 64 * 1024;
    private static final int MOST_OF_A_BODY = 32 * 1024 * 1024;

    private final SocketChannel channel;
    private final Socket socket;
    private final Timed timed;
    private final InputStream in;
    private boolean staysOpen;

    private HttpConnection(SocketChannel channel, Socket socket) throws IOException {
        this.channel = channel;
        this.socket = socket;
        this.timed = new Timed(socket);
        this.in = new BufferedInputStream(timed);
    }

    static boolean isSecure(URI address) {
        return "https".equals(address.getScheme());
    }

    /** @throws SSLException without TLS: the server cannot have read anything */
    static HttpConnection open(URI address, KeyShare keyShare, Deadline end) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            Socket socket = channel.socket();
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address.getHost(), HttpConnections.port(address)), end.millis());
            return new HttpConnection(channel, isSecure(address) ? secured(socket, address, keyShare, end) : socket);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static Socket secured(Socket connected, URI address, KeyShare keyShare, Deadline end) throws IOException {
        SSLSocket socket = (SSLSocket)
                context().getSocketFactory().createSocket(connected, address.getHost(), connected.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        keyShare.limit(parameters);
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(end.millis());
        try {
            socket.startHandshake();
        } catch (SocketException e) {
            // A server may hang up instead of saying why.
            throw new SSLException("No handshake", e);
        }
        return socket;
    }

    private static SSLContext context() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("TLS is part of every JDK", e);
        }
    }

    /** Whether the server has neither closed it nor sent anything unasked. */
    boolean isOpen() {
        try {
            channel.configureBlocking(false);
            boolean silent = channel.read(ByteBuffer.allocate(1)) == 0;
            channel.configureBlocking(true);
            return silent;
        } catch (IOException e) {
            // Left as it is, it could not even be closed: TLS would write, which a channel that does not block refuses.
            closeAtOnce(channel);
            return false;
        }
    }

    private static void closeAtOnce(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing comes of it any more.
        }
    }

    /** Forgets what a handshake could be resumed with. */
    static void forgetSessions() {
        SSLSessionContext sessions = context().getClientSessionContext();
        for (byte[] id : Collections.list(sessions.getIds())) {
            SSLSession session = sessions.getSession(id);
            if (session != null) {
                session.invalidate();
            }
        }
    }

    /** Whether another request may follow the last one. */
    boolean staysOpen() {
        return staysOpen;
    }

    /** @throws IOException without a whole answer; nothing can follow then */
    Response exchange(byte[] request, Deadline end) throws IOException {
        staysOpen = false;
        timed.end = end;
        socket.getOutputStream().write(request);
        String first = line(MOST_OF_A_HEAD);
        Map<String, String> headers = headers();
        int status = status(first);
        while (status < 200) {
            first = line(MOST_OF_A_HEAD);
            headers = headers();
            status = status(first);
        }
        boolean framed = status == 204
                || status == 304
                || headers.containsKey("transfer-encoding")
                || headers.containsKey("content-length");
        byte[] body = body(status, headers);
        staysOpen = framed
                && in.available() == 0
                && first.startsWith("HTTP/1.1")
                && !headers.getOrDefault("connection", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("close");
        return new Response(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static int status(String line) throws IOException {
        if (line.length() < 12 || !line.startsWith("HTTP/1.") || line.charAt(8) != ' ') {
            throw new IOException("The answer is not HTTP");
        }
        return number(line.substring(9, 12), 10);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        int left = MOST_OF_A_HEAD;
        String last = "";
        for (String line = line(left); !line.isEmpty(); line = line(left)) {
            left -= line.length();
            if (!last.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                headers.merge(last, line.strip(), (value, rest) -> value + " " + rest);
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("The answer has a malformed header");
            }
            last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            headers.merge(last, line.substring(colon + 1).strip(), (former, next) -> former + ", " + next);
        }
        return headers;
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        String coding = headers.get("transfer-encoding");
        if (coding != null) {
            if (!coding.equalsIgnoreCase("chunked")) {
                throw new IOException("The answer has an unknown transfer coding");
            }
            return chunks();
        }
        String length = headers.get("content-length");
        if (length != null) {
            return exactly(number(length, 10));
        }
        byte[] all = in.readNBytes(MOST_OF_A_BODY);
        if (in.read() >= 0) {
            throw tooLong();
        }
        return all;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int size = chunk(); size > 0; size = chunk()) {
            if (all.size() + size > MOST_OF_A_BODY) {
                throw tooLong();
            }
            all.write(exactly(size));
            if (!line(0).isEmpty()) {
                throw new IOException("The answer has a malformed chunk");
            }
        }
        headers();
        return all.toByteArray();
    }

    private int chunk() throws IOException {
        String line = line(MOST_OF_A_HEAD);
        int extension = line.indexOf(';');
        return number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        if (length > MOST_OF_A_BODY) {
            throw tooLong();
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The answer ends too early");
        }
        return bytes;
    }

    private static int number(String text, int radix) throws IOException {
        if (text.isEmpty()
                || text.length() > 8
                || text.chars().anyMatch(c -> Character.digit(c, radix) < 0 || c > 'f')) {
            throw new IOException("The answer has a malformed number");
        }
        return (int) Math.min(Long.parseLong(text, radix), Integer.MAX_VALUE);
    }

    private static IOException tooLong() {
        return new IOException("The answer is too long");
    }

    /** The next line, without its end. */
    private String line(int most) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The answer ends too early");
            }
            if (line.length() > most) {
                throw tooLong();
            }
            line.append((char) c);
        }
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }

    void close() {
        try {
            // Not longer, where TLS waits for the other side
            socket.setSoTimeout(1);
            socket.close();
        } catch (IOException e) {
            // Nothing comes of it any more.
        }
    }

    /** Ends at the deadline, however slowly a server writes. */
    private static final class Timed extends FilterInputStream {

        private final Socket socket;
        private Deadline end = Deadline.after(Duration.ZERO);

        Timed(Socket socket) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            socket.setSoTimeout(end.millis());
            return super.read(bytes, offset, length);
        }
    }
}
