package org.mfasender.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which variable decides where a service is. */
class AwsSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "'',                 '',              '',                  ",
        "'',                 '',              http://local:3002,   http://local:3002",
        "'',                 http://all:4566, http://local:3002,   http://all:4566",
        "http://secrets:1,   http://all:4566, http://local:3002,   http://secrets:1",
    })
    void theMoreSpecialVariableDecides(String ofService, String ofAll, String ofSam, URI endpoint) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", ofService);
        variables.put("AWS_ENDPOINT_URL", ofAll);
        variables.put("SERVICES_URL", ofSam);

        assertThat(new Configuration(variables).aws().secretsManager()).isEqualTo(endpoint);
    }
}
