package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.platform.meta.PhoneNumber;
import org.mfasender.templates.storage.TemplatesItem;

/**
 * An account as it is stored. Its members outlive the domain's: a release reads what those before it wrote.
 *
 * @param idempotencyKey the newest key: 0.1.0 knows no other
 * @param idempotencyKeys absent when 0.1.0 wrote the item
 */
record SenderItem(
        UUID id,
        EnvironmentId environmentId,
        long revision,
        String whatsAppAccountBusinessId,
        String appId,
        CredentialsItem credentials,
        boolean acceptExpiringToken,
        @Nullable Instant tokenExpiresAt,
        TemplatesItem templates,
        List<NumberItem> numbers,
        @Nullable String selectedNumberId,
        RunItem provisioning,
        @Nullable String idempotencyKey,
        @Nullable List<KeyItem> idempotencyKeys,
        Instant createdAt,
        Instant updatedAt)
        implements StoredRecord {

    /** A number as it is stored. {@code usable} follows from the reasons, and is there for releases that read it. */
    record NumberItem(
            String numberId,
            String number,
            @Nullable String verifiedName,
            @Nullable String status,
            @Nullable String qualityRating,
            @Nullable String codeVerificationStatus,
            @Nullable String nameStatus,
            @Nullable String platformType,
            @Nullable String accountMode,
            @Nullable String throughput,
            @Nullable Boolean pinEnabled,
            @Nullable Boolean officialBusinessAccount,
            @Nullable Boolean onBusinessApp,
            boolean available,
            boolean usable,
            List<String> reasons,
            List<String> warnings,
            Instant createdAt) {

        static NumberItem of(SenderNumber number) {
            PhoneNumber phone = number.phone();
            return new NumberItem(
                    number.numberId(),
                    number.number(),
                    phone.verifiedName(),
                    phone.status(),
                    phone.qualityRating(),
                    phone.codeVerificationStatus(),
                    phone.nameStatus(),
                    phone.platformType(),
                    phone.accountMode(),
                    phone.throughputLevel(),
                    phone.pinEnabled(),
                    phone.officialBusinessAccount(),
                    phone.onBusinessApp(),
                    number.available(),
                    number.usable(),
                    number.reasons(),
                    number.warnings(),
                    number.createdAt());
        }

        SenderNumber toNumber() {
            PhoneNumber phone = new PhoneNumber(
                    numberId,
                    number,
                    verifiedName,
                    status,
                    qualityRating,
                    codeVerificationStatus,
                    nameStatus,
                    platformType,
                    accountMode,
                    throughput,
                    pinEnabled,
                    officialBusinessAccount,
                    onBusinessApp);
            return new SenderNumber(phone, available, reasons, warnings, createdAt);
        }
    }

    /** An idempotency key as it is stored: see {@link RememberedKey}. */
    record KeyItem(String key, @Nullable String content, Instant receivedAt) {

        static KeyItem of(RememberedKey remembered) {
            return new KeyItem(remembered.key(), remembered.content(), remembered.receivedAt());
        }

        RememberedKey toKey() {
            return new RememberedKey(key, content, receivedAt);
        }
    }

    static SenderItem of(SenderAccount account) {
        Connection connection = account.connection();
        return new SenderItem(
                account.id(),
                account.environmentId(),
                account.revision(),
                connection.whatsAppAccountBusinessId(),
                connection.appId(),
                CredentialsItem.of(connection.credentials()),
                connection.acceptExpiringToken(),
                connection.tokenExpiresAt(),
                TemplatesItem.of(account.templates()),
                account.numbers().stream().map(NumberItem::of).toList(),
                account.selectedNumberId(),
                RunItem.of(account.provisioning()),
                account.idempotencyKeys().newest(),
                account.idempotencyKeys().remembered().stream().map(KeyItem::of).toList(),
                account.createdAt(),
                account.updatedAt());
    }

    SenderAccount toAccount() {
        return new SenderAccount(
                id,
                environmentId,
                revision,
                new Connection(
                        whatsAppAccountBusinessId, appId, credentials.toSummary(), acceptExpiringToken, tokenExpiresAt),
                templates.toOptions(),
                new SenderNumbers(numbers.stream().map(NumberItem::toNumber).toList(), selectedNumberId),
                provisioning.toRun(),
                keys(),
                createdAt,
                updatedAt);
    }

    private IdempotencyKeys keys() {
        List<KeyItem> stored = idempotencyKeys == null ? List.of() : idempotencyKeys;
        return IdempotencyKeys.stored(
                idempotencyKey, stored.stream().map(KeyItem::toKey).toList(), provisioning.startedAt());
    }

    /** Of another run, secret or check, nothing is kept that was said of the former. */
    @Override
    public Map<String, List<String>> identities() {
        return Map.of(
                "credentials", List.of("version"),
                "userAccessToken", List.of("fingerprint"),
                "appSecret", List.of("fingerprint"),
                "numbers", List.of("numberId"),
                "idempotencyKeys", List.of("key"),
                "supportedApps", List.of("packageName", "signatureHash"),
                "provisioning", List.of("generation"),
                "steps", List.of("name"),
                "checks", List.of("name", "status", "message"));
    }
}
