package org.mfasender.sender;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.dynamodb.Table;

/**
 * A write of an account, as the table's stream reports it: what others may learn from it.
 *
 * @param account its ID: another one after a deletion
 * @param before what others knew before; null when it had not been ready yet
 * @param after what they know since; null when it is not ready yet
 * @param warning how many days before the expiry of the access token a warning became due with this write; null when none did
 * @param tokenExpiresAt null when the token does not expire
 */
public record SenderChange(
        EnvironmentId environment,
        UUID account,
        @Nullable Standing before,
        @Nullable Standing after,
        @Nullable Integer warning,
        @Nullable Instant tokenExpiresAt) {

    /** Of a change of an item; empty when that is no account. */
    public static Optional<SenderChange> of(ItemChange change) {
        boolean account = Table.SENDER.equals(Table.sortKey(change.after()))
                && !change.after().containsKey("deletedAt");
        return account ? Optional.of(read(change)) : Optional.empty();
    }

    private static SenderChange read(ItemChange change) {
        SenderItem after = change.read(SenderItem.class);
        ConnectionItem shown = change.read(ConnectionItem.class);
        boolean same = change.before() != null
                && change.readBefore(SenderItem.class)
                        .map(SenderItem::id)
                        .filter(after.id()::equals)
                        .isPresent();
        Standing before = same
                ? change.readBefore(SenderItem.class)
                        .map(SenderChange::standing)
                        .orElse(null)
                : null;
        Integer warned = same
                ? change.readBefore(ConnectionItem.class)
                        .filter(item -> item.credentials()
                                .version()
                                .equals(shown.credentials().version()))
                        .map(SenderChange::warning)
                        .orElse(null)
                : null;
        Integer due = warning(shown);
        return new SenderChange(
                after.environmentId(),
                after.id(),
                before,
                standing(after),
                due != null && (warned == null || due < warned) ? due : null,
                shown.tokenExpiresAt());
    }

    private static @Nullable Standing standing(SenderItem item) {
        return item.standing() == null ? null : item.standing().toStanding();
    }

    private static @Nullable Integer warning(ConnectionItem item) {
        return item.health() == null ? null : item.health().expiryWarning();
    }

    /** Whether the sender has changed for the worse, or has recovered. */
    public boolean isOfStanding() {
        return before != null && after != null && after.number() > before.number();
    }

    /** How it stands since a change for the worse or a recovery. */
    public Standing standing() {
        return Objects.requireNonNull(after);
    }

    /** How it stood before one. */
    public Standing former() {
        return Objects.requireNonNull(before);
    }
}
