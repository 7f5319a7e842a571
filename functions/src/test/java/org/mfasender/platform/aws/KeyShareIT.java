package org.mfasender.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.platform.config.AwsSettings;

/** Servers that take what is offered first, and servers that do not, as AWS's, or what stands before them, may one day. */
class KeyShareIT {

    private static final String RSA = "RSA 127.0.0.1";

    @TempDir
    private Path folder;

    private SSLSocketFactory before;

    @BeforeEach
    void remember() {
        before = HttpsURLConnection.getDefaultSSLSocketFactory();
    }

    @AfterEach
    void restore() {
        HttpsURLConnection.setDefaultSSLSocketFactory(before);
        System.clearProperty("jdk.tls.namedGroups");
    }

    @ParameterizedTest
    @CsvSource({"RSA, TLSv1.3, x25519", "RSA, TLSv1.2, x25519", "EC,  TLSv1.3, x25519"})
    void aServerThatTakesItAnswersAtOnce(String key, String protocol, String group) throws Exception {
        try (TlsServer server = server(key + " 127.0.0.1", protocol, group)) {
            assertThat(status(new KeyShare(), server.uri())).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"RSA, TLSv1.3, secp256r1", "RSA, TLSv1.3, ffdhe2048", "EC,  TLSv1.2, secp256r1"})
    void aServerThatRefusesItIsOfferedAll(String key, String protocol, String group) throws Exception {
        try (TlsServer server = server(key + " 127.0.0.1", protocol, group)) {
            KeyShare keyShare = new KeyShare();
            assertThatThrownBy(() -> status(keyShare, server.uri())).isInstanceOf(SSLException.class);

            keyShare.refused();

            assertThat(status(keyShare, server.uri())).isEqualTo(200);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void aCallIsMadeOnceMoreWithAll() throws Exception {
        try (TlsServer server = server(RSA, "TLSv1.3", "secp256r1")) {
            AwsSettings settings = new AwsSettings(
                    "us-east-1",
                    new AwsSettings.Keys("nobody", "nothing", null),
                    server.uri(),
                    null,
                    null,
                    null,
                    null,
                    null);

            assertThat(new AwsClients(settings)
                            .dynamoDb()
                            .getItem(request -> request.tableName("accounts"))
                            .hasItem())
                    .isTrue();
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        try (TlsServer server = server("RSA elsewhere.example", "TLSv1.3", "x25519")) {
            assertThatThrownBy(() -> status(new KeyShare(), server.uri())).isInstanceOf(SSLException.class);
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() throws Exception {
        try (TlsServer server = server(RSA, "TLSv1.3", "x25519")) {
            HttpsURLConnection.setDefaultSSLSocketFactory(before);

            assertThatThrownBy(() -> status(new KeyShare(), server.uri())).isInstanceOf(SSLException.class);
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void groupsOfTheOperatorStay() throws Exception {
        System.setProperty("jdk.tls.namedGroups", "secp256r1");
        try (TlsServer server = server(RSA, "TLSv1.3", "secp256r1")) {
            assertThat(status(new KeyShare(), server.uri())).isEqualTo(200);
        }
    }

    private TlsServer server(String certificate, String protocol, String group) throws Exception {
        TlsServer server =
                TlsServer.start(folder, certificate, protocol, group, "{\"Item\": {\"pk\": {\"S\": \"simulated\"}}}");
        HttpsURLConnection.setDefaultSSLSocketFactory(server.trusting().getSocketFactory());
        return server;
    }

    private static int status(KeyShare keyShare, URI uri) throws Exception {
        HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
        connection.setSSLSocketFactory(keyShare.sockets());
        return connection.getResponseCode();
    }
}
