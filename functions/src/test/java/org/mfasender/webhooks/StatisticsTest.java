package org.mfasender.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.messages.delivery.Sendings.sending;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mfasender.LambdaContext;
import org.mfasender.messages.delivery.DeliveryStatus;
import org.mfasender.messages.delivery.DeliveryStatus.Pricing;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.Message.Sending;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.storage.StatusStore.Reported;
import org.mfasender.platform.observe.Observation;
import org.mfasender.platform.observe.Printed;
import org.mfasender.platform.observe.WebhookEvent;

class StatisticsTest {

    private static final Pricing BILLED = new Pricing(true, "authentication");

    private final Statistics statistics = new Statistics();

    @Test
    void aMessageIsDeliveredOnce() throws Exception {
        count(MessageState.SENT, MessageState.ACCEPTED, true);
        count(MessageState.DELIVERED, MessageState.SENT, true);
        count(MessageState.DELIVERED, MessageState.DELIVERED, false);
        count(MessageState.READ, MessageState.DELIVERED, true);

        List<JsonNode> metrics = printed();
        assertThat(Printed.values(metrics, "Deliveries")).containsExactly(1.0);
        assertThat(Printed.values(metrics, "DeliveryDuration")).containsExactly(4.0);
        assertThat(metrics.toString()).contains("\"AT\"", "\"delivered\"").doesNotContain("\"failed\"");
    }

    @Test
    void whatWasReadWasDelivered() throws Exception {
        count(MessageState.READ, MessageState.SENT, true);

        List<JsonNode> metrics = printed();
        assertThat(Printed.values(metrics, "Deliveries")).containsExactly(1.0);
        assertThat(Printed.values(metrics, "DeliveryDuration"))
                .as("nobody knows since when")
                .isEmpty();
    }

    @Test
    void whatIsNotRecordedYetHasNoCountry() throws Exception {
        DeliveryStatus status = new DeliveryStatus(MessageState.FAILED, NOW, null, null);
        statistics.count(status, new Reported(true, null, false, message(MessageState.FAILED, null, null)));

        List<JsonNode> metrics = printed();
        assertThat(Printed.values(metrics, "Deliveries")).containsExactly(1.0);
        assertThat(metrics.toString()).contains("\"failed\"", "\"unknown\"");
    }

    @Test
    void onlyThePriceThatIsNewAndChargedIsCounted() throws Exception {
        count(BILLED, true);
        count(BILLED, false);
        count(new Pricing(false, "authentication"), true);
        count(new Pricing(true, null), true);

        List<JsonNode> metrics = printed();
        assertThat(Printed.values(metrics, "BilledMessages")).containsExactly(1.0, 1.0);
        assertThat(metrics.toString()).contains("\"authentication\"", "\"unknown\"");
    }

    @Test
    void manyDurationsAreWrittenInSeveralDocuments() throws Exception {
        IntStream.range(0, 250).forEach(any -> count(MessageState.DELIVERED, MessageState.SENT, true));

        List<JsonNode> documents = printed().stream()
                .filter(document -> document.has("DeliveryDuration"))
                .toList();
        assertThat(documents).hasSize(3);
        assertThat(Printed.values(documents, "DeliveryDuration")).hasSize(250).containsOnly(4.0);
    }

    @Test
    void aDeliveryBeforeItsRequestTookNoTime() throws Exception {
        DeliveryStatus status = new DeliveryStatus(MessageState.DELIVERED, NOW.minusSeconds(1), null, null);
        statistics.count(
                status, new Reported(true, MessageState.SENT, false, message(MessageState.DELIVERED, sending(), null)));

        assertThat(Printed.values(printed(), "DeliveryDuration")).containsExactly(0.0);
    }

    @Test
    void nothingIsWrittenOfNothing() throws Exception {
        statistics.count(WebhookEvent.UNKNOWN, 0);

        assertThat(printed()).isEmpty();
    }

    private void count(MessageState state, MessageState before, boolean changed) {
        DeliveryStatus status = new DeliveryStatus(state, NOW.plusSeconds(4), null, null);
        statistics.count(status, new Reported(changed, before, false, message(state, sending(), null)));
    }

    private void count(Pricing pricing, boolean priced) {
        DeliveryStatus status = new DeliveryStatus(MessageState.SENT, NOW, null, pricing);
        statistics.count(
                status,
                new Reported(true, MessageState.ACCEPTED, priced, message(MessageState.SENT, sending(), pricing)));
    }

    private List<JsonNode> printed() throws Exception {
        return Printed.during(() -> statistics.writeTo(Observation.begin(StatisticsTest.class, new LambdaContext())));
    }

    private static Message message(MessageState state, @Nullable Sending sending, @Nullable Pricing pricing) {
        return new Message(new UUID(0, 1), ENVIRONMENT, state, null, sending, null, NOW, pricing);
    }
}
