package org.mfasender.platform.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The groups that TLS offers to exchange a key. Of the JDK's, a handshake makes a key for two, X25519 and P-256, before the server says which
 * one it takes; in a JVM that has just started, the second key takes longer than the rest of the handshake. So only X25519 is offered,
 * which is the JDK's first choice as well, until a server refuses that: then all that the JDK offers. So it is from the beginning where the
 * property {@code jdk.tls.namedGroups} names others.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.2.8">RFC 8446, Key Share</a>
 */
final class KeyShare {

    private static final String[] FIRST_CHOICE = {"x25519"};

    private final SSLSocketFactory narrow = new NarrowSockets();
    private volatile boolean wide = System.getProperty("jdk.tls.namedGroups") != null;

    /** Sockets that offer it. They are the same object until a server refuses: the JDK keeps connections by it. */
    SSLSocketFactory sockets() {
        return wide ? jdk() : narrow;
    }

    /** After a handshake that failed, for whatever reason: the next one offers all. */
    void refused() {
        wide = true;
    }

    private static SSLSocketFactory jdk() {
        return HttpsURLConnection.getDefaultSSLSocketFactory();
    }

    /** The JDK's sockets with fewer groups. */
    private static final class NarrowSockets extends SSLSocketFactory {

        private static Socket narrow(Socket socket) {
            if (socket instanceof SSLSocket tls) {
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setNamedGroups(FIRST_CHOICE);
                tls.setSSLParameters(parameters);
            }
            return socket;
        }

        @Override
        public Socket createSocket() throws IOException {
            return narrow(jdk().createSocket());
        }

        @Override
        public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
            return narrow(jdk().createSocket(connected, host, port, autoClose));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return narrow(jdk().createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return narrow(jdk().createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return narrow(jdk().createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return narrow(jdk().createSocket(host, port, local, localPort));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return jdk().getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return jdk().getSupportedCipherSuites();
        }
    }
}
