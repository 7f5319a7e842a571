package org.mfasender.messages;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;

/** {@code GET …/messages/{messageId}}: what is known of a message. */
public final class ReadMessageEndpoint {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final MessageStore store;
    private final Clock clock;

    public ReadMessageEndpoint(MessageStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public HttpResponse read(HttpRequest request) {
        return Optional.of(request.pathVariable("messageId"))
                .filter(text -> UUID_FORM.matcher(text).matches())
                .map(UUID::fromString)
                .flatMap(id -> store.find(request.environmentId(), id, clock.now()))
                .map(message -> HttpResponse.ok(MessageAnswer.of(message, null)))
                .orElseThrow(() -> ApiException.notFound(
                        "This environment has no message with this ID. A message is known when its call has ended, and for"
                                + " three days."));
    }
}
