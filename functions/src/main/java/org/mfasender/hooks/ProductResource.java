package org.mfasender.hooks;

import java.time.Duration;
import java.time.Instant;
import org.mfasender.messages.MessageRequest;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.senderkeys.storage.SenderKey;
import org.mfasender.senderkeys.storage.SenderKeyKind;

/**
 * How an identity product asks for a passcode over HTTP, and how it wants to be answered. It translates, and does nothing else; one
 * instance serves all requests.
 */
public interface ProductResource {

    /** The kind of the keys with which its requests are proven. The last part of the hook's path is the kind's. */
    SenderKeyKind kind();

    /** How long the product waits for an answer. What takes longer is given up in time, so that it hears what is known. */
    Duration patience();

    /**
     * With what a request is proven. Nobody is trusted yet: reads headers and the bytes of the body, and never throws.
     *
     * @param now for signatures that are valid for a time
     * @return {@link Proof#NONE} when there is no proof, or none that is valid now
     */
    Proof proof(HttpRequest request, Instant now);

    /**
     * The passcode that a proven request asks for.
     *
     * @param key with which the request is proven
     * @throws ApiException 4xx with every fault found, without what was sent
     */
    MessageRequest read(HttpRequest request, SenderKey key);

    /**
     * The answer when the passcode has left, or has left before.
     *
     * @param answer as the HTTP API answers it
     */
    default HttpResponse sent(HttpResponse answer) {
        return answer;
    }

    /**
     * The answer when it has not left, or when nobody knows: what the product then does is to be what an administrator wants, such as
     * using another channel.
     *
     * @param refusal as the HTTP API answers it
     */
    default HttpResponse notSent(ApiException refusal) {
        throw refusal;
    }
}
