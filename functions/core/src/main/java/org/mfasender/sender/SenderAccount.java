package org.mfasender.sender;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The WhatsApp sender account of one environment.
 *
 * @param whatsAppAccountBusinessId WhatsApp Business Account ID
 * @param appId Meta App ID
 * @param locales PingOne locales for which templates are wanted
 * @param numbers as last listed at Meta
 * @param selectedNumberId the number that sends; it may have gone from the account since
 * @param provisioning the newest run
 * @param idempotencyKey of the request that asked for the newest run, if it had one
 */
public record SenderAccount(
        UUID id,
        EnvironmentId environmentId,
        long revision,
        String whatsAppAccountBusinessId,
        String appId,
        CredentialSummary credentials,
        List<String> locales,
        List<SenderNumber> numbers,
        @Nullable String selectedNumberId,
        Provisioning provisioning,
        @Nullable String idempotencyKey,
        Instant createdAt,
        Instant updatedAt)
        implements SenderRecord {

    @Override
    public long generation() {
        return provisioning.generation();
    }

    public SenderAccount withProvisioning(Provisioning next, Instant now) {
        return changed(numbers, selectedNumberId, next, idempotencyKey, now);
    }

    /**
     * The numbers as just listed. One that vanished stays, marked, as long as it is selected; exactly one usable number is
     * selected by itself when none is.
     */
    public SenderAccount withNumbers(List<SenderNumber> listed) {
        List<SenderNumber> known = new ArrayList<>(listed);
        selectedNumber()
                .filter(selected ->
                        listed.stream().noneMatch(number -> number.numberId().equals(selected.numberId())))
                .map(SenderNumber::gone)
                .ifPresent(known::add);
        List<SenderNumber> usable = listed.stream().filter(SenderNumber::usable).toList();
        boolean selectsItself = selectedNumberId == null && usable.size() == 1;
        String selected = selectsItself ? usable.getFirst().numberId() : selectedNumberId;
        return changed(List.copyOf(known), selected, provisioning, idempotencyKey, updatedAt);
    }

    public SenderAccount selecting(String numberId, @Nullable String key, Instant now) {
        return changed(numbers, numberId, provisioning, key == null ? idempotencyKey : key, now);
    }

    private SenderAccount changed(
            List<SenderNumber> nextNumbers,
            @Nullable String nextSelected,
            Provisioning nextProvisioning,
            @Nullable String nextKey,
            Instant now) {
        return new SenderAccount(
                id,
                environmentId,
                revision,
                whatsAppAccountBusinessId,
                appId,
                credentials,
                locales,
                nextNumbers,
                nextSelected,
                nextProvisioning,
                nextKey,
                createdAt,
                now);
    }

    public Optional<SenderNumber> selectedNumber() {
        return numbers.stream()
                .filter(number -> number.numberId().equals(selectedNumberId))
                .findFirst();
    }

    /** The account's state in one word, from its newest run as seen at {@code now} and its template bindings. */
    public SenderStatus status(Collection<TemplateContent> contents, Instant now) {
        Provisioning run = provisioning.asSeenAt(now);
        boolean numbersListed = run.step(StepName.LIST_NUMBERS).status() == ProgressStatus.SUCCEEDED;
        if (run.status() == ProgressStatus.FAILED) {
            return SenderStatus.ACTION_REQUIRED;
        }
        if (!numbersListed) {
            return SenderStatus.VERIFYING;
        }
        if (selectedNumber().filter(SenderNumber::usable).isEmpty()) {
            return SenderStatus.NUMBER_REQUIRED;
        }
        boolean inReview =
                contents.stream().anyMatch(content -> content.template().isInReview());
        if (run.status() != ProgressStatus.SUCCEEDED) {
            return inReview ? SenderStatus.IN_REVIEW : SenderStatus.VERIFYING;
        }
        if (inReview) {
            return SenderStatus.IN_REVIEW;
        }
        boolean complete = contents.size() >= locales.size() * Purpose.values().length;
        boolean usable =
                contents.stream().allMatch(content -> content.template().isUsable());
        return complete && usable ? SenderStatus.READY : SenderStatus.ACTION_REQUIRED;
    }
}
