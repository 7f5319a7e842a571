package org.mfasender.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.security.Security;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.functions.Components;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.meta.RudeServer;
import org.mfasender.platform.net.RefusingPort;

/** The call that a function makes while it starts. */
class PrimingIT {

    private static final String REFUSAL =
            "{\"__type\": \"com.amazon.coral.service#UnrecognizedClientException\", \"message\": \"no such key\"}";

    /** For a server that answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void itIsMadeOnceWithKeysThatNobodyHas() {
        try (RudeServer refusing = RudeServer.answering(400, REFUSAL)) {
            clients(refusing.uri()).prime(false, PATIENCE);

            assertThat(refusing.requests())
                    .singleElement()
                    .asString()
                    .contains("GetItem", "Credential=nobody/")
                    .doesNotContain("the-functions-own");
        }
    }

    @Test
    void nothingThatAwsAnswersKeepsAFunctionFromStarting() {
        try (RudeServer failing = RudeServer.answering(500, "<html>");
                RudeServer silent = new RudeServer("", false);
                RudeServer closing = new RudeServer("", true)) {
            for (RudeServer rude : new RudeServer[] {failing, silent, closing}) {
                Duration longest = rude == silent ? Duration.ofSeconds(2) : PATIENCE;
                assertThatCode(() -> clients(rude.uri()).prime(false, longest)).doesNotThrowAnyException();
                rude.awaitRequests(1);
                assertThat(rude.requests()).hasSize(1);
            }
        }
        try (RefusingPort nobody = new RefusingPort()) {
            assertThatCode(() -> clients(nobody.uri()).prime(false)).doesNotThrowAnyException();
        }
    }

    @Test
    void onlyAProcessThatLambdaHasStartedMakesIt() {
        try (RudeServer refusing = RudeServer.answering(400, REFUSAL)) {
            Map<String, String> variables = variables(refusing.uri());
            assertThat(new Components(variables).configuration().isStartedByLambda())
                    .isFalse();
            assertThat(refusing.requests()).isEmpty();

            variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
            assertThat(new Components(variables).configuration().isStartedByLambda())
                    .isTrue();
            assertThat(refusing.requests()).hasSize(1);
        }
    }

    /** The server reads one request of each connection, so that it gets a second one only by another. */
    @ParameterizedTest
    @CsvSource({"snap-start, 2", "on-demand, 1", "provisioned-concurrency, 1"})
    void aSnapshotHasNoConnection(String initializationType, int requests) {
        String answer = "HTTP/1.1 400 Bad Request\nContent-Length: " + REFUSAL.length() + "\n\n" + REFUSAL;
        try (RudeServer keeping = new RudeServer(answer, false)) {
            Map<String, String> variables = variables(keeping.uri());
            variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", initializationType);

            new Components(variables);
            new Components(variables);

            assertThat(keeping.requests()).hasSize(requests);
        }
    }

    @Test
    void aSnapshotHasNoAddressOfAServer() {
        try (RudeServer refusing = RudeServer.answering(400, REFUSAL)) {
            clients(refusing.uri()).prime(true);

            assertThat(Security.getProperty("networkaddress.cache.ttl")).isEqualTo("0");
        }
    }

    private static AwsClients clients(URI endpoint) {
        return new AwsClients(new Configuration(variables(endpoint)).aws());
    }

    private static Map<String, String> variables(URI endpoint) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_ACCESS_KEY_ID", "the-functions-own");
        variables.put("AWS_SECRET_ACCESS_KEY", "the-functions-own");
        variables.put("AWS_ENDPOINT_URL", endpoint.toString());
        return variables;
    }
}
