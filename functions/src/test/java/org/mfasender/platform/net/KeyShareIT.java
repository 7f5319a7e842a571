package org.mfasender.platform.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.platform.Clock;

/** Servers that take what is offered first, and servers that do not, as AWS's and Meta's, or what stands before them, may one day. */
class KeyShareIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "RSA, TLSv1.3, x25519,    1",
        "RSA, TLSv1.2, x25519,    1",
        "EC,  TLSv1.3, x25519,    1",
        "EC,  TLSv1.2, secp256r1, 2",
        "RSA, TLSv1.3, secp256r1, 2",
        "RSA, TLSv1.3, ffdhe2048, 2",
    })
    void aServerThatRefusesItIsOfferedAll(String key, String protocol, String group, int handshakes) throws Exception {
        try (TlsServer server = server(key + " 127.0.0.1", protocol, group)) {
            HttpConnections connections = connections();

            assertThat(status(connections, server)).isEqualTo(200);
            assertThat(status(connections, server)).isEqualTo(200);

            assertThat(server.requests()).isEqualTo(2);
            assertThat(server.handshakes()).isEqualTo(handshakes);
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        try (TlsServer server = server("RSA elsewhere.example", "TLSv1.3", "x25519")) {
            assertThatThrownBy(() -> status(connections(), server)).isInstanceOf(NotSentException.class);
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() throws Exception {
        try (TlsServer server = server("RSA 127.0.0.1", "TLSv1.3", "x25519")) {
            server.distrust();

            assertThatThrownBy(() -> status(connections(), server)).isInstanceOf(NotSentException.class);
            assertThat(server.requests()).isZero();
        }
    }

    private TlsServer server(String certificate, String protocol, String group) throws Exception {
        return TlsServer.start(folder, certificate, protocol, group);
    }

    private static HttpConnections connections() {
        return new HttpConnections(Duration.ofSeconds(20), Duration.ofSeconds(15), 1, Clock.system());
    }

    private static int status(HttpConnections connections, TlsServer server) throws IOException {
        return connections
                .send("GET", server.uri(), Map.of(), null, Duration.ofSeconds(20))
                .status();
    }
}
