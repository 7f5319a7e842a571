package org.mfasender.local.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS in front of services on loopback, as AWS and Meta have it: functions then pay for handshakes, too. */
public final class TlsFront implements AutoCloseable {
    private static final String PASSWORD = "not-a-secret";
    private static final String ALIAS = "loopback";

    private final SSLContext context;
    private final Path trustStore;
    private final Map<URI, ServerSocket> fronts = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private TlsFront(SSLContext context, Path trustStore) {
        this.context = context;
        this.trustStore = trustStore;
    }

    /** Makes a certificate for loopback, and a trust store with it beside those that the JDK trusts. Both are in the folder. */
    public static TlsFront create(Path folder) throws IOException, InterruptedException {
        Path keys = folder.resolve("loopback.p12");
        keytool(
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost");
        try {
            KeyStore own = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(own, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            Path jdk = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
            KeyStore trusted = KeyStore.getInstance(jdk.toFile(), (char[]) null);
            trusted.setCertificateEntry(ALIAS, own.getCertificate(ALIAS));
            Path trustStore = folder.resolve("trusted.p12");
            try (OutputStream out = Files.newOutputStream(trustStore)) {
                trusted.store(out, PASSWORD.toCharArray());
            }
            return new TlsFront(context, trustStore);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        builder.command().addAll(List.of(arguments));
        Process process = builder.redirectErrorStream(true).start();
        String printed;
        try (var output = process.inputReader()) {
            printed = output.readAllAsString();
        }
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + printed);
        }
    }

    /** The options of a JVM that trusts the certificate. */
    public String[] options() {
        return new String[] {
            "-Djavax.net.ssl.trustStore=" + trustStore, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD
        };
    }

    /** The address with TLS that leads to the service. */
    public URI of(URI service) {
        ServerSocket front = fronts.computeIfAbsent(service, this::listen);
        return URI.create("https://127.0.0.1:" + front.getLocalPort() + service.getPath());
    }

    private ServerSocket listen(URI service) {
        try {
            ServerSocket server =
                    context.getServerSocketFactory().createServerSocket(0, 0, InetAddress.getLoopbackAddress());
            begin(() -> {
                while (!server.isClosed()) {
                    Socket client = server.accept();
                    begin(() -> connect(client, service));
                }
                return null;
            });
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(Callable<Void> work) {
        threads.execute(() -> {
            try {
                work.call();
            } catch (Exception e) {
                // The benchmark has not got an answer, and says so.
            }
        });
    }

    private Void connect(Socket client, URI service) throws IOException {
        try (client;
                Socket plain = new Socket(service.getHost(), service.getPort());
                InputStream answers = plain.getInputStream()) {
            // What passes in two pieces would wait 40 ms between them, for an acknowledgement.
            client.setTcpNoDelay(true);
            plain.setTcpNoDelay(true);
            begin(() -> pass(client.getInputStream(), plain));
            answers.transferTo(client.getOutputStream());
        }
        return null;
    }

    private static Void pass(InputStream requests, Socket plain) throws IOException {
        try (requests;
                plain) {
            requests.transferTo(plain.getOutputStream());
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket front : fronts.values()) {
            front.close();
        }
        threads.shutdownNow();
    }
}
