package org.mfasender.messages;

import java.time.Duration;
import java.util.Objects;
import org.mfasender.messages.recipients.EnvironmentKey;

/**
 * By what a repeated request is recognised.
 *
 * @param hash keyed hash of the caller's key or, without one, of purpose, recipient and passcode
 * @param named whether the caller has named the key: it must not be used for another request
 * @param fingerprint keyed hash of everything that was asked for
 * @param validity how long the key is remembered
 */
record RequestKey(String hash, boolean named, String fingerprint, Duration validity) {

    private static final Duration OF_A_NAMED_KEY = Duration.ofDays(1);
    /** In none of the parts. */
    private static final String SEPARATOR = "\0";

    /**
     * The key of a request.
     *
     * @param recipientHash by which its recipient is recognised
     * @param window how long the same passcode for the same recipient is the same request
     */
    static RequestKey of(MessageRequest request, String recipientHash, EnvironmentKey key, Duration window) {
        String content = String.join(
                SEPARATOR,
                request.purpose().toString(),
                recipientHash,
                request.passcode().reveal());
        String fingerprint = key.hash(
                "request",
                String.join(
                        SEPARATOR,
                        content,
                        Objects.requireNonNullElse(request.locale(), ""),
                        Objects.requireNonNullElse(request.variant(), "")));
        String named = request.idempotencyKey();
        return named == null
                ? new RequestKey(key.hash("content", content), false, fingerprint, window)
                : new RequestKey(key.hash("key", named), true, fingerprint, OF_A_NAMED_KEY);
    }
}
