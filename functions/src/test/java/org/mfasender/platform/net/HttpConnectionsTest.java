package org.mfasender.platform.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The host that is signed, which has to be the one that is sent. */
class HttpConnectionsTest {

    @ParameterizedTest
    @CsvSource({
        "https://dynamodb.us-east-1.amazonaws.com, dynamodb.us-east-1.amazonaws.com",
        "https://vpce-1.example.com:443/,          vpce-1.example.com",
        "https://vpce-1.example.com:8443/,         vpce-1.example.com:8443",
        "http://localhost:4566/a/path,             localhost:4566",
        "http://localhost:80,                      localhost",
        "http://localhost:443,                     localhost:443",
        "https://localhost:80,                     localhost:80",
        "http://[::1]:4566,                        [::1]:4566",
    })
    void thePortOfTheSchemeIsLeftOut(URI address, String host) {
        assertThat(HttpConnections.host(address)).isEqualTo(host);
    }
}
