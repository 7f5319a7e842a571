package org.mfasender.messages.delivery;

import java.util.Optional;
import java.util.UUID;
import org.mfasender.platform.EnvironmentId;

/** Which message of which environment. Meta repeats it in each webhook about the message. */
public record MessageReference(EnvironmentId environmentId, UUID id) {

    /** Reads what {@link #toString} has written; empty for anything else, such as what another sender of the account has written. */
    public static Optional<MessageReference> parse(String text) {
        String[] parts = text.split("/", -1);
        return parts.length == 2
                ? EnvironmentId.parse(parts[0])
                        .flatMap(environment ->
                                EnvironmentId.parse(parts[1]).map(id -> new MessageReference(environment, id.value())))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return environmentId + "/" + id;
    }
}
