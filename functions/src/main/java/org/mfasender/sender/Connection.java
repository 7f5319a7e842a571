package org.mfasender.sender;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.health.Health;
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
 * @param blocks because of what Meta delivers nothing, as last checked; see {@link #blocksInForce}
 * @param reports what Meta has reported since
 * @param run its newest run
 * @param verifiedAt when it began to work; null while it is being tried
 * @param health how it stood at Meta when it was last checked
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
        MetaReports reports,
        Provisioning run,
        @Nullable Instant verifiedAt,
        SenderStatus status,
        Health health) {

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
                MetaReports.NONE,
                run,
                null,
                SenderStatus.VERIFYING,
                Health.UNKNOWN);
    }

    public boolean isVerified() {
        return verifiedAt != null;
    }

    public Connection withTokenExpiry(@Nullable Instant date) {
        return changed(date, numbers, coverage, blocks, run, verifiedAt, status);
    }

    /** With a messaging limit that Meta reported; empty when a later one is known. */
    Optional<Connection> limitReported(String tier, Instant at) {
        boolean known = at.equals(reports.limitAt()) && tier.equals(messagingLimit);
        return MetaReports.isSince(at, reports.limitAt()) && !known
                ? Optional.of(changed(tier, reports.limitKnown(at)))
                : Optional.empty();
    }

    /** With what Meta reported of its account; empty when something later is known. */
    Optional<Connection> reported(AccountReport report) {
        return reports.with(report).map(next -> changed(messagingLimit, next));
    }

    /** With the time at which its templates were last read at Meta. */
    public Connection withTemplatesReadAt(Instant readAt) {
        return changed(messagingLimit, reports.templatesRead(readAt));
    }

    /** Whether its run has read the templates already. */
    public boolean hasReadTemplates() {
        Instant readAt = reports.templatesReadAt();
        return readAt != null && !readAt.isBefore(run.startedAt());
    }

    private Connection changed(@Nullable String nextLimit, MetaReports nextReports) {
        return changed(credentials, nextLimit, nextReports, health);
    }

    private Connection changed(
            CredentialSummary nextCredentials, @Nullable String nextLimit, MetaReports nextReports, Health nextHealth) {
        return new Connection(
                whatsAppAccountBusinessId,
                appId,
                nextCredentials,
                acceptExpiringToken,
                tokenExpiresAt,
                nextLimit,
                templates,
                numbers,
                coverage,
                blocks,
                nextReports,
                run,
                verifiedAt,
                status,
                nextHealth);
    }

    public Connection withHealth(Health next) {
        return changed(credentials, messagingLimit, reports, next);
    }

    public Connection withNumbers(SenderNumbers next) {
        return changed(tokenExpiresAt, next, coverage, blocks, run, verifiedAt, status);
    }

    public Connection withRun(Provisioning next) {
        return changed(tokenExpiresAt, numbers, coverage, blocks, next, verifiedAt, status);
    }

    /**
     * With what the checks of its credentials say of delivery, and Meta of its messaging limit.
     *
     * @param tier null when Meta said nothing
     * @param readAt when the checks began: what Meta has reported since is newer
     */
    public Connection checked(List<Check> checks, @Nullable String tier, Instant readAt) {
        boolean limitReported = reports.limitAt() != null && MetaReports.isSince(reports.limitAt(), readAt);
        boolean limitRead = tier != null && !limitReported;
        MetaReports read = limitRead ? reports.limitKnown(readAt) : reports;
        return checked(checks)
                .changed(
                        limitRead ? tier : messagingLimit,
                        DeliveryBlocks.decideAboutAccount(checks) ? read.checked(readAt) : read);
    }

    Connection checked(List<Check> checks) {
        return withBlocks(blocks.after(checks));
    }

    /** Because of what Meta delivers nothing, as last checked or reported. */
    DeliveryBlocks blocksInForce() {
        return reports.applied(blocks);
    }

    Connection withBlocks(DeliveryBlocks next) {
        return changed(tokenExpiresAt, numbers, coverage, next, run, verifiedAt, status);
    }

    /** With a step of its run changed. */
    public Connection with(Step step, Instant now) {
        return withRun(run.with(step, now)).withHealth(health.passing(step.checks()));
    }

    Connection withCoverage(Map<Purpose, Coverage> next) {
        return changed(tokenExpiresAt, numbers, next, blocks, run, verifiedAt, status);
    }

    Connection verified(Instant now) {
        return changed(credentials.accepted(), messagingLimit, reports, health)
                .changed(tokenExpiresAt, numbers, coverage, blocks, run, now, status);
    }

    /** With the status that follows from the rest. */
    Connection settled() {
        return changed(tokenExpiresAt, numbers, coverage, blocks, run, verifiedAt, StatusRule.status(this));
    }

    /** As a reader should see it: see {@link Provisioning#asSeenAt}. A token that was accepted may have expired since. */
    Connection asSeenAt(Instant now) {
        boolean expired = tokenExpiresAt != null && !now.isBefore(tokenExpiresAt);
        Connection seen = withRun(run.asSeenAt(now))
                .withBlocks(expired ? blocks.with(Code.TOKEN_EXPIRED) : blocks)
                .changed(messagingLimit, reports.asSeenAt(now));
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
                reports,
                nextRun,
                nextVerifiedAt,
                nextStatus,
                health);
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
        return blocksInForce().isEmpty()
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
