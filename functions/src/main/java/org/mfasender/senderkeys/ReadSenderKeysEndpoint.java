package org.mfasender.senderkeys;

import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Paging;
import org.mfasender.sender.SenderStore;
import org.mfasender.senderkeys.storage.SenderKey;
import org.mfasender.senderkeys.storage.SenderKeyStore;

/** {@code GET …/senderKeys}: who may send by a key, and when each was last used. Keys themselves are not shown again. */
public final class ReadSenderKeysEndpoint {

    private final SenderStore senders;
    private final SenderKeyStore store;

    public ReadSenderKeysEndpoint(SenderStore senders, SenderKeyStore store) {
        this.senders = senders;
        this.store = store;
    }

    public HttpResponse list(HttpRequest request) {
        Paging paging = Paging.of(request);
        EnvironmentId environment = request.environmentId();
        if (senders.findAccount(environment).isEmpty()) {
            throw ApiException.noAccount();
        }
        return HttpResponse.ok(paging.page(
                ApiPath.SENDER_KEYS.href(environment),
                "senderKeys",
                store.find(environment),
                ReadSenderKeysEndpoint::place,
                key -> SenderKeyAnswer.of(key, null)));
    }

    /** By name; of two with the same one, the older first. */
    private static String place(SenderKey key) {
        return key.name() + "#" + key.createdAt() + "#" + key.id();
    }

    public HttpResponse read(HttpRequest request) {
        return store.find(request.environmentId(), request.pathVariable("keyId"))
                .map(key -> HttpResponse.ok(SenderKeyAnswer.of(key, null)))
                .orElseThrow(ReadSenderKeysEndpoint::noKey);
    }

    static ApiException noKey() {
        return ApiException.notFound("This environment has no sender key with this ID.");
    }
}
