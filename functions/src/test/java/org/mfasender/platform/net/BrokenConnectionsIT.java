package org.mfasender.platform.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSessionContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.platform.Clock;

/** Connections by TLS that are no longer what they were: the next request is sent once, by another one. */
class BrokenConnectionsIT {

    @TempDir
    private Path folder;

    private final HttpConnections connections =
            new HttpConnections(Duration.ofSeconds(20), Duration.ofSeconds(60), 1, Clock.system());

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aConnectionThatWasResetIsReplaced(String protocol) throws Exception {
        try (TlsServer server = server(protocol);
                Relay relay = new Relay(server.uri())) {
            for (int i = 1; i <= 3; i++) {
                assertThat(status(relay.uri())).isEqualTo(200);
                assertThat(server.requests()).isEqualTo(i);
                relay.reset();
            }
        }
    }

    @Test
    void afterADisconnectNothingIsResumed() throws Exception {
        try (TlsServer server = server("TLSv1.3")) {
            assertThat(status(server.uri())).isEqualTo(200);
            assertThat(status(server.uri())).isEqualTo(200);
            assertThat(server.handshakes()).isEqualTo(1);

            connections.disconnect();

            assertThat(sessions().getIds().hasMoreElements()).isFalse();
            assertThat(status(server.uri())).isEqualTo(200);
            assertThat(server.handshakes()).isEqualTo(2);
        }
    }

    private static SSLSessionContext sessions() throws NoSuchAlgorithmException {
        return SSLContext.getDefault().getClientSessionContext();
    }

    private TlsServer server(String protocol) throws Exception {
        return TlsServer.start(folder, "RSA 127.0.0.1", protocol, "x25519");
    }

    private int status(URI address) throws IOException {
        return connections
                .send("GET", address, Map.of(), null, Duration.ofSeconds(20))
                .status();
    }
}
