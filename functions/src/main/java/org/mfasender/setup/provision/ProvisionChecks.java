package org.mfasender.setup.provision;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mfasender.checks.Cause;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.Listed;
import org.mfasender.checks.Refused;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.ContentSelector;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.Stop;
import org.mfasender.templates.catalog.Stopped;
import org.mfasender.templates.catalog.TemplateChecks;
import org.mfasender.templates.plan.PlannedTemplate;
import org.mfasender.templates.plan.PlannedTemplate.Reason;
import org.mfasender.templates.plan.TemplatePlan;

/** The checks of the step: whether all that is wanted exists, and whether it can be sent. */
final class ProvisionChecks {

    private final TemplatePlan plan;
    private final List<TemplateContent> contents;

    private ProvisionChecks(TemplatePlan plan, List<TemplateContent> contents) {
        this.plan = plan;
        this.contents = contents;
    }

    /** The checks of a plan and its contents. */
    static List<Check> of(TemplatePlan plan, List<TemplateContent> contents) {
        return new ProvisionChecks(plan, contents).checks();
    }

    /** The check that failed because Meta refuses whatever is tried. */
    static Check refused(String wabaId, GraphFailure failure) {
        MetaError meta = failure.error();
        if (TemplateRefusals.isNotEligible(failure)) {
            return Check.failed(CheckName.TEMPLATES_ELIGIBLE, Map.of(), meta);
        }
        return switch (failure.cause()) {
            case PERMISSION -> Check.failed(CheckName.TEMPLATES_CREATED, Cause.FORBIDDEN, Map.of(), meta);
            case PARAMETER ->
                Check.failed(CheckName.TEMPLATES_CREATED, Map.of("code", code(meta)), meta)
                        .withWords(failure.said());
            case WRONG_ID, TEMPLATE_LIMIT -> Refused.later(CheckName.TEMPLATES_CREATED, failure, wabaId);
            default -> Refused.later(CheckName.META_CALL, failure, wabaId);
        };
    }

    private static String code(MetaError meta) {
        return meta.code() + (meta.subcode() == null ? "" : "/" + meta.subcode());
    }

    private List<Check> checks() {
        List<TemplateContent> broken = brokenByHand();
        Set<Purpose> brokenPurposes =
                broken.stream().map(TemplateContent::purpose).collect(Collectors.toSet());
        boolean served = plan.wanted().keySet().stream()
                .allMatch(purpose -> serves(purpose) || brokenPurposes.contains(purpose));
        return List.of(created(served), broken.isEmpty() ? usable(served) : unusableByHand(broken));
    }

    private boolean serves(Purpose purpose) {
        return ContentSelector.serves(purpose, plan.wanted(), contents);
    }

    /** Default contents that a person bound, whose templates cannot be sent any more. */
    private List<TemplateContent> brokenByHand() {
        return contents.stream()
                .filter(content -> content.manual() && !content.isUsable() && !content.isInReview())
                .filter(content ->
                        content.isDefault(Objects.requireNonNull(plan.wanted().get(content.purpose()))
                                .defaultLocale()))
                .filter(content -> !serves(content.purpose()))
                .toList();
    }

    private Check created(boolean served) {
        List<PlannedTemplate> impossible =
                plan.entries().stream().filter(PlannedTemplate::isImpossible).toList();
        if (impossible.isEmpty()) {
            return allCreated();
        }
        MetaError meta = impossible.stream()
                .map(PlannedTemplate::meta)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        List<String> named = impossible.stream().map(PlanWords::ofImpossible).toList();
        return Check.failedUnless(
                served, CheckName.TEMPLATES_CREATED, cause(impossible), Listed.templates(named), meta);
    }

    private Check allCreated() {
        List<String> replacements = plan.entries().stream()
                .filter(PlannedTemplate::isReplacement)
                .map(PlanWords::ofReplacement)
                .toList();
        return replacements.isEmpty()
                ? Check.passed(
                        CheckName.TEMPLATES_CREATED,
                        Map.of("count", String.valueOf(plan.entries().size())))
                : Check.passed(CheckName.TEMPLATES_CREATED, Cause.REPLACED, Listed.templates(replacements));
    }

    private static Cause cause(List<PlannedTemplate> impossible) {
        if (impossible.stream().anyMatch(entry -> entry.reason() == Reason.CAPACITY)) {
            return Cause.CAPACITY;
        }
        return impossible.stream().anyMatch(PlannedTemplate::isNotKept) ? Cause.NOT_KEPT : Cause.LANGUAGES;
    }

    private Check usable(boolean served) {
        List<Stopped> unusable = planned()
                .filter(template -> !template.isUsable() && !template.isInReview())
                .map(template -> new Stopped(template, Objects.requireNonNull(Stop.of(template))))
                .toList();
        if (unusable.isEmpty()) {
            long count = planned().filter(MessageTemplate::isUsable).count();
            return Check.passed(CheckName.TEMPLATES_USABLE, Map.of("count", String.valueOf(count)));
        }
        return TemplateChecks.unusable(unusable, served);
    }

    private static Check unusableByHand(List<TemplateContent> broken) {
        List<String> named = broken.stream()
                .map(content -> content.purpose() + " in " + content.locale() + " ("
                        + content.template().name() + ", " + words(content) + ")")
                .toList();
        return Check.failed(CheckName.TEMPLATES_USABLE, Cause.BY_HAND, Listed.templates(named), null);
    }

    private static String words(TemplateContent content) {
        Stop stop = content.stop();
        return stop == null ? "" : stop.words();
    }

    private Stream<MessageTemplate> planned() {
        return plan.entries().stream().map(PlannedTemplate::template).flatMap(Stream::ofNullable);
    }
}
