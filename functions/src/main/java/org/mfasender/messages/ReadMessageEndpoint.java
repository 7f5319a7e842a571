package org.mfasender.messages;

import java.time.Instant;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;

/** {@code GET …/messages/{messageId}}: what is known of a message. */
public final class ReadMessageEndpoint {

    private final MessageStore store;
    private final Clock clock;

    public ReadMessageEndpoint(MessageStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public HttpResponse read(HttpRequest request) {
        Instant now = clock.now();
        return MessagePathReader.read(request)
                .flatMap(id -> store.find(request.environmentId(), id, now))
                .map(message -> HttpResponse.ok(MessageAnswer.of(message.asSeenAt(now), null)))
                .orElseThrow(MessagePathReader::noMessage);
    }
}
