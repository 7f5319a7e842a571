package org.mfasender.templates.catalog;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mfasender.checks.Cause;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.Listed;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphCause;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.TemplateCapacity;

/** The account's templates: whether they can be read, and whether ours fit. */
public final class TemplateChecks {

    private final GraphClient graph;

    public TemplateChecks(GraphClient graph) {
        this.graph = graph;
    }

    /**
     * Whether the templates can be read, and whether ours fit.
     *
     * @param wanted how many templates are still to be created
     */
    public List<Check> check(AccessToken token, String businessAccountId, int wanted) {
        try {
            TemplateCapacity capacity = graph.templates().capacity(token, businessAccountId);
            return List.of(Check.passed(CheckName.TEMPLATE_RIGHTS), capacity(capacity, wanted));
        } catch (GraphException e) {
            GraphFailure failure = e.failure();
            return List.of(
                    failure.cause() == GraphCause.PERMISSION
                            ? Check.failed(CheckName.TEMPLATE_RIGHTS, Map.of(), failure.error())
                            : Check.refused(CheckName.TEMPLATE_RIGHTS, failure, businessAccountId),
                    Check.skipped(CheckName.TEMPLATE_CAPACITY, CheckName.TEMPLATE_RIGHTS));
        }
    }

    /**
     * That templates cannot be sent: each reason with its own remedy.
     *
     * @param stopped at least one
     * @param served whether the default contents can be sent, which serve instead: then it is a warning
     */
    public static Check unusable(List<Stopped> stopped, boolean served) {
        Map<Stop, List<String>> named = new EnumMap<>(Stop.class);
        stopped.forEach(one ->
                named.computeIfAbsent(one.why(), first -> new ArrayList<>()).add(one.words()));
        return Check.joined(named.entrySet().stream()
                .map(entry -> Check.failedUnless(
                        served,
                        CheckName.TEMPLATES_USABLE,
                        entry.getKey().cause(),
                        Listed.templates(entry.getValue()),
                        null))
                .toList());
    }

    /**
     * Whether the templates still say what is wanted.
     *
     * @param edited those that do not
     */
    public static Check asWanted(List<MessageTemplate> edited) {
        List<String> named = edited.stream()
                .map(template -> template.name() + " in " + template.language())
                .distinct()
                .toList();
        return named.isEmpty()
                ? Check.passed(CheckName.TEMPLATES_AS_WANTED)
                : Check.warning(CheckName.TEMPLATES_AS_WANTED, Cause.EDITED, Listed.templates(named), null);
    }

    private static Check capacity(TemplateCapacity capacity, int wanted) {
        if (capacity.count() == null || capacity.limit() == null) {
            return Check.unknown(CheckName.TEMPLATE_CAPACITY, null);
        }
        int left = capacity.limit() - capacity.count();
        Map<String, String> values = Map.of(
                "count", String.valueOf(capacity.count()),
                "limit", String.valueOf(capacity.limit()),
                "left", String.valueOf(left),
                "wanted", String.valueOf(wanted));
        return left >= wanted
                ? Check.passed(CheckName.TEMPLATE_CAPACITY, values)
                : Check.warning(CheckName.TEMPLATE_CAPACITY, values);
    }
}
