package org.mfasender.senderkeys;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Caller;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;
import org.mfasender.senderkeys.storage.SenderKey;

/**
 * A sender key.
 *
 * @param key the key itself, in the answer that made it only
 */
record SenderKeyAnswer(
        @JsonProperty("_links") Links links,
        String id,
        Reference environment,
        String name,
        String kind,
        @Nullable String key,
        @Nullable List<String> texts,
        CreatorPart createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    /** Who made it, as far as the token or the signature of the request says. */
    record CreatorPart(
            @Nullable String subject,
            @Nullable String client,
            @Nullable String principal) {

        static CreatorPart of(Caller caller) {
            return new CreatorPart(caller.subject(), caller.client(), caller.principal());
        }
    }

    static SenderKeyAnswer of(SenderKey key, @Nullable String text) {
        return new SenderKeyAnswer(
                Links.self(path(key)),
                key.id().toString(),
                Reference.to(key.environmentId()),
                key.name(),
                key.kind(),
                text,
                key.texts().isEmpty() ? null : key.texts(),
                CreatorPart.of(key.createdBy()),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt());
    }

    static String path(SenderKey key) {
        return ApiPath.SENDER_KEY.href(key.environmentId(), key.id());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SenderKeyAnswer[" + id + "]";
    }
}
