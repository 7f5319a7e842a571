package org.mfasender.templates.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.catalog.MessageTemplate;

/**
 * Binds purposes and locales to templates: a rule, without effects. What a person bound stays. A usable template stays bound until
 * the one planned in its place is usable too, and what served locales that are not wanted any more until the default content is, so
 * that a change of options never stops a sender that works.
 */
public final class Bindings {

    private final EnvironmentId environment;
    private final AccountTemplates found;
    private final Instant now;

    /** @param found what the account has now */
    public Bindings(EnvironmentId environment, AccountTemplates found, Instant now) {
        this.environment = environment;
        this.found = found;
        this.now = now;
    }

    /**
     * The bindings that follow from a plan.
     *
     * @param recorded the bindings so far
     */
    public List<TemplateContent> bind(TemplatePlan plan, List<TemplateContent> recorded) {
        Map<UUID, TemplateContent> former = new LinkedHashMap<>();
        recorded.forEach(content -> former.put(content.id(), content));
        List<TemplateContent> bound = new ArrayList<>();
        recorded.stream().filter(TemplateContent::manual).map(this::refreshed).forEach(bound::add);
        for (PlannedTemplate entry : plan.entries()) {
            for (String locale : entry.locales()) {
                TemplateContent before = former.get(TemplateContent.id(environment, entry.purpose(), locale, null));
                if (before == null || !before.manual()) {
                    bind(entry, locale, before).ifPresent(bound::add);
                }
            }
        }
        plan.wanted().forEach((purpose, options) -> {
            if (bound.stream()
                    .noneMatch(content -> content.purpose() == purpose
                            && content.isDefault(options.defaultLocale())
                            && content.isUsable())) {
                bound.addAll(unwanted(purpose, recorded, bound));
            }
        });
        return bound;
    }

    /** The bindings so far, with what is known of their templates now. */
    public List<TemplateContent> refreshed(Collection<TemplateContent> recorded) {
        return recorded.stream().map(this::refreshed).toList();
    }

    private List<TemplateContent> unwanted(
            Purpose purpose, List<TemplateContent> recorded, List<TemplateContent> bound) {
        Set<UUID> ids = bound.stream().map(TemplateContent::id).collect(Collectors.toSet());
        return recorded.stream()
                .filter(content -> content.purpose() == purpose && !ids.contains(content.id()))
                .map(this::refreshed)
                .filter(TemplateContent::isUsable)
                .toList();
    }

    private Optional<TemplateContent> bind(PlannedTemplate entry, String locale, @Nullable TemplateContent before) {
        MessageTemplate planned = entry.template();
        Optional<TemplateContent> refreshed = Optional.ofNullable(before).map(this::refreshed);
        if (planned == null
                || (!planned.isUsable()
                        && refreshed.filter(TemplateContent::isUsable).isPresent())) {
            return refreshed;
        }
        return Optional.of(
                before == null
                        ? TemplateContent.automatic(environment, entry.purpose(), locale, planned, now)
                        : before.rebound(planned, now));
    }

    /** The same binding with what is known of its template now. */
    private TemplateContent refreshed(TemplateContent content) {
        return found.find(content.template().id())
                .map(template -> content.rebound(template, now))
                .orElseGet(() -> content.dangling(now));
    }
}
