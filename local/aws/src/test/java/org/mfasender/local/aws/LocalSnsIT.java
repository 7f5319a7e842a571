package org.mfasender.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.aws.LocalSns.Sms;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.PublishResponse;

class LocalSnsIT {

    private static final String NUMBER = "+436605550123";

    private LocalSns service;
    private SnsClient client;

    @BeforeEach
    void start() throws Exception {
        service = LocalSns.start();
        client = Clients.build(SnsClient.builder(), service.endpoint());
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void anSmsIsKeptAsItIs() {
        PublishResponse one = publish(NUMBER, "493027 is your code & more + ü");
        PublishResponse other = publish("+15555550100", "x".repeat(1_600));

        assertThat(one.messageId()).isNotBlank().isNotEqualTo(other.messageId());
        assertThat(service.sent())
                .containsExactly(
                        new Sms(NUMBER, "493027 is your code & more + ü"), new Sms("+15555550100", "x".repeat(1_600)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"436605550123", "06605550123", "+0123", "+43 660 5550123", "+4366055501234567", "x"})
    void aNumberIsInE164(String number) {
        assertThatThrownBy(() -> publish(number, "a"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("PhoneNumber");
        assertThat(service.sent()).isEmpty();
    }

    @Test
    void aTextHasItsLimits() {
        assertThatThrownBy(() -> publish(NUMBER, "")).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> publish(NUMBER, "x".repeat(1_601))).isInstanceOf(InvalidParameterException.class);
        assertThat(service.sent()).isEmpty();
    }

    @Test
    void thereAreNoTopics() {
        assertThatThrownBy(() -> client.publish(request -> request.topicArn("arn:aws:sns:us-east-1:000000000000:one")
                        .message("a")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void anotherActionIsUnknown() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(service.endpoint() + "/"))
                            .POST(BodyPublishers.ofString("Action=CreateTopic&Name=one"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("InvalidAction");
        }
    }

    private PublishResponse publish(String number, String message) {
        return client.publish(request -> request.phoneNumber(number).message(message));
    }
}
