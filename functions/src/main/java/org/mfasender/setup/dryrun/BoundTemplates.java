package org.mfasender.setup.dryrun;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.SideBySide;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.Stopped;
import org.mfasender.templates.catalog.TemplateCatalog;
import org.mfasender.templates.catalog.TemplateChecks;

/** Whether the templates of contents can still be sent: Meta stops, moves and deletes templates without a word. */
final class BoundTemplates {

    private static final CheckName NAME = CheckName.TEMPLATES_USABLE;

    private final TemplateCatalog catalog;
    private final String businessAccountId;

    BoundTemplates(TemplateCatalog catalog, String businessAccountId) {
        this.catalog = catalog;
        this.businessAccountId = businessAccountId;
    }

    /**
     * What was found.
     *
     * @param contents those that were looked up, as Meta has their templates now; none when Meta did not say
     */
    record Found(Check check, List<TemplateContent> contents) {}

    /**
     * The check, in one call for each name of a template.
     *
     * @param others contents beside the default ones, which serve in their place: that they cannot be sent is a warning
     */
    Found check(List<TemplateContent> bound, List<TemplateContent> others, Instant now) {
        List<Supplier<List<MessageTemplate>>> calls = Stream.of(bound, others)
                .flatMap(Collection::stream)
                .map(content -> content.template().name())
                .distinct()
                .<Supplier<List<MessageTemplate>>>map(name -> () -> catalog.named(name))
                .toList();
        try {
            List<MessageTemplate> found =
                    SideBySide.all(calls).stream().flatMap(Collection::stream).toList();
            List<TemplateContent> defaults = current(bound, found, now);
            List<TemplateContent> rest = current(others, found, now);
            List<TemplateContent> all =
                    Stream.of(defaults, rest).flatMap(Collection::stream).toList();
            return new Found(judged(defaults, rest, all), all);
        } catch (GraphException e) {
            return new Found(Check.refused(NAME, e.failure(), businessAccountId), List.of());
        }
    }

    private static List<TemplateContent> current(
            List<TemplateContent> contents, List<MessageTemplate> found, Instant now) {
        return contents.stream().map(content -> current(content, found, now)).toList();
    }

    /** A message names its template by name and language, so that another ID there is no loss. */
    private static TemplateContent current(TemplateContent content, List<MessageTemplate> found, Instant now) {
        MessageTemplate bound = content.template();
        Stream<MessageTemplate> byId =
                found.stream().filter(template -> template.id().equals(bound.id()));
        Stream<MessageTemplate> byName = found.stream()
                .filter(template -> template.name().equals(bound.name())
                        && template.language().equals(bound.language()));
        Optional<MessageTemplate> current = Stream.concat(byId, byName).findFirst();
        return current.map(template -> content.rebound(remembering(template, bound), now))
                .orElseGet(() -> content.dangling(now));
    }

    /** What another template said at first is not known. */
    private static MessageTemplate remembering(MessageTemplate template, MessageTemplate bound) {
        return template.rememberedFrom(template.id().equals(bound.id()) ? bound : null);
    }

    private static Check judged(
            List<TemplateContent> defaults, List<TemplateContent> others, List<TemplateContent> all) {
        List<Stopped> stopped = stopped(defaults);
        List<Stopped> stoppedOthers = stopped(others);
        if (!stopped.isEmpty() || !stoppedOthers.isEmpty()) {
            return TemplateChecks.unusable(stopped.isEmpty() ? stoppedOthers : stopped, stopped.isEmpty());
        }
        List<Stopped> reviewed = defaults.stream()
                .filter(TemplateContent::isInReview)
                .map(BoundTemplates::stopped)
                .distinct()
                .toList();
        return reviewed.isEmpty()
                ? Check.passed(NAME, Map.of("count", String.valueOf(all.size())))
                : TemplateChecks.unusable(reviewed, true);
    }

    private static List<Stopped> stopped(List<TemplateContent> contents) {
        return contents.stream()
                .filter(content -> !content.isUsable() && !content.isInReview())
                .map(BoundTemplates::stopped)
                .distinct()
                .toList();
    }

    private static Stopped stopped(TemplateContent content) {
        return new Stopped(content.template(), Objects.requireNonNull(content.stop()));
    }
}
