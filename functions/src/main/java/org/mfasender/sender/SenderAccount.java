package org.mfasender.sender;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.CheckName;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.bindings.ContentSelector;
import org.mfasender.templates.bindings.TemplateContent;

/**
 * The WhatsApp sender account of one environment.
 *
 * @param whatsAppAccountBusinessId WhatsApp Business Account ID
 * @param appId Meta App ID
 * @param acceptExpiringToken whether a token that ends is good enough, for tests
 * @param tokenExpiresAt when the access token ends, if it does
 * @param templates which templates are wanted, for each purpose
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
        boolean acceptExpiringToken,
        @Nullable Instant tokenExpiresAt,
        Map<Purpose, TemplateOptions> templates,
        List<SenderNumber> numbers,
        @Nullable String selectedNumberId,
        Provisioning provisioning,
        @Nullable String idempotencyKey,
        Instant createdAt,
        Instant updatedAt)
        implements SenderRecord {

    /** Checks that may fail while the account sends. */
    private static final Set<CheckName> ABOUT_TEMPLATES =
            Set.of(CheckName.TEMPLATES_CREATED, CheckName.TEMPLATES_USABLE);

    public SenderAccount {
        templates = Collections.unmodifiableMap(new EnumMap<>(templates));
    }

    @Override
    public long generation() {
        return provisioning.generation();
    }

    public SenderAccount withProvisioning(Provisioning next, Instant now) {
        return changed(tokenExpiresAt, numbers, selectedNumberId, next, idempotencyKey, now);
    }

    public SenderAccount withTokenExpiry(@Nullable Instant date) {
        return changed(date, numbers, selectedNumberId, provisioning, idempotencyKey, updatedAt);
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
        return changed(tokenExpiresAt, List.copyOf(known), selected, provisioning, idempotencyKey, updatedAt);
    }

    public SenderAccount selecting(String numberId, @Nullable String key, Instant now) {
        return changed(tokenExpiresAt, numbers, numberId, provisioning, key == null ? idempotencyKey : key, now);
    }

    private SenderAccount changed(
            @Nullable Instant nextExpiry,
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
                acceptExpiringToken,
                nextExpiry,
                templates,
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
        boolean numberSends = selectedNumber().filter(SenderNumber::usable).isPresent();
        boolean sends = numbersListed && numberSends && ContentSelector.servesEveryPurpose(templates, contents);
        if (run.status() == ProgressStatus.FAILED) {
            if (run.failedFor(CheckName.TEMPLATES_ELIGIBLE)) {
                return SenderStatus.NOT_ELIGIBLE;
            }
            boolean onlyTemplates = run.failedForNothingBut(ABOUT_TEMPLATES);
            return sends && onlyTemplates ? SenderStatus.READY : SenderStatus.ACTION_REQUIRED;
        }
        if (!numbersListed) {
            return SenderStatus.VERIFYING;
        }
        if (!numberSends) {
            return SenderStatus.NUMBER_REQUIRED;
        }
        if (sends) {
            return SenderStatus.READY;
        }
        List<TemplateContent> awaited = templates.keySet().stream()
                .filter(purpose -> !ContentSelector.serves(purpose, templates, contents))
                .flatMap(purpose -> defaultContent(purpose, contents).stream())
                .toList();
        boolean stopped = awaited.stream().anyMatch(content -> !content.isInReview());
        boolean inReview = awaited.stream().anyMatch(TemplateContent::isInReview);
        return switch (run.status()) {
            case SUCCEEDED -> stopped || !inReview ? SenderStatus.ACTION_REQUIRED : SenderStatus.IN_REVIEW;
            case WAITING -> stopped ? SenderStatus.ACTION_REQUIRED : inReviewElseVerifying(inReview);
            default -> inReviewElseVerifying(inReview);
        };
    }

    private static SenderStatus inReviewElseVerifying(boolean inReview) {
        return inReview ? SenderStatus.IN_REVIEW : SenderStatus.VERIFYING;
    }

    private Optional<TemplateContent> defaultContent(Purpose purpose, Collection<TemplateContent> contents) {
        return contents.stream()
                .filter(content -> content.purpose() == purpose && content.isDefault(defaultLocale(purpose)))
                .findFirst();
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
