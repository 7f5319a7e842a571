package org.mfasender.platform.aws;

import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** The operations of EventBridge that the functions use; any other throws {@link UnsupportedOperationException}, as the SDK's interface says. */
record DirectEventBridgeClient(JsonCalls calls) implements EventBridgeClient {

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
        return calls.call("PutEvents", request, PutEventsResponse.builder());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing: connections close by themselves. */
    @Override
    public void close() {}
}
