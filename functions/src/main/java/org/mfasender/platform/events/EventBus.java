package org.mfasender.platform.events;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.json.Json;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Publishes events on a bus of EventBridge. */
public final class EventBus {

    /** Of every event. */
    private static final String SOURCE = "whatsapp-sender";
    /** Of one call; the largest events are far from its limit of 256 KB. Source: AWS, "PutEvents". */
    private static final int MOST = 10;

    private final EventBridgeClient eventBridge;
    private final String name;

    /** @param name of the bus, or its ARN */
    public EventBus(EventBridgeClient eventBridge, String name) {
        this.eventBridge = eventBridge;
        this.name = name;
    }

    /**
     * Publishes events, as many at once as EventBridge takes.
     *
     * @return the places of those that EventBridge has not taken, and why: also when it answers 200 and refuses some
     */
    public Map<Integer, RuntimeException> publish(List<BusEvent> events) {
        Map<Integer, RuntimeException> failures = new HashMap<>();
        for (int first = 0; first < events.size(); first += MOST) {
            List<BusEvent> some = events.subList(first, Math.min(first + MOST, events.size()));
            int place = first;
            publishAtOnce(some).forEach((index, failure) -> failures.put(place + index, failure));
        }
        return failures;
    }

    private Map<Integer, RuntimeException> publishAtOnce(List<BusEvent> events) {
        Map<Integer, RuntimeException> failures = new HashMap<>();
        try {
            List<PutEventsRequestEntry> entries =
                    events.stream().map(this::entry).toList();
            List<PutEventsResultEntry> results =
                    eventBridge.putEvents(request -> request.entries(entries)).entries();
            for (int index = 0; index < events.size(); index++) {
                PutEventsResultEntry result = results.get(index);
                if (result.eventId() == null) {
                    failures.put(
                            index, new IllegalStateException("EventBridge refuses an event: " + result.errorCode()));
                }
            }
        } catch (RuntimeException e) {
            for (int index = 0; index < events.size(); index++) {
                failures.put(index, e);
            }
        }
        return failures;
    }

    private PutEventsRequestEntry entry(BusEvent event) {
        return PutEventsRequestEntry.builder()
                .eventBusName(name)
                .source(SOURCE)
                .detailType(event.detailType())
                .time(event.time())
                .detail(Json.write(event.detail()))
                .build();
    }
}
