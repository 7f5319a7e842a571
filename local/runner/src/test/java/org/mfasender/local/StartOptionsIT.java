package org.mfasender.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of {@code -Plocal}: each has a default, and a wrong value is reported with its option before anything starts. */
class StartOptionsIT {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private final Properties properties = new Properties();

    @Test
    void hasDefaultsThatArePortsOnLoopbackAndTheSimulatedMeta() {
        // As Maven passes options that nobody set.
        properties.setProperty("local.port", "");
        properties.setProperty("local.services.host", "");

        LocalOptions options = options();

        assertThat(options.httpPort()).isEqualTo(3000);
        assertThat(options.graphPort()).isEqualTo(3001);
        assertThat(options.services().getPort()).isEqualTo(3002);
        assertThat(options.services().getAddress().isLoopbackAddress()).isTrue();
        assertThat(options.elsewhere()).isEmpty();
        assertThat(new StartOptions(properties).simulatesMeta()).isTrue();
        assertThat(new StartOptions(properties).issuer()).isNull();
    }

    @Test
    void takesTheValuesThatAreSet() {
        properties.setProperty("local.port", "0");
        properties.setProperty("local.graph.port", "4001");
        properties.setProperty("local.services.port", "65535");
        properties.setProperty("graph.url", "https://graph.example.com");
        properties.setProperty("graph.version", "v25.0");
        properties.setProperty("local.issuer", "https://issuer.example.com");
        properties.setProperty("local.audience", "api");
        properties.setProperty("local.begun", "2026-01-02T03:04:05Z");

        LocalOptions options = options();

        assertThat(options.httpPort()).isZero();
        assertThat(options.graphPort()).isEqualTo(4001);
        assertThat(options.services().getPort()).isEqualTo(65_535);
        assertThat(options.elsewhere())
                .containsExactly(Map.entry(LocalService.GRAPH, URI.create("https://graph.example.com")));
        assertThat(options.parameters())
                .containsEntry("GraphVersion", "v25.0")
                .containsEntry("TokenIssuer", "https://issuer.example.com")
                .containsEntry("TokenAudience", "api");
        assertThat(new StartOptions(properties).simulatesMeta()).isFalse();
        assertThat(new StartOptions(properties).issuer()).isEqualTo("https://issuer.example.com");
        assertThat(new StartOptions(properties).begun()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "0.0.0.0"})
    void servicesListenOnAnyAddressOfThisMachine(String host) throws Exception {
        properties.setProperty("local.services.host", host);

        assertThat(options().services().getAddress()).isEqualTo(InetAddress.getByName(host));
    }

    /** 192.0.2.0/24 is set aside for documentation, so no machine has it; {@code .invalid} is no name anywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "host.invalid"})
    void aForeignHostIsReportedAsOne(String host) {
        properties.setProperty("local.services.host", host);

        assertThatThrownBy(this::options)
                .isInstanceOf(LocalStartException.class)
                .hasMessage("-Dlocal.services.host is not an address of this machine: " + host);
    }

    @Test
    void aTakenPortOnTheServicesHostIsNotReportedAsAForeignHost() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            properties.setProperty("local.services.host", "127.0.0.1");
            properties.setProperty("local.services.port", Integer.toString(taken.getLocalPort()));

            assertThat(options().services().getPort()).isEqualTo(taken.getLocalPort());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "local.port,          web,    -Dlocal.port is not a port: web",
        "local.port,          -1,     -Dlocal.port is not a port: -1",
        "local.graph.port,    65536,  -Dlocal.graph.port is not a port: 65536",
        "local.services.port, 3002.0, -Dlocal.services.port is not a port: 3002.0",
        "graph.url,           a b,    -Dgraph.url is not a URL: a b",
    })
    void aWrongValueIsReportedWithItsOption(String property, String value, String message) {
        properties.setProperty(property, value);

        assertThatThrownBy(this::options)
                .isInstanceOf(LocalStartException.class)
                .hasMessage(message);
    }

    private LocalOptions options() {
        return new StartOptions(properties).localOptions(NOWHERE);
    }
}
