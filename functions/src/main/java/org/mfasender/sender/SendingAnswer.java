package org.mfasender.sender;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;

/** Whether an operator lets an account send. */
record SendingAnswer(
        @JsonProperty("_links") Links links,
        Reference environment,
        boolean enabled,
        @Nullable String reason,
        @Nullable Instant stoppedAt) {

    static SendingAnswer of(SenderAccount account) {
        SendingSwitch sending = account.sending();
        return new SendingAnswer(
                Links.self(ApiPath.SENDING.href(account.environmentId())),
                Reference.to(account.environmentId()),
                sending.enabled(),
                sending.reason(),
                sending.stoppedAt());
    }
}
