package org.mfasender.hooks.neutral;

import java.time.Duration;
import java.time.Instant;
import org.mfasender.hooks.ProductResource;
import org.mfasender.hooks.Proof;
import org.mfasender.messages.MessageRequest;
import org.mfasender.messages.MessageRequestReader;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.senderkeys.storage.SenderKey;
import org.mfasender.senderkeys.storage.SenderKeyKind;
import org.mfasender.templates.PurposeReader;

/** {@code POST /v1/hooks/{environmentId}/messages/{templateName}}: body, headers and answers of {@code POST …/messages}, with a key. */
public final class NeutralResource implements ProductResource {

    /** Source: AWS, "Quotas for configuring and running an HTTP API". */
    private static final Duration AS_THE_GATEWAY = Duration.ofSeconds(30);

    @Override
    public SenderKeyKind kind() {
        return SenderKeyKind.BEARER;
    }

    @Override
    public Duration patience() {
        return AS_THE_GATEWAY;
    }

    @Override
    public Proof proof(HttpRequest request, Instant now) {
        return Proof.bearer(request.header("Authorization"));
    }

    @Override
    public MessageRequest read(HttpRequest request, SenderKey key) {
        return MessageRequestReader.read(request, PurposeReader.read(request));
    }
}
