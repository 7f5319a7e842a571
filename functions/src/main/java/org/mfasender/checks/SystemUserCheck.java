package org.mfasender.checks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mfasender.platform.meta.BusinessAccount;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.SystemUser;

/**
 * The system user's role. It is readable only with {@code business_management} and, as a rule, by an Admin: a role that cannot be
 * read is no failure, whatever the reason. Then the tasks granted on the account decide, if those can be read. Source: Meta, "System users".
 */
final class SystemUserCheck {

    private static final CheckName NAME = CheckName.SYSTEM_USER_IS_ADMIN;
    private static final List<String> TASKS_FOR_TEMPLATES = List.of("MANAGE", "FULL_CONTROL", "MANAGE_TEMPLATES");
    private static final List<String> TASKS_FOR_MESSAGES = List.of("MANAGE", "FULL_CONTROL", "DEVELOP", "MESSAGING");

    private final GraphClient graph;

    SystemUserCheck(GraphClient graph) {
        this.graph = graph;
    }

    Check check(TokenFacts facts, BusinessAccount account, Report report) {
        String business = account.ownerBusinessId();
        String user = facts.userId();
        if (business == null || user == null) {
            return user == null && !report.hasPassed(CheckName.TOKEN_VALID)
                    ? Check.skipped(NAME, CheckName.TOKEN_VALID)
                    : Check.unknown(NAME, null);
        }
        try {
            return role(facts, business, user).map(SystemUserCheck::byRole).orElseGet(() -> Check.unknown(NAME, null));
        } catch (GraphException e) {
            return report.hasFailed(CheckName.SCOPE_BUSINESS_MANAGEMENT)
                    ? Check.skipped(NAME, CheckName.SCOPE_BUSINESS_MANAGEMENT)
                    : byTasks(facts, account.id(), business, user, e.failure());
        }
    }

    private Optional<String> role(TokenFacts facts, String business, String user) {
        return graph.systemUsers(facts.token(), business).stream()
                .filter(found -> found.id().equals(user))
                .map(SystemUser::role)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Check byRole(String role) {
        return switch (role) {
            case "ADMIN" -> Check.passed(NAME);
            case "EMPLOYEE" -> Check.failed(NAME, Map.of("role", PlainWords.of(role)), null);
            default -> Check.unknown(NAME, null);
        };
    }

    private static String plain(List<String> tasks) {
        return tasks.stream().map(PlainWords::of).distinct().collect(Collectors.joining(", "));
    }

    private Check byTasks(TokenFacts facts, String account, String business, String user, GraphFailure refused) {
        try {
            List<String> tasks =
                    graph.assignedTasks(facts.token(), account, business).get(user);
            return tasks != null && !suffice(tasks)
                    ? Check.failed(NAME, Cause.TOO_FEW_TASKS, Map.of("tasks", plain(tasks)), null)
                    : unreadable(refused);
        } catch (GraphException e) {
            return unreadable(refused);
        }
    }

    private static boolean suffice(List<String> tasks) {
        return tasks.stream().anyMatch(TASKS_FOR_TEMPLATES::contains)
                && tasks.stream().anyMatch(TASKS_FOR_MESSAGES::contains);
    }

    private static Check unreadable(GraphFailure refused) {
        return refused.isTemporary() ? Check.refused(NAME, refused, "") : Check.unknown(NAME, refused.error());
    }
}
