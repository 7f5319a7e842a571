package org.mfasender.messages;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.mfasender.messages.recipients.EnvironmentKey;
import org.mfasender.messages.storage.Reservation;
import org.mfasender.platform.secrets.Secret;

/**
 * By what a repeated request is recognised.
 *
 * @param hash keyed hash of the caller's key or, without one, of purpose, recipient and passcode
 * @param named whether the caller has named the key: it must not be used for another request
 * @param fingerprint keyed hash of everything that was asked for
 * @param window how long the same is the same request
 * @param validity how long the key is remembered. It outlasts the window, so that a request whose outcome is unknown is not sent again
 */
record RequestKey(String hash, boolean named, String fingerprint, Duration window, Duration validity) {

    private static final Duration DAY = Duration.ofDays(1);
    /** A double click. Whoever wants another sample soon can name a key, and each has another code: none is sent twice. */
    private static final Duration OF_A_SAMPLE = Duration.ofSeconds(30);
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
                request.sample() ? "" : request.passcode().reveal());
        String fingerprint = key.hash("request", everything(request, content));
        String named = request.idempotencyKey();
        if (named != null) {
            return new RequestKey(key.hash("key", named), true, fingerprint, DAY, DAY);
        }
        String hash = key.hash("content", content);
        return request.sample()
                ? new RequestKey(hash, false, fingerprint, OF_A_SAMPLE, OF_A_SAMPLE)
                : new RequestKey(hash, false, fingerprint, window, DAY);
    }

    /** What a request without identity says is as releases say it that know none. */
    private static String everything(MessageRequest request, String content) {
        String all = String.join(
                SEPARATOR,
                content,
                Objects.requireNonNullElse(request.locale(), ""),
                Objects.requireNonNullElse(request.variant(), ""));
        Secret identity = request.identityKeyHash();
        return identity == null ? all : all + SEPARATOR + identity.reveal();
    }

    /** What a message has to reserve to be sent. */
    Reservation reservation(UUID messageId, Instant now, Duration deadline) {
        return new Reservation(
                messageId,
                fingerprint,
                now,
                now.plus(deadline),
                now.plus(window),
                now.plus(validity).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    }
}
