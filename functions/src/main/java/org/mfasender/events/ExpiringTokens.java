package org.mfasender.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.events.BusEvent;
import org.mfasender.sender.SenderChange;

/** Publishes that the access token of a sender expires soon. */
final class ExpiringTokens implements EventSource {

    private static final String DETAIL_TYPE = "Access Token Expiring";
    private static final String VERSION = "1";

    /**
     * What is published.
     *
     * @param id the same for the same warning, however often it is published
     * @param days how many days before the expiry the warning was due: 30, 7 or 1
     */
    record Detail(String version, UUID id, String environmentId, Instant expiresAt, int days) {

        static Detail of(SenderChange change, int days, Instant expiresAt) {
            return new Detail(
                    VERSION,
                    UUID.nameUUIDFromBytes(("expiry/" + change.account() + "/" + expiresAt + "/" + days)
                            .getBytes(StandardCharsets.UTF_8)),
                    change.environment().toString(),
                    expiresAt,
                    days);
        }
    }

    @Override
    public Optional<BusEvent> event(ItemChange change) {
        return SenderChange.of(change)
                .flatMap(ExpiringTokens::due)
                .map(detail ->
                        new BusEvent(DETAIL_TYPE, detail.expiresAt().minus(Duration.ofDays(detail.days())), detail));
    }

    private static Optional<Detail> due(SenderChange change) {
        Integer days = change.warning();
        Instant expiresAt = change.tokenExpiresAt();
        return days == null || expiresAt == null ? Optional.empty() : Optional.of(Detail.of(change, days, expiresAt));
    }
}
