package org.mfasender.setup.dryrun;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mfasender.checks.Cause;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.SideBySide;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.BindingState;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateCatalog;

/** Whether the templates of the default contents can still be sent: Meta stops, moves and deletes templates without a word. */
final class BoundTemplates {

    private static final CheckName NAME = CheckName.TEMPLATES_USABLE;

    private final TemplateCatalog catalog;
    private final String businessAccountId;

    BoundTemplates(TemplateCatalog catalog, String businessAccountId) {
        this.catalog = catalog;
        this.businessAccountId = businessAccountId;
    }

    /** The check, in one call for each name of a template. */
    Check check(List<TemplateContent> bound, Instant now) {
        List<Supplier<List<MessageTemplate>>> calls = bound.stream()
                .map(content -> content.template().name())
                .distinct()
                .<Supplier<List<MessageTemplate>>>map(name -> () -> catalog.named(name))
                .toList();
        try {
            List<MessageTemplate> found =
                    SideBySide.all(calls).stream().flatMap(Collection::stream).toList();
            return judged(
                    bound.stream().map(content -> current(content, found, now)).toList());
        } catch (GraphException e) {
            return Check.refused(NAME, e.failure(), businessAccountId);
        }
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
        return current.map(template -> content.rebound(template, now)).orElseGet(() -> content.dangling(now));
    }

    private static Check judged(List<TemplateContent> contents) {
        List<TemplateContent> stopped = contents.stream()
                .filter(content -> !content.isUsable() && !content.isInReview())
                .sorted(Comparator.comparing(TemplateContent::state))
                .toList();
        if (!stopped.isEmpty()) {
            return Check.failed(NAME, cause(stopped.getFirst().state()), values(stopped), null);
        }
        List<TemplateContent> reviewed =
                contents.stream().filter(TemplateContent::isInReview).toList();
        return reviewed.isEmpty()
                ? Check.passed(CheckName.TEMPLATES_USABLE, Map.of("count", String.valueOf(contents.size())))
                : Check.warning(NAME, Cause.IN_REVIEW, values(reviewed), null);
    }

    private static Cause cause(BindingState state) {
        return switch (state) {
            case REJECTED -> Cause.REJECTED;
            case PAUSED -> Cause.PAUSED;
            case DISABLED -> Cause.DISABLED;
            case CATEGORY_CHANGED -> Cause.OTHER_CATEGORY;
            case DANGLING -> Cause.GONE;
            default -> Cause.FAILED;
        };
    }

    private static Map<String, String> values(List<TemplateContent> contents) {
        String named = contents.stream()
                .map(content -> content.template().name() + " in "
                        + content.template().language() + " (" + words(content) + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        return Map.of("count", String.valueOf(contents.size()), "templates", named);
    }

    private static String words(TemplateContent content) {
        return switch (content.state()) {
            case REJECTED -> "rejected";
            case PAUSED -> "paused";
            case DISABLED -> "disabled";
            case CATEGORY_CHANGED -> "category " + content.template().category();
            case DANGLING -> "deleted";
            case IN_REVIEW -> "in review";
            default -> content.template().status();
        };
    }
}
