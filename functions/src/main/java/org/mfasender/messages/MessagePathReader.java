package org.mfasender.messages;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;

/** Reads which message a path means. */
final class MessagePathReader {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private MessagePathReader() {}

    /** The ID in the path; empty when no message has such a one. */
    static Optional<UUID> read(HttpRequest request) {
        return Optional.of(request.pathVariable("messageId"))
                .filter(text -> UUID_FORM.matcher(text).matches())
                .map(UUID::fromString);
    }

    static ApiException noMessage() {
        return ApiException.notFound(
                "This environment has no message with this ID. A message is known when its call has ended, and for"
                        + " three days.");
    }
}
