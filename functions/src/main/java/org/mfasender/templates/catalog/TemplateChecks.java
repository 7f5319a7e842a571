package org.mfasender.templates.catalog;

import java.util.List;
import java.util.Map;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
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
