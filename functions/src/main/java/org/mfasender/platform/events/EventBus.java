package org.mfasender.platform.events;

import java.time.Instant;
import org.mfasender.platform.json.Json;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Publishes events on a bus of EventBridge. */
public final class EventBus {

    /** Of every event. */
    private static final String SOURCE = "whatsapp-sender";

    private final EventBridgeClient eventBridge;
    private final String name;

    /** @param name of the bus, or its ARN */
    public EventBus(EventBridgeClient eventBridge, String name) {
        this.eventBridge = eventBridge;
        this.name = name;
    }

    /**
     * Publishes an event.
     *
     * @param detailType what kind of event it is
     * @param time when what it says happened
     * @param detail a record, written as JSON
     * @throws RuntimeException when EventBridge has not taken it, also when it answers 200 and refuses the entry
     */
    public void publish(String detailType, Instant time, Object detail) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(name)
                .source(SOURCE)
                .detailType(detailType)
                .time(time)
                .detail(Json.write(detail))
                .build();
        PutEventsResponse answer = eventBridge.putEvents(request -> request.entries(entry));
        if (answer.failedEntryCount() != 0) {
            throw new IllegalStateException("EventBridge refuses an event: "
                    + answer.entries().stream()
                            .map(PutEventsResultEntry::errorCode)
                            .toList());
        }
    }
}
