package org.mfasender.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.NOW;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.platform.Clock;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.GraphMessages;
import org.mfasender.platform.meta.SendOutcome;
import org.mfasender.sender.SendingNumber;

/** All numbers together have one budget, and what may have left is not tried again. */
class TransmissionIT {

    private static final SendingNumber FIRST = new SendingNumber("1001", 1);
    private static final SendingNumber SECOND = new SendingNumber("1002", 1);
    private static final String TAKEN = "{\"messages\": [{\"id\": \"wamid.simulated\"}]}";
    private static final String TOO_MANY = "{\"error\": {\"code\": 130429}}";

    private static AwsServices aws;
    private static Drafts drafts;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer meta;

    TransmissionIT() throws IOException {
        meta = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        meta.start();
    }

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
        drafts = new Drafts(aws);
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    @AfterEach
    void stopMeta() {
        meta.stop(0);
    }

    @Test
    void theNextNumberSendsWhatTheFirstCouldNot() throws Exception {
        Draft draft = drafts.draft(NOW, FIRST, SECOND);
        String first = draft.numbers().getFirst().id();
        answer(Map.of(first, TOO_MANY), Duration.ZERO);

        Transmission.Ended ended = send(draft, Duration.ofSeconds(8));

        assertThat(ended.outcome()).isEqualTo(new SendOutcome.Accepted("wamid.simulated"));
        assertThat(asked).containsExactly(first, draft.numbers().getLast().id());
        assertThat(ended.draft().sending().numberId()).isEqualTo(asked.getLast());
        assertThat(ended.draft().id()).isEqualTo(draft.id());
        assertThat(ended.refusals()).extracting(GraphFailure::code).containsExactly(130429);
    }

    @Test
    void withoutTimeTheNextNumberIsNotTried() throws Exception {
        answer(Map.of("1001", TOO_MANY, "1002", TOO_MANY), Duration.ofMillis(60));

        Transmission.Ended ended = send(drafts.draft(NOW, FIRST, SECOND), Duration.ofMillis(1050));

        assertThat(ended.outcome()).isInstanceOf(SendOutcome.Refused.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatMayHaveLeftIsNotTriedWithAnotherNumber() throws Exception {
        answer(Map.of("1001", "", "1002", ""), Duration.ZERO);

        assertThat(send(drafts.draft(NOW, FIRST, SECOND), Duration.ofSeconds(8)).outcome())
                .isInstanceOf(SendOutcome.Unknown.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aNumberThatHasSentEnoughIsNotTriedFirst() throws Exception {
        answer(Map.of(), Duration.ZERO);
        Draft draft = drafts.draft(NOW, FIRST, SECOND);
        Transmission transmission = transmission();

        transmission.send(draft, AccessToken.unsigned("EAAsimulated"), Duration.ofSeconds(8));
        transmission.send(draft, AccessToken.unsigned("EAAsimulated"), Duration.ofSeconds(8));

        assertThat(asked)
                .containsExactlyElementsOf(
                        draft.numbers().stream().map(SendingNumber::id).toList());
    }

    private Transmission.Ended send(Draft draft, Duration budget) {
        return transmission().send(draft, AccessToken.unsigned("EAAsimulated"), budget);
    }

    private Transmission transmission() {
        URI uri = URI.create("http://127.0.0.1:" + meta.getAddress().getPort());
        return new Transmission(GraphMessages.connect(uri, "v26.0"), new Clock(() -> NOW));
    }

    /** @param refusals by number; the others take the message */
    private void answer(Map<String, String> refusals, Duration delay) {
        meta.createContext("/", exchange -> {
            String number = exchange.getRequestURI().getPath().split("/", -1)[2];
            asked.add(number);
            pause(delay);
            String refusal = refusals.get(number);
            respond(exchange, refusal == null ? 200 : refusal.isEmpty() ? 500 : 400, refusal == null ? TAKEN : refusal);
        });
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
