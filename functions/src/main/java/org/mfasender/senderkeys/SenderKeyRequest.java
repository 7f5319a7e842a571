package org.mfasender.senderkeys;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.senderkeys.storage.SenderKeyKind;

/**
 * A key to be made.
 *
 * @param validity null when it does not expire
 * @param texts in which the product may send a passcode; empty when it has to send it apart
 * @param given the key as the identity product shows it; null when it is made here
 */
record SenderKeyRequest(
        String name,
        SenderKeyKind kind,
        @Nullable Duration validity,
        List<String> texts,
        @Nullable Secret given) {

    SenderKeyRequest {
        texts = List.copyOf(texts);
    }
}
