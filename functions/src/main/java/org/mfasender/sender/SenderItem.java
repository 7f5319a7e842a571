package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.templates.Purpose;

/**
 * An account as it is stored, but for what is also there of the connection that it shows: see {@link ConnectionItem}. Its members
 * outlive the domain's: a release reads what those before it wrote.
 *
 * @param generation absent when 0.1.0 wrote the item: its only run has it
 * @param secretName absent when 0.1.0 wrote the item
 * @param idempotencyKey the newest key: 0.1.0 knows no other
 * @param idempotencyKeys absent when 0.1.0 wrote the item
 * @param credentialPace absent when a release before 0.3.0 wrote the item
 * @param sending absent when sending is enabled, and when a release before 0.3.0 wrote the item
 * @param webhooks absent when nothing is known of them, and when a release before 0.3.0 wrote the item
 * @param checkDue when the next check is due, by which accounts are found; absent when a release before 0.3.0 wrote the item
 * @param standing absent before the sender was ready for the first time, and when a release before 0.3.0 wrote the item
 * @param formerCredentials absent when none are kept, and when a release before 0.3.0 wrote the item
 * @param canSend follows from the obstacles, and is there to be searched
 */
record SenderItem(
        UUID id,
        EnvironmentId environmentId,
        long revision,
        @Nullable Long generation,
        @Nullable String secretName,
        @Nullable String idempotencyKey,
        @Nullable List<KeyItem> idempotencyKeys,
        @Nullable Instant credentialPace,
        @Nullable SwitchItem sending,
        @Nullable WebhooksItem webhooks,
        @Nullable Instant checkDue,
        @Nullable StandingItem standing,
        @Nullable Boolean canSend,
        @Nullable List<ObstacleItem> obstacles,
        @Nullable ConnectionItem candidate,
        @Nullable FormerItem formerCredentials,
        Instant createdAt,
        Instant updatedAt)
        implements StoredRecord {

    /** An idempotency key as it is stored: see {@link RememberedKey}. */
    record KeyItem(String key, @Nullable String content, Instant receivedAt) {

        static KeyItem of(RememberedKey remembered) {
            return new KeyItem(remembered.key(), remembered.content(), remembered.receivedAt());
        }

        RememberedKey toKey() {
            return new RememberedKey(key, content, receivedAt);
        }
    }

    /** Credentials that were replaced, as they are stored: see {@link FormerCredentials}. */
    record FormerItem(
            String appId,
            CredentialsItem credentials,
            @Nullable FormerItem unproven) {

        static @Nullable FormerItem of(@Nullable FormerCredentials former) {
            return former == null
                    ? null
                    : new FormerItem(former.appId(), CredentialsItem.of(former.credentials()), of(former.unproven()));
        }

        FormerCredentials toFormer() {
            return new FormerCredentials(appId, credentials.toSummary(), unproven == null ? null : unproven.toFormer());
        }
    }

    /** An operator's switch as it is stored: see {@link SendingSwitch}. */
    record SwitchItem(
            boolean enabled,
            @Nullable String reason,
            @Nullable Instant stoppedAt) {

        static SwitchItem of(SendingSwitch sending) {
            return new SwitchItem(sending.enabled(), sending.reason(), sending.stoppedAt());
        }

        SendingSwitch toSwitch() {
            return new SendingSwitch(enabled, reason, stoppedAt);
        }
    }

    /**
     * What keeps passcodes from being sent, as it is stored.
     *
     * @param until absent when it does not end by itself, and when a release before 0.3.0 wrote the item
     */
    record ObstacleItem(
            String code, @Nullable String purpose, @Nullable Instant until) {

        static ObstacleItem of(SendObstacle obstacle) {
            Purpose purpose = obstacle.purpose();
            return new ObstacleItem(
                    obstacle.code().name(), purpose == null ? null : purpose.toString(), obstacle.until());
        }

        /** Empty when it is of another release's purpose. */
        Optional<SendObstacle> toObstacle() {
            SendObstacle.Code known = SendObstacle.Code.of(code);
            return purpose == null
                    ? Optional.of(new SendObstacle(known, null, until))
                    : Purpose.parse(purpose).map(of -> new SendObstacle(known, of, until));
        }
    }

    /** The name of the only secret that an environment had in 0.1.0. */
    static String firstReleasesSecret(EnvironmentId environment) {
        return environment.toString();
    }

    /** @param within of which runs the steps are stored here */
    static SenderItem of(SenderAccount account, Predicate<Provisioning> within) {
        return new SenderItem(
                account.id(),
                account.environmentId(),
                account.revision(),
                account.generation(),
                account.secretName(),
                account.idempotencyKeys().newest(),
                account.idempotencyKeys().remembered().stream().map(KeyItem::of).toList(),
                account.pace().next(),
                account.sending().enabled() ? null : SwitchItem.of(account.sending()),
                WebhooksItem.of(account.webhooks()),
                account.watch().due(),
                StandingItem.of(account.watch().standing()),
                account.obstacles().isEmpty(),
                account.obstacles().stream().map(ObstacleItem::of).toList(),
                account.connection() == null || account.candidate() == null
                        ? null
                        : ConnectionItem.of(account.candidate(), within),
                FormerItem.of(account.former()),
                account.createdAt(),
                account.updatedAt());
    }

    /**
     * The account.
     *
     * @param shown what the item says of the connection that the account shows
     */
    SenderAccount toAccount(Connection shown, @Nullable Connection beside) {
        return new SenderAccount(
                id,
                environmentId,
                revision,
                generation == null ? shown.run().generation() : generation,
                secretName == null ? firstReleasesSecret(environmentId) : secretName,
                shown.isVerified() ? shown : null,
                shown.isVerified() ? beside : shown,
                formerCredentials == null ? null : formerCredentials.toFormer(),
                keys(shown.run().startedAt()),
                new CredentialPace(credentialPace),
                sending == null ? SendingSwitch.ON : sending.toSwitch(),
                webhooks == null ? AccountWebhooks.NONE : webhooks.toWebhooks(),
                new Watch(checkDue, standing == null ? null : standing.toStanding()),
                createdAt,
                updatedAt);
    }

    private IdempotencyKeys keys(Instant runStartedAt) {
        List<KeyItem> stored = idempotencyKeys == null ? List.of() : idempotencyKeys;
        return IdempotencyKeys.stored(
                idempotencyKey, stored.stream().map(KeyItem::toKey).toList(), runStartedAt);
    }

    /** Of another run, secret or check, nothing is kept that was said of the former. */
    @Override
    public Map<String, List<String>> identities() {
        return ConnectionItem.IDENTITIES;
    }
}
