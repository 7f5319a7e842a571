package org.mfasender.platform.net;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** Answers requests, by TLS with a certificate of its own, which this JVM trusts meanwhile. */
final class TlsServer implements AutoCloseable {

    private static final char[] PASSWORD = "not-a-secret".toCharArray();

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger handshakes;
    private final HttpsServer server;
    private final SSLContext before;

    private TlsServer(HttpsServer server, SSLContext before, AtomicInteger handshakes) {
        this.server = server;
        this.before = before;
        this.handshakes = handshakes;
    }

    /**
     * A server.
     *
     * @param certificate the algorithm of its key and the name that it is for, as {@code EC 127.0.0.1}
     * @param protocol the only one that it speaks
     * @param group the only one that it takes
     */
    static TlsServer start(Path folder, String certificate, String protocol, String group)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path keys = keys(folder, certificate.split(" "));
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        AtomicInteger handshakes = new AtomicInteger();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                handshakes.incrementAndGet();
                SSLParameters chosen = context.getDefaultSSLParameters();
                chosen.setProtocols(new String[] {protocol});
                chosen.setNamedGroups(new String[] {group});
                parameters.setSSLParameters(chosen);
            }
        });
        TlsServer started = new TlsServer(server, SSLContext.getDefault(), handshakes);
        server.createContext("/", exchange -> {
            try (exchange) {
                started.requests.incrementAndGet();
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        SSLContext.setDefault(trusting(store));
        return started;
    }

    private static Path keys(Path folder, String... certificate) throws IOException, InterruptedException {
        Path keys = folder.resolve("keys.p12");
        String name = certificate[1].equals("127.0.0.1") ? "ip:127.0.0.1" : "dns:" + certificate[1];
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "server",
                        certificate[0].equals("EC") ? "-groupname" : "-keysize",
                        certificate[0].equals("EC") ? "secp256r1" : "2048",
                        "-keyalg",
                        certificate[0],
                        "-dname",
                        "CN=server",
                        "-ext",
                        "san=" + name)
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        return keys;
    }

    private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException, IOException {
        KeyStore certificates = KeyStore.getInstance(KeyStore.getDefaultType());
        certificates.load(null, null);
        certificates.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, others.getTrustManagers(), null);
        return context;
    }

    /** Its certificate is not trusted any more. */
    void distrust() {
        SSLContext.setDefault(before);
    }

    URI uri() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many requests have come. */
    int requests() {
        return requests.get();
    }

    /** How many handshakes have begun. */
    int handshakes() {
        return handshakes.get();
    }

    @Override
    public void close() {
        distrust();
        server.stop(0);
    }
}
