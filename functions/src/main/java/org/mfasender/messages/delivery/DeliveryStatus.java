package org.mfasender.messages.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Meta reports of a message that it has taken.
 *
 * @param state {@code SENT}, {@code DELIVERED}, {@code READ} or {@code FAILED}
 * @param at when it was so, by Meta's clock
 * @param refusal why it failed; null when it did not
 * @param pricing null when Meta does not say it
 */
public record DeliveryStatus(
        MessageState state,
        Instant at,
        @Nullable Refusal refusal,
        @Nullable Pricing pricing) {

    /**
     * What Meta charges.
     *
     * @param category such as {@code authentication}
     */
    public record Pricing(boolean billable, @Nullable String category) {}
}
