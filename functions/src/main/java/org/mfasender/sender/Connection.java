package org.mfasender.sender;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.sender.SendObstacle.Code;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.bindings.Coverage;

/**
 * How an account is connected to Meta, or would be: an account has one that works, one that is being tried, or both.
 *
 * @param whatsAppAccountBusinessId WhatsApp Business Account ID
 * @param appId Meta App ID
 * @param acceptExpiringToken whether a token that expires is accepted, for tests
 * @param tokenExpiresAt when the access token expires; null when it does not, or is not known to
 * @param messagingLimit how many recipients Meta allows within 24 hours, in its words, e.g. {@code TIER_2K}; null when it is not known
 * @param templates which templates are wanted, for each purpose
 * @param coverage how each purpose is served; empty when that is still to be found out
 * @param blocks because of what Meta delivers nothing, as last checked
 * @param run its newest run
 * @param verifiedAt when it began to work; null while it is being tried
 */
public record Connection(
        String whatsAppAccountBusinessId,
        String appId,
        CredentialSummary credentials,
        boolean acceptExpiringToken,
        @Nullable Instant tokenExpiresAt,
        @Nullable String messagingLimit,
        Map<Purpose, TemplateOptions> templates,
        SenderNumbers numbers,
        Map<Purpose, Coverage> coverage,
        DeliveryBlocks blocks,
        Provisioning run,
        @Nullable Instant verifiedAt,
        SenderStatus status) {

    public Connection {
        templates = Collections.unmodifiableMap(new EnumMap<>(templates));
        coverage = coverage.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(coverage));
    }

    /** One that is to be tried. */
    static Connection tried(
            String whatsAppAccountBusinessId,
            String appId,
            CredentialSummary credentials,
            boolean acceptExpiringToken,
            Map<Purpose, TemplateOptions> templates,
            SenderNumbers numbers,
            Provisioning run) {
        return new Connection(
                whatsAppAccountBusinessId,
                appId,
                credentials,
                acceptExpiringToken,
                null,
                null,
                templates,
                numbers,
                Map.of(),
                DeliveryBlocks.NONE,
                run,
                null,
                SenderStatus.VERIFYING);
    }

    public boolean isVerified() {
        return verifiedAt != null;
    }

    public Connection withTokenExpiry(@Nullable Instant date) {
        return changed(date, numbers, coverage, blocks, run, verifiedAt, status);
    }

    /** With what Meta said of its messaging limit; what was known stays when it said nothing. */
    public Connection withMessagingLimit(@Nullable String tier) {
        return new Connection(
                whatsAppAccountBusinessId,
                appId,
                credentials,
                acceptExpiringToken,
                tokenExpiresAt,
                tier == null ? messagingLimit : tier,
                templates,
                numbers,
                coverage,
                blocks,
                run,
                verifiedAt,
                status);
    }

    public Connection withNumbers(SenderNumbers next) {
        return changed(tokenExpiresAt, next, coverage, blocks, run, verifiedAt, status);
    }

    public Connection withRun(Provisioning next) {
        return changed(tokenExpiresAt, numbers, coverage, blocks, next, verifiedAt, status);
    }

    /** With what the checks of its credentials say of delivery. */
    public Connection checked(List<Check> checks) {
        return withBlocks(blocks.after(checks));
    }

    Connection withBlocks(DeliveryBlocks next) {
        return changed(tokenExpiresAt, numbers, coverage, next, run, verifiedAt, status);
    }

    /** With a step of its run changed. */
    public Connection with(Step step, Instant now) {
        return withRun(run.with(step, now));
    }

    Connection withCoverage(Map<Purpose, Coverage> next) {
        return changed(tokenExpiresAt, numbers, next, blocks, run, verifiedAt, status);
    }

    Connection verified(Instant now) {
        return changed(tokenExpiresAt, numbers, coverage, blocks, run, now, status);
    }

    /** With the status that follows from the rest. */
    Connection settled() {
        return changed(tokenExpiresAt, numbers, coverage, blocks, run, verifiedAt, StatusRule.status(this));
    }

    /** As a reader should see it: see {@link Provisioning#asSeenAt}. A token that was accepted may have expired since. */
    Connection asSeenAt(Instant now) {
        boolean expired = tokenExpiresAt != null && !now.isBefore(tokenExpiresAt);
        Connection seen = withRun(run.asSeenAt(now)).withBlocks(expired ? blocks.with(Code.TOKEN_EXPIRED) : blocks);
        return seen.equals(this) ? this : seen.settled();
    }

    private Connection changed(
            @Nullable Instant nextExpiry,
            SenderNumbers nextNumbers,
            Map<Purpose, Coverage> nextCoverage,
            DeliveryBlocks nextBlocks,
            Provisioning nextRun,
            @Nullable Instant nextVerifiedAt,
            SenderStatus nextStatus) {
        return new Connection(
                whatsAppAccountBusinessId,
                appId,
                credentials,
                acceptExpiringToken,
                nextExpiry,
                messagingLimit,
                templates,
                nextNumbers,
                nextCoverage,
                nextBlocks,
                nextRun,
                nextVerifiedAt,
                nextStatus);
    }

    /** Whether it is to this WhatsApp Business Account through this app. */
    public boolean isTo(String businessAccountId, String app) {
        return whatsAppAccountBusinessId.equals(businessAccountId) && appId.equals(app);
    }

    boolean isOfSameAccountAs(Connection other) {
        return whatsAppAccountBusinessId.equals(other.whatsAppAccountBusinessId);
    }

    /** Whether the same templates are wanted on the same account at Meta. */
    boolean wantsTheSameTemplatesAs(Connection other) {
        return isOfSameAccountAs(other) && templates.equals(other.templates);
    }

    /** Whether both have the same identifiers, secrets and choices; numbers and runs are not part of it. */
    boolean hasContentOf(Connection other) {
        return isTo(other.whatsAppAccountBusinessId, other.appId)
                && credentials.isSameAs(other.credentials)
                && acceptExpiringToken == other.acceptExpiringToken
                && templates.entrySet().stream()
                        .allMatch(entry -> Objects.requireNonNull(other.templates.get(entry.getKey()))
                                .wantsTheSameAs(entry.getValue()));
    }

    /** Whether a passcode of every purpose can be sent. */
    boolean canSend() {
        return blocks.isEmpty()
                && numbers.canSend()
                && coverage.values().stream().allMatch(Coverage.SERVED::equals)
                && !coverage.isEmpty();
    }

    /** The locale of a purpose's default content. */
    public String defaultLocale(Purpose purpose) {
        return options(purpose).defaultLocale();
    }

    /** What the templates of a purpose are wanted to say. */
    public TemplateSettings settings(Purpose purpose) {
        return options(purpose).settings();
    }

    private TemplateOptions options(Purpose purpose) {
        return Objects.requireNonNull(templates.get(purpose));
    }

    /** Every locale for which a template is wanted, of any purpose. */
    public List<String> locales() {
        return templates.values().stream()
                .flatMap(options -> options.locales().stream())
                .distinct()
                .toList();
    }
}
