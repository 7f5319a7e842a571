package org.mfasender.platform;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, as the gateway verified it.
 *
 * @param subject of the token
 * @param client the OAuth client that the token was issued to
 * @param principal the ARN of the AWS principal that signed the call
 */
public record Caller(
        @Nullable String subject,
        @Nullable String client,
        @Nullable String principal) {

    /** Nobody is known, as when the gateway checks nobody. */
    public static final Caller UNKNOWN = new Caller(null, null, null);

    /** Identifies the caller in a log: the client or principal, else the subject. */
    public Optional<String> name() {
        return Stream.of(client, principal, subject).flatMap(Stream::ofNullable).findFirst();
    }
}
