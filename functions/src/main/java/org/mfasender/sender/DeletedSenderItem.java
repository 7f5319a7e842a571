package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.sender.WebhooksItem.SubscriptionItem;

/**
 * The record of a deletion as it is stored.
 *
 * @param execution 0.1.0 knew one alone
 * @param secretName absent when 0.1.0 wrote the item
 * @param credentialVersion absent when nothing worked, and when a release before 0.3.0 wrote the item
 * @param appIds absent when a release before 0.3.0 wrote the item
 * @param subscriptions absent when there are none, and when a release before 0.3.0 wrote the item
 * @param credentialPace absent when a release before 0.3.0 wrote the item
 */
record DeletedSenderItem(
        EnvironmentId environmentId,
        long revision,
        long generation,
        @Nullable String execution,
        @Nullable List<String> executions,
        @Nullable String secretName,
        @Nullable String credentialVersion,
        @Nullable List<String> appIds,
        String whatsAppAccountBusinessId,
        @Nullable List<SubscriptionItem> subscriptions,
        Instant deletedAt,
        @Nullable Instant credentialPace,
        boolean complete)
        implements StoredRecord {

    static DeletedSenderItem of(DeletedSender deleted) {
        return new DeletedSenderItem(
                deleted.environmentId(),
                deleted.revision(),
                deleted.generation(),
                deleted.executions().getFirst(),
                deleted.executions(),
                deleted.secretName(),
                deleted.credentialVersion(),
                deleted.appIds(),
                deleted.whatsAppAccountBusinessId(),
                deleted.subscriptions().isEmpty() ? null : WebhooksItem.items(deleted.subscriptions()),
                deleted.deletedAt(),
                deleted.pace().next(),
                deleted.complete());
    }

    DeletedSender toDeleted() {
        return new DeletedSender(
                environmentId,
                revision,
                generation,
                executions == null ? List.of(Objects.requireNonNull(execution)) : executions,
                secretName == null ? SenderItem.firstReleasesSecret(environmentId) : secretName,
                credentialVersion,
                appIds == null ? List.of() : appIds,
                whatsAppAccountBusinessId,
                subscriptions == null ? List.of() : WebhooksItem.subscriptions(subscriptions),
                deletedAt,
                new CredentialPace(credentialPace),
                complete);
    }

    @Override
    public Map<String, List<String>> identities() {
        return Map.of("subscriptions", List.of("whatsAppAccountBusinessId", "appId"));
    }
}
