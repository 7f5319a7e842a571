package org.mfasender.webhooks.events;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.webhooks.events.AccountEvent.Kind;

/**
 * An event as it is stored.
 *
 * @param version by which the later of two is known: the time in seconds, then the word, so that two events of one second have an order
 * @param receivedAt when this system got it
 * @param expiresAt in seconds since 1970
 */
record AccountEventItem(
        String whatsAppAccountBusinessId,
        String kind,
        String subject,
        String word,
        @Nullable String reason,
        @Nullable Instant until,
        Instant at,
        String version,
        Instant receivedAt,
        long expiresAt)
        implements StoredRecord {

    static AccountEventItem of(AccountEvent event, Instant receivedAt, Instant expiry) {
        return new AccountEventItem(
                event.whatsAppAccountBusinessId(),
                event.kind().name(),
                event.subject(),
                event.word(),
                event.reason(),
                event.until(),
                event.at(),
                String.format(Locale.ROOT, "%011d#%s", event.at().getEpochSecond(), event.word()),
                receivedAt,
                expiry.getEpochSecond());
    }

    /** Empty when it is of a kind that this release does not know. */
    Optional<AccountEvent> toEvent() {
        return Kind.of(kind)
                .map(known -> new AccountEvent(whatsAppAccountBusinessId, known, subject, word, reason, until, at));
    }

    @Override
    public Map<String, List<String>> identities() {
        return Map.of();
    }
}
