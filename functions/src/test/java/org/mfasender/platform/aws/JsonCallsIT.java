package org.mfasender.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.AwsServices;
import org.mfasender.platform.meta.RudeServer;
import org.mfasender.platform.net.HttpConnections;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What is tried again, and what is no answer. */
class JsonCallsIT {

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException,            3",
        "400, TooManyRequestsException,       3",
        "429, Whatever,                       3",
        "500, InternalServiceError,           3",
        "503, '',                             3",
        "400, InvalidParameterException,      1",
        "403, AccessDeniedException,          1",
        "413, '',                             1",
        "301, '',                             1",
    })
    void whatMayPassIsTriedThreeTimes(int status, String code, int attempts) {
        try (RudeServer server = RudeServer.answering(status, "{\"__type\": \"" + code + "\"}")) {
            assertThatThrownBy(() -> read(server.uri())).isInstanceOfSatisfying(AwsServiceException.class, refusal -> {
                assertThat(refusal.statusCode()).isEqualTo(status);
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            });
            assertThat(server.requests()).hasSize(attempts);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',                                                                       3
            'HTTP/1.1 200 OK\\nContent-Length: 40\\n\\n{"SecretString": "example"}',  3
            'HTTP/1.1 200 OK\\nTransfer-Encoding: chunked\\n\\n40\\n{"Secret',        3
            'no HTTP\\n\\n',                                                          3
            'HTTP/1.1 200 OK\\nContent-Length: 0\\n\\n',                              1
            'HTTP/1.1 200 OK\\nContent-Length: 2\\n\\n[]',                            1
            'HTTP/1.1 200 OK\\nContent-Length: 6\\n\\n<html>',                        1
            'HTTP/1.1 200 OK\\nContent-Length: 19\\n\\n{"SecretString": 1}',          1
            """)
    void whatIsNoAnswerIsAnError(String answer, int attempts) {
        try (RudeServer server = new RudeServer(answer.replace("\\n", "\n"), true)) {
            assertThatThrownBy(() -> read(server.uri())).isInstanceOf(SdkClientException.class);
            assertThat(server.requests()).hasSize(attempts);
        }
    }

    @Test
    void membersThatNobodyKnowsArePassedOver() {
        try (RudeServer server =
                RudeServer.answering(200, "{\"SecretString\": \"example\", \"New\": [{}], \"Name\": null}")) {
            assertThat(read(server.uri())).isEqualTo("example");
        }
    }

    @Test
    void anEndpointMayHaveAPath() {
        try (RudeServer server = RudeServer.answering(200, "{\"SecretString\": \"example\"}")) {
            assertThat(read(URI.create(server.uri() + "/a/path"))).isEqualTo("example");
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("POST /a/path HTTP/1.1")
                    .containsIgnoringCase("\r\nhost: " + HttpConnections.host(server.uri()) + "\r\n");
        }
    }

    @Test
    void aTracedRequestSaysSo() {
        System.setProperty("com.amazonaws.xray.traceHeader", "Root=1-example");
        try (RudeServer server = RudeServer.answering(200, "{\"SecretString\": \"example\"}")) {
            read(server.uri());

            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .containsIgnoringCase("x-amzn-trace-id: Root=1-example");
        } finally {
            System.clearProperty("com.amazonaws.xray.traceHeader");
        }
    }

    private static String read(URI endpoint) {
        SecretsManagerClient client =
                AwsServices.clients(Map.of("AWS_ENDPOINT_URL", endpoint)).secretsManager();
        return client.getSecretValue(request -> request.secretId("any")).secretString();
    }
}
