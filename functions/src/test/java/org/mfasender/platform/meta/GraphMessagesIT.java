package org.mfasender.platform.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.platform.net.RefusingPort;
import org.mfasender.platform.secrets.Secret;

/** Whether a passcode has left: what answers, and what takes their place, say about it. Nothing that may have left is sent again. */
class GraphMessagesIT {

    private static final AccessToken TOKEN = AccessToken.unsigned("EAAsimulated");
    private static final OutgoingPasscode PASSCODE = new OutgoingPasscode(
            new PasscodeMessage("mfa_strong_authentication_v1", "de", true),
            "+436605550123",
            new Secret("493027"),
            null,
            "5b0c7a5e-31de-4a3b-9a51-c1f0b6f6d0aa");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"messages": [{"id": "wamid.simulated"}]}                                        | Accepted
            200 | {"messages": [{"id": "wamid.simulated", "message_status": "accepted"}], "x": [1]} | Accepted
            200 | {}                                                                               | Unknown
            200 | {"messages": []}                                                                 | Unknown
            200 | {"messages": [{"id": ""}]}                                                       | Unknown
            200 | {"messages": [{"id": null}]}                                                     | Unknown
            200 | {"messages": [{"id": {}}]}                                                       | Unknown
            200 | {"messages": "wamid"}                                                            | Unknown
            200 | {"messages": [{"id": "wamid.simul                                                | Unknown
            200 | <html>Welcome</html>                                                             | Unknown
            200 | ``                                                                               | Unknown
            200 | {"error": {"code": 131026}}                                                      | Refused
            400 | {"error": {"code": 131056, "message": "x"}}                                      | Refused
            401 | {"error": {"code": 190}}                                                         | Refused
            404 | {"error": {"code": 132001}}                                                      | Refused
            500 | {"error": {"code": 131000}}                                                      | Unknown
            400 | {"error": {"code": 131000}}                                                      | Unknown
            400 | {"error": {"code": 1}}                                                           | Unknown
            400 | {"error": {"code": 2}}                                                           | Unknown
            400 | {"error": {"code": 2, "is_transient": true}}                                     | Unknown
            400 | {"error": {"code": -2}}                                                          | Unknown
            200 | {"error": {"code": 1}}                                                           | Unknown
            400 | {"error": {"code": 100, "is_transient": true}}                                   | Unknown
            401 | {"error": {"code": 190, "is_transient": true}}                                   | Unknown
            403 | {"error": {"code": 4711, "is_transient": true}}                                  | Unknown
            400 | {"error": {"code": 4, "is_transient": true}}                                     | Refused
            400 | {"error": {"code": 80007, "is_transient": true}}                                 | Refused
            400 | {"error": {"code": 100, "error_subcode": 2494100}}                               | Refused
            400 | {"error": {"code": 131026, "is_transient": true}}                                | Refused
            400 | {"error": {"code": 4711}}                                                        | Refused
            500 | {"error": {"code": 3}}                                                           | Refused
            503 | {"error": {"code": 131016, "is_transient": true}}                                | Refused
            503 | {"error": {"code": 2, "is_transient": true}}                                     | Unknown
            500 | {"error": {"code": 1}}                                                           | Unknown
            500 | {"error": {"code": -2}}                                                          | Unknown
            500 | {"error": {"code": 4711}}                                                        | Unknown
            400 | {"error": {"message": "x"}}                                                      | Unknown
            400 | {"error": "x"}                                                                   | Unknown
            400 | <html>Bad request</html>                                                         | Unknown
            302 | ``                                                                               | Unknown
            429 | ``                                                                               | Unknown
            500 | ``                                                                               | Unknown
            502 | <html>Bad gateway</html>                                                         | Unknown
            504 | {"message": "Endpoint request timed out"}                                        | Unknown
            """)
    void anAnswerDecides(int status, String body, String outcome) {
        try (RudeServer meta = RudeServer.answering(status, body)) {
            assertThat(send(meta, true).getClass().getSimpleName()).isEqualTo(outcome);
            assertThat(meta.requests()).hasSize(1);
        }
    }

    /** What Meta writes before it falls silent, and whether it closes the connection then. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                      | true
            ``                                      | false
            HTTP/1.1                                | true
            HTTP/1.1 200 OK\\nContent-Length: 99\\n  | false
            HTTP/1.1 200 OK\\nContent-Length: 99\\n\\n{"messages": [{"id": "wamid.x"}] | true
            HTTP/1.1 200 OK\\nContent-Length: 99\\n\\n{"messages": [{"id": "wamid.x"}] | false
            HTTP/1.1 400 Bad\\nContent-Length: 99\\n\\n{"error": {"code": 131026}        | true
            nonsense\\n\\n                            | true
            """)
    void whatHasLeftWithoutAnAnswerIsUnknown(String written, boolean closes) {
        try (RudeServer meta = new RudeServer(written.replace("\\n", "\n"), closes)) {
            assertThat(send(meta, closes)).isInstanceOf(SendOutcome.Unknown.class);
            meta.awaitRequests(1);
            assertThat(meta.requests()).hasSize(1);
        }
    }

    @Test
    void whatWasNeverConnectedIsTriedTwiceAndNotSent() {
        try (RefusingPort nobody = new RefusingPort()) {
            CallCount calls = new CallCount();

            SendOutcome outcome =
                    calls.of(() -> messages(nobody.uri()).send(TOKEN, "1001", PASSCODE, Duration.ofSeconds(10)));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            SendOutcome.Refused.class,
                            refused -> assertThat(refused.failure().kind()).isEqualTo(GraphFailure.Kind.RETRY));
            assertThat(calls.value()).isEqualTo(2);
        }
    }

    @Test
    void withoutTlsNothingHasLeft() {
        try (RudeServer silent = new RudeServer("", false)) {
            URI withTls = URI.create(silent.uri().toString().replace("http:", "https:"));
            CallCount calls = new CallCount();

            SendOutcome outcome =
                    calls.of(() -> messages(withTls).send(TOKEN, "1001", PASSCODE, Duration.ofSeconds(10)));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            SendOutcome.Refused.class,
                            refused -> assertThat(refused.failure().cause()).isEqualTo(GraphCause.UNANSWERED));
            assertThat(calls.value()).isEqualTo(2);
        }
    }

    @Test
    void theSecondAttemptNeedsTime() {
        try (RefusingPort nobody = new RefusingPort()) {
            CallCount calls = new CallCount();

            SendOutcome outcome =
                    calls.of(() -> messages(nobody.uri()).send(TOKEN, "1001", PASSCODE, Duration.ofMillis(400)));

            assertThat(outcome).isInstanceOf(SendOutcome.Refused.class);
            assertThat(calls.value()).isEqualTo(1);
        }
    }

    @Test
    void theRequestIsMetas() throws Exception {
        try (RudeServer meta = RudeServer.answering(200, "{\"messages\": [{\"id\": \"wamid.simulated\"}]}")) {
            assertThat(send(meta, true)).isEqualTo(new SendOutcome.Accepted("wamid.simulated"));

            String request = meta.requests().getFirst();
            assertThat(request).startsWith("POST /v26.0/1001/messages HTTP/1.1").contains("Bearer EAAsimulated");
            assertThat(new ObjectMapper().readTree(request.substring(request.indexOf("\r\n\r\n"))))
                    .isEqualTo(new ObjectMapper().readTree("""
                            {"messaging_product": "whatsapp", "recipient_type": "individual", "to": "+436605550123",
                             "biz_opaque_callback_data": "5b0c7a5e-31de-4a3b-9a51-c1f0b6f6d0aa", "type": "template",
                             "template": {"name": "mfa_strong_authentication_v1", "language": {"code": "de"}, "components": [
                               {"type": "body", "parameters": [{"type": "text", "text": "493027"}]},
                               {"type": "button", "sub_type": "url", "index": "0",
                                "parameters": [{"type": "text", "text": "493027"}]}]}}
                            """));
        }
    }

    @Test
    void nothingPrintsThePasscodeTheRecipientOrMetasId() {
        assertThat(PASSCODE.toString()).doesNotContain("493027", "6605550123");
        assertThat(new SendOutcome.Accepted("wamid.HBgM").toString()).doesNotContain("wamid");
    }

    private static SendOutcome send(RudeServer meta, boolean closes) {
        return messages(meta.uri()).send(TOKEN, "1001", PASSCODE, Duration.ofSeconds(closes ? 10 : 3));
    }

    private static GraphMessages messages(URI meta) {
        return GraphMessages.connect(meta, "v26.0");
    }
}
