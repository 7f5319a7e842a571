package org.mfasender.checks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mfasender.platform.meta.BusinessAccount;
import org.mfasender.platform.meta.Failures;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.SystemUser;

/**
 * The system user's role. It is readable only with {@code business_management} and, as a rule, by an Admin: that it cannot be
 * read is no fault. Then what was granted on the account is looked at, if that can be read. Source: Meta, "System users".
 */
final class SystemUserCheck {

    private static final String NAME = "systemUserIsAdmin";
    private static final List<String> ENOUGH = List.of("MANAGE", "FULL_CONTROL", "MANAGE_TEMPLATES");

    private final GraphClient graph;

    SystemUserCheck(GraphClient graph) {
        this.graph = graph;
    }

    Check check(TokenFacts facts, BusinessAccount account, Report report) {
        String business = account.ownerBusinessId();
        String user = facts.userId();
        if (business == null || user == null) {
            return Check.unknown(NAME, null);
        }
        try {
            Optional<String> role = graph.systemUsers(facts.token(), business).stream()
                    .filter(found -> found.id().equals(user))
                    .map(SystemUser::role)
                    .filter(Objects::nonNull)
                    .findFirst();
            if (role.isPresent()) {
                return role.get().equals("ADMIN")
                        ? Check.passed(NAME)
                        : Check.failed(NAME, Map.of("role", role.get()), null);
            }
            return Check.unknown(NAME, null);
        } catch (GraphException e) {
            Failures.mendable(e);
            return report.hasFailed(TokenChecks.BUSINESS)
                    ? Check.skipped(NAME, TokenChecks.BUSINESS)
                    : byGrants(facts, account.id(), business, user, e);
        }
    }

    private Check byGrants(TokenFacts facts, String account, String business, String user, GraphException refused) {
        try {
            List<String> tasks =
                    graph.assignedTasks(facts.token(), account, business).get(user);
            return tasks != null && tasks.stream().noneMatch(ENOUGH::contains)
                    ? Check.failed(NAME, "tooFewTasks", Map.of("tasks", String.join(", ", tasks)), null)
                    : Check.unknown(NAME, Failures.meta(refused.failure()));
        } catch (GraphException e) {
            Failures.mendable(e);
            return Check.unknown(NAME, Failures.meta(refused.failure()));
        }
    }
}
