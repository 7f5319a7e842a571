package org.mfasender.sender;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;

/**
 * The WhatsApp sender account of one environment.
 *
 * @param templates which templates are wanted, for each purpose
 * @param provisioning the newest run
 */
public record SenderAccount(
        UUID id,
        EnvironmentId environmentId,
        long revision,
        Connection connection,
        Map<Purpose, TemplateOptions> templates,
        SenderNumbers senderNumbers,
        Provisioning provisioning,
        IdempotencyKeys idempotencyKeys,
        Instant createdAt,
        Instant updatedAt)
        implements SenderRecord {

    public SenderAccount {
        templates = Collections.unmodifiableMap(new EnumMap<>(templates));
    }

    @Override
    public long generation() {
        return provisioning.generation();
    }

    @Override
    public String whatsAppAccountBusinessId() {
        return connection.whatsAppAccountBusinessId();
    }

    public CredentialSummary credentials() {
        return connection.credentials();
    }

    public List<SenderNumber> numbers() {
        return senderNumbers.listed();
    }

    public @Nullable String selectedNumberId() {
        return senderNumbers.selectedId();
    }

    public Optional<SenderNumber> selectedNumber() {
        return senderNumbers.selected();
    }

    public SenderAccount withProvisioning(Provisioning next, Instant now) {
        return changed(connection, senderNumbers, next, idempotencyKeys, now);
    }

    public SenderAccount withTokenExpiry(@Nullable Instant date) {
        return changed(connection.withTokenExpiry(date), senderNumbers, provisioning, idempotencyKeys, updatedAt);
    }

    /** With the numbers as just listed: see {@link SenderNumbers#relisted}. */
    public SenderAccount withNumbers(List<SenderNumber> listed) {
        return changed(connection, senderNumbers.relisted(listed), provisioning, idempotencyKeys, updatedAt);
    }

    /** With this number selected. */
    public SenderAccount selecting(String numberId, Instant now) {
        return changed(connection, senderNumbers.selecting(numberId), provisioning, idempotencyKeys, now);
    }

    public SenderAccount withIdempotencyKeys(IdempotencyKeys keys) {
        return changed(connection, senderNumbers, provisioning, keys, updatedAt);
    }

    private SenderAccount changed(
            Connection nextConnection,
            SenderNumbers nextNumbers,
            Provisioning nextRun,
            IdempotencyKeys nextKeys,
            Instant now) {
        return new SenderAccount(
                id, environmentId, revision, nextConnection, templates, nextNumbers, nextRun, nextKeys, createdAt, now);
    }

    /** Whether a request has the account's content; the selected number is not part of it. */
    boolean hasContentOf(SenderRequest request) {
        Map<Purpose, TemplateOptions> wanted = request.templates().applyTo(templates);
        return connection.isThatOf(request)
                && templates.entrySet().stream()
                        .allMatch(entry -> Objects.requireNonNull(wanted.get(entry.getKey()))
                                .wantsTheSameAs(entry.getValue()));
    }

    /** The number that is selected once a request is accepted, which selects one of the account's or none. */
    @Nullable
    String selectedBy(SenderRequest request) {
        return request.choice() == null
                ? selectedNumberId()
                : numbers().stream()
                        .filter(request.choice()::means)
                        .map(SenderNumber::numberId)
                        .findFirst()
                        .orElse(selectedNumberId());
    }

    /** The account with what a request asks for, and the next run. Numbers of another WhatsApp Business Account are forgotten. */
    SenderAccount resubmitted(SenderRequest request, Instant now) {
        Generation next = new Generation(environmentId, generation() + 1);
        boolean sameNumbers = whatsAppAccountBusinessId().equals(request.whatsAppAccountBusinessId());
        return new SenderAccount(
                id,
                environmentId,
                revision,
                connection.resubmitted(request, next.secretVersion(), now),
                request.templates().applyTo(templates),
                sameNumbers ? new SenderNumbers(numbers(), selectedBy(request)) : SenderNumbers.NONE,
                next.run(now),
                idempotencyKeys.starting(request, now),
                createdAt,
                now);
    }

    /** The locale of a purpose's default content. */
    public String defaultLocale(Purpose purpose) {
        return Objects.requireNonNull(templates.get(purpose)).defaultLocale();
    }

    /** Every locale for which a template is wanted, of any purpose. */
    public List<String> locales() {
        return templates.values().stream()
                .flatMap(options -> options.locales().stream())
                .distinct()
                .toList();
    }
}
