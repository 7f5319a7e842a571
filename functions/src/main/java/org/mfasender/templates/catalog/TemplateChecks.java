package org.mfasender.templates.catalog;

import java.util.List;
import java.util.Map;
import org.mfasender.checks.Check;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.Failures;
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
            return List.of(Check.passed("templateRights"), capacity(capacity, wanted));
        } catch (GraphException e) {
            GraphFailure failure = Failures.mendable(e);
            return List.of(
                    Check.failed("templateRights", Map.of(), Failures.meta(failure)),
                    Check.skipped("templateCapacity", "templateRights"));
        }
    }

    private static Check capacity(TemplateCapacity capacity, int wanted) {
        if (capacity.count() == null || capacity.limit() == null) {
            return Check.unknown("templateCapacity", null);
        }
        int left = capacity.limit() - capacity.count();
        Map<String, String> values = Map.of(
                "count", String.valueOf(capacity.count()),
                "limit", String.valueOf(capacity.limit()),
                "left", String.valueOf(left),
                "wanted", String.valueOf(wanted));
        return left >= wanted
                ? Check.passed("templateCapacity", values)
                : Check.warning("templateCapacity", "warning", values, null);
    }
}
