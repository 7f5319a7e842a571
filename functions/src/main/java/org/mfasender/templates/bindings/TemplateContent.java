package org.mfasender.templates.bindings;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.catalog.BindingState;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.Stop;
import org.mfasender.templates.catalog.TemplateReport;

/**
 * The binding of one of Meta's templates to a purpose, a locale and a variant: PingOne's "content".
 *
 * @param locale PingOne locale in canonical spelling, e.g. {@code fr-FR}
 * @param variant a further text for the same purpose and locale, in the spelling given; null for the usual one
 * @param manual whether a person bound it: a run never changes which template that is
 * @param template as last seen at Meta
 * @param gone whether Meta did not list the template any more
 */
public record TemplateContent(
        UUID id,
        Purpose purpose,
        String locale,
        @Nullable String variant,
        boolean manual,
        MessageTemplate template,
        boolean gone,
        Instant createdAt,
        Instant updatedAt) {

    /** What a run binds. */
    public static TemplateContent automatic(
            EnvironmentId environment, Purpose purpose, String locale, MessageTemplate template, Instant now) {
        return new TemplateContent(
                id(environment, purpose, locale, null), purpose, locale, null, false, template, false, now, now);
    }

    /** What a person binds. */
    public static TemplateContent manual(
            EnvironmentId environment,
            Purpose purpose,
            String locale,
            @Nullable String variant,
            MessageTemplate template,
            Instant now) {
        return new TemplateContent(
                id(environment, purpose, locale, variant), purpose, locale, variant, true, template, false, now, now);
    }

    /** Derived, so that binding twice is binding once; variants are the same in any case, as in PingOne. */
    public static UUID id(EnvironmentId environment, Purpose purpose, String locale, @Nullable String variant) {
        String key = environment + "/" + purpose + "/" + locale + (variant == null ? "" : "/" + key(variant));
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    /** In which a variant is compared and stored. */
    public static String key(String variant) {
        return variant.toLowerCase(Locale.ROOT);
    }

    /** This binding to another template, by a run; its date changes only when that differs. */
    public TemplateContent rebound(MessageTemplate current, Instant now) {
        return with(current, manual, false, now);
    }

    /** This binding to another template, by a person. */
    public TemplateContent reboundByHand(MessageTemplate chosen, Instant now) {
        return with(chosen, true, false, now);
    }

    /** This binding, whose template Meta does not list any more. */
    public TemplateContent dangling(Instant now) {
        return with(template, manual, true, now);
    }

    /** This binding after Meta reported something of its template. */
    public TemplateContent reported(TemplateReport report, @Nullable Instant readAt) {
        return template.id().equals(report.templateId())
                ? template.reported(report, readAt).map(this::with).orElse(this)
                : this;
    }

    /** This binding with the same template as it is since. */
    public TemplateContent with(MessageTemplate current) {
        return new TemplateContent(id, purpose, locale, variant, manual, current, gone, createdAt, updatedAt);
    }

    private TemplateContent with(MessageTemplate next, boolean nextManual, boolean nextGone, Instant now) {
        return template.equals(next) && manual == nextManual && gone == nextGone
                ? this
                : new TemplateContent(id, purpose, locale, variant, nextManual, next, nextGone, createdAt, now);
    }

    /** Whether it is in a variant, in any case; null asks for the usual content. */
    public boolean isVariant(@Nullable String wanted) {
        return isSameVariant(variant, wanted);
    }

    static boolean isSameVariant(@Nullable String one, @Nullable String other) {
        return Optional.ofNullable(one)
                .map(TemplateContent::key)
                .equals(Optional.ofNullable(other).map(TemplateContent::key));
    }

    /** Whether it serves whoever no other content of its purpose fits. */
    public boolean isDefault(String defaultLocale) {
        return variant == null && locale.equals(defaultLocale);
    }

    public BindingState state() {
        return gone ? BindingState.DANGLING : template.state();
    }

    /** Why it cannot be sent; null when it can. */
    public @Nullable Stop stop() {
        return gone ? Stop.DELETED : Stop.of(template);
    }

    public boolean isInReview() {
        return state() == BindingState.IN_REVIEW;
    }

    /** Whether a passcode can be sent with it. */
    public boolean isUsable() {
        return state() == BindingState.USABLE;
    }
}
