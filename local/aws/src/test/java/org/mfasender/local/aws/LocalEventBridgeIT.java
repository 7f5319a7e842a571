package org.mfasender.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

class LocalEventBridgeIT {

    private static final Instant TIME = Instant.parse("2026-05-01T12:00:00.250Z");

    private final List<PublishedEvent> heard = new ArrayList<>();
    private LocalEventBridge service;
    private EventBridgeClient client;

    @BeforeEach
    void start() throws Exception {
        service = LocalEventBridge.start(heard::add);
        client = Clients.build(EventBridgeClient.builder(), service.endpoint());
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void anEventIsTakenAsItIs() {
        PutEventsResponse answer = put(entry("one", "{\"a\": 1}"));

        assertThat(answer.failedEntryCount()).isZero();
        assertThat(service.events()).isEqualTo(heard).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo(answer.entries().getFirst().eventId());
            assertThat(event.bus()).isEqualTo("default");
            assertThat(event.source()).isEqualTo("test");
            assertThat(event.detailType()).isEqualTo("one");
            assertThat(event.time()).isEqualTo(TIME);
            assertThat(event.detail().path("a").asInt()).isOne();
        });
    }

    @Test
    void oneEntryIsRefusedAndTheOthersAreTaken() {
        PutEventsResponse answer = put(entry("one", "{}"), entry("two", "no JSON"), entry("three", "{}"));

        assertThat(answer.failedEntryCount()).isOne();
        assertThat(answer.entries().get(1).errorCode()).isEqualTo("MalformedDetail");
        assertThat(answer.entries().get(1).eventId()).isNull();
        assertThat(service.events()).extracting(PublishedEvent::detailType).containsExactly("one", "three");
    }

    @ParameterizedTest
    @CsvSource({
        "other,   test,     one, {}, ResourceNotFoundException",
        "default, aws.test, one, {}, NotAuthorizedForSourceException",
        "default, test,     '',  {}, InvalidArgument",
        "default, '',       one, {}, InvalidArgument",
        "default, test,     one, '', InvalidArgument",
        "default, test,     one, [], MalformedDetail",
    })
    void aWrongEntryIsRefusedInAnAnswerWith200(
            String bus, String source, String detailType, String detail, String code) {
        PutEventsResponse answer = put(PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(source)
                .detailType(detailType)
                .detail(detail)
                .build());

        assertThat(answer.failedEntryCount()).isOne();
        assertThat(answer.entries().getFirst().errorCode()).isEqualTo(code);
        assertThat(service.events()).isEmpty();
    }

    @Test
    void busesComeAndGo() {
        service.createBus("own");
        assertThat(put(onBus("own")).failedEntryCount()).isZero();
        assertThat(put(onBus("arn:aws:events:us-east-1:000000000000:event-bus/own"))
                        .failedEntryCount())
                .isZero();

        service.deleteBus("own");
        assertThat(put(onBus("own")).failedEntryCount()).isOne();
    }

    @Test
    void throttledEntriesAreTakenLater() {
        service.throttle(1);

        assertThat(put(entry("one", "{}")).entries().getFirst().errorCode()).isEqualTo("ThrottlingException");
        assertThat(put(entry("one", "{}")).failedEntryCount()).isZero();
    }

    @Test
    void aRequestHasItsLimits() {
        assertThatThrownBy(() -> put()).isInstanceOf(EventBridgeException.class);
        assertThatThrownBy(() -> put(Collections.nCopies(11, entry("one", "{}")).toArray(PutEventsRequestEntry[]::new)))
                .isInstanceOf(EventBridgeException.class);
        assertThatThrownBy(() -> put(entry("one", "{\"a\": \"" + "x".repeat(256 * 1024) + "\"}")))
                .isInstanceOf(EventBridgeException.class);
        assertThat(service.events()).isEmpty();
    }

    private PutEventsResponse put(PutEventsRequestEntry... entries) {
        return client.putEvents(request -> request.entries(entries));
    }

    private static PutEventsRequestEntry onBus(String bus) {
        return entry("one", "{}").toBuilder().eventBusName(bus).build();
    }

    private static PutEventsRequestEntry entry(String detailType, String detail) {
        return PutEventsRequestEntry.builder()
                .source("test")
                .detailType(detailType)
                .detail(detail)
                .time(TIME)
                .build();
    }
}
