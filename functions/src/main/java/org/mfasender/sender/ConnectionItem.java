package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mfasender.health.Health;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.numbers.storage.NumberItem;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.storage.TemplatesItem;

/**
 * A connection as it is stored: of the one that the account shows, among the account's own members; of a candidate beside it, as
 * {@code candidate}.
 *
 * @param messagingLimit absent when it is not known, and when 0.1.0 wrote the item
 * @param numbers 0.1.0's, until the account is written again; then they are stored apart
 * @param numberListing reference of the numbers as last listed
 * @param selectedNumber as last listed; absent when 0.1.0 wrote the item
 * @param requestedNumber absent when none was asked for, and when a release before 0.2.0 wrote the item
 * @param furtherNumbers as last listed; absent when there are none, and when a release before 0.3.0 wrote the item
 * @param coverage by purpose; absent when 0.1.0 wrote the item
 * @param blocks absent when there are none, or 0.1.0 wrote the item
 * @param reports absent when there are none, and when a release before 0.3.0 wrote the item
 * @param verifiedAt absent while it is being tried, and when 0.1.0 wrote the item
 * @param status absent when 0.1.0 wrote the item
 * @param health absent before the first check, and when a release before 0.3.0 wrote the item
 */
record ConnectionItem(
        String whatsAppAccountBusinessId,
        String appId,
        CredentialsItem credentials,
        boolean acceptExpiringToken,
        @Nullable Instant tokenExpiresAt,
        @Nullable String messagingLimit,
        TemplatesItem templates,
        @Nullable List<NumberItem> numbers,
        @Nullable String selectedNumberId,
        @Nullable String numberListing,
        @Nullable NumberItem selectedNumber,
        @Nullable RequestedNumberItem requestedNumber,
        @Nullable List<NumberItem> furtherNumbers,
        @Nullable CoverageItem coverage,
        @Nullable List<String> blocks,
        @Nullable MetaReportsItem reports,
        RunItem provisioning,
        @Nullable Instant verifiedAt,
        @Nullable String status,
        @Nullable HealthItem health)
        implements StoredRecord {

    /** A number that is to be selected, as it is stored: see {@link NumberChoice}. */
    record RequestedNumberItem(
            @Nullable String numberId, @Nullable String number) {

        static RequestedNumberItem of(NumberChoice choice) {
            return new RequestedNumberItem(choice.numberId(), choice.number());
        }

        NumberChoice toChoice() {
            return new NumberChoice(0, numberId, number);
        }
    }

    static final Map<String, List<String>> IDENTITIES = Map.ofEntries(
            Map.entry("candidate", List.of("whatsAppAccountBusinessId", "appId")),
            Map.entry("formerCredentials", List.of("appId")),
            Map.entry("unproven", List.of("appId")),
            Map.entry("credentials", List.of("version")),
            Map.entry("parts", List.of("submitted")),
            Map.entry("userAccessToken", List.of("fingerprint")),
            Map.entry("appSecret", List.of("fingerprint")),
            Map.entry("numbers", List.of("numberId")),
            Map.entry("selectedNumber", List.of("numberId")),
            Map.entry("furtherNumbers", List.of("numberId")),
            Map.entry("requestedNumber", List.of("numberId", "number")),
            Map.entry("idempotencyKeys", List.of("key")),
            Map.entry("supportedApps", List.of("packageName", "signatureHash")),
            Map.entry("subscriptions", List.of("whatsAppAccountBusinessId", "appId")),
            Map.entry("provisioning", List.of("generation")),
            Map.entry("obstacles", List.of("code", "purpose")),
            Map.entry("ofAccount", List.of("kind")),
            Map.entry("steps", List.of("name")),
            Map.entry("checks", List.of("name", "status", "message")),
            Map.entry("findings", List.of("name", "status", "message")));

    /** @param within of which runs the steps are stored here */
    static ConnectionItem of(Connection connection, Predicate<Provisioning> within) {
        SenderNumbers numbers = connection.numbers();
        SenderNumber selected = numbers.selected();
        return new ConnectionItem(
                connection.whatsAppAccountBusinessId(),
                connection.appId(),
                CredentialsItem.of(connection.credentials()),
                connection.acceptExpiringToken(),
                connection.tokenExpiresAt(),
                connection.messagingLimit(),
                TemplatesItem.of(connection.templates()),
                items(numbers.unmoved()),
                numbers.selectedId(),
                numbers.listing(),
                selected == null ? null : NumberItem.of(selected),
                numbers.requested() == null ? null : RequestedNumberItem.of(numbers.requested()),
                items(numbers.further()),
                CoverageItem.of(connection.coverage()),
                connection.blocks().isEmpty()
                        ? null
                        : connection.blocks().words().stream().sorted().toList(),
                MetaReportsItem.of(connection.reports()),
                RunItem.of(connection.run(), within.test(connection.run())),
                connection.verifiedAt(),
                connection.status().name(),
                HealthItem.of(connection.health()));
    }

    private static @Nullable List<NumberItem> items(List<SenderNumber> numbers) {
        return numbers.isEmpty() ? null : numbers.stream().map(NumberItem::of).toList();
    }

    private static List<SenderNumber> numbers(@Nullable List<NumberItem> items) {
        return items == null
                ? List.of()
                : items.stream().map(NumberItem::toNumber).toList();
    }

    /**
     * The connection.
     *
     * @param steps of its run, which are stored apart; empty when none has begun, or 0.1.0 wrote the item
     */
    Connection toConnection(List<Step> steps) {
        Provisioning run = provisioning.toRun(steps);
        SenderStatus known = knownStatus();
        Connection connection = new Connection(
                whatsAppAccountBusinessId,
                appId,
                credentials.toSummary(),
                acceptExpiringToken,
                tokenExpiresAt,
                messagingLimit,
                templates.toOptions(),
                new SenderNumbers(
                        numberListing,
                        selected(),
                        numbers(numbers),
                        requestedNumber == null ? null : requestedNumber.toChoice(),
                        numbers(furtherNumbers)),
                coverage == null ? Map.of() : coverage.toCoverage(),
                isOfFirstRelease()
                        ? DeliveryBlocks.NONE.after(run.step(StepName.VALIDATE).checks())
                        : DeliveryBlocks.stored(blocks),
                reports == null ? MetaReports.NONE : reports.toReports(),
                run,
                isOfFirstRelease() ? verifiedByFirstRelease(run) : verifiedAt,
                known == null ? SenderStatus.VERIFYING : known,
                health == null ? Health.UNKNOWN : health.toHealth());
        return known == null ? connection.settled() : connection;
    }

    /** Whether 0.1.0 wrote the item: what follows from the rest is not stored then. */
    boolean isOfFirstRelease() {
        return coverage == null;
    }

    /** 0.1.0 knew one connection alone; it works if its newest run found it to. */
    private static @Nullable Instant verifiedByFirstRelease(Provisioning run) {
        return run.hasVerified()
                ? Objects.requireNonNullElse(run.step(StepName.LIST_NUMBERS).finishedAt(), run.startedAt())
                : null;
    }

    /** Null when another release stored none, or one that this release does not know. */
    private @Nullable SenderStatus knownStatus() {
        return status == null ? null : SenderStatus.of(status).orElse(null);
    }

    private @Nullable SenderNumber selected() {
        return selectedNumber != null
                ? selectedNumber.toNumber()
                : numbers(numbers).stream()
                        .filter(number -> number.numberId().equals(selectedNumberId))
                        .findFirst()
                        .orElse(null);
    }

    @Override
    public Map<String, List<String>> identities() {
        return IDENTITIES;
    }
}
