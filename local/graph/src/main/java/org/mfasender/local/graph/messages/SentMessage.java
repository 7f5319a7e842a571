package org.mfasender.local.graph.messages;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that Meta accepted, without its passcode.
 *
 * @param id {@code wamid...}; like Meta's, it holds the recipient in Base64
 * @param numberId the sender
 * @param recipient the recipient's {@code wa_id}: digits
 * @param callbackData {@code biz_opaque_callback_data}, which status webhooks repeat; null = none
 * @param failure what keeps it from being delivered; null = nothing
 */
public record SentMessage(
        String id,
        String wabaId,
        String numberId,
        String recipient,
        String template,
        String language,
        String category,
        Instant time,
        @Nullable String callbackData,
        @Nullable MessageProblem failure) {}
