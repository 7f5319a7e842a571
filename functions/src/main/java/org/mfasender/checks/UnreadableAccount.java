package org.mfasender.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mfasender.platform.meta.GraphCause;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphFailure;

/** Why an account cannot be read, and which other ID or number was probably entered instead. Meta's texts are not relied on. */
final class UnreadableAccount {

    /** Digits of a phone number without its plus; account IDs are longer. */
    private static final int LONGEST_PHONE_NUMBER = 13;

    /** A longer list helps nobody. */
    private static final int MOST_ACCOUNTS = 10;

    private final GraphClient graph;

    UnreadableAccount(GraphClient graph) {
        this.graph = graph;
    }

    Check check(Question question, String id, TokenFacts facts, GraphFailure failure, Report report) {
        CheckName scope = CheckName.SCOPE_WHATSAPP_BUSINESS_MANAGEMENT;
        return switch (failure.cause()) {
            case PERMISSION ->
                report.hasFailed(scope)
                        ? Check.skipped(CheckName.WABA_READABLE, scope)
                        : otherAccounts(facts, id, failure)
                                .orElseGet(() -> Check.refused(CheckName.WABA_READABLE, failure, id));
            case WRONG_ID, PARAMETER ->
                otherThing(question, id, facts)
                        .map(cause -> failed(cause, id, failure))
                        .or(() -> otherAccounts(facts, id, failure))
                        .or(() -> failure.cause() == GraphCause.PARAMETER
                                ? Optional.of(failed(Cause.FAILED, id, failure))
                                : Optional.empty())
                        .orElseGet(() -> Check.refused(CheckName.WABA_READABLE, failure, id));
            default -> Check.refused(CheckName.WABA_READABLE, failure, id);
        };
    }

    private static Check failed(Cause cause, String id, GraphFailure failure) {
        return Check.failed(CheckName.WABA_READABLE, cause, Map.of("wabaId", id), failure.error());
    }

    /** The accounts that the token is for, when this one is not among them. */
    private static Optional<Check> otherAccounts(TokenFacts facts, String id, GraphFailure failure) {
        List<String> accounts = facts.accounts();
        if (accounts.isEmpty() || accounts.contains(id)) {
            return Optional.empty();
        }
        int more = accounts.size() - MOST_ACCOUNTS;
        String named = accounts.stream().limit(MOST_ACCOUNTS).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
        Map<String, String> values = Map.of("wabaId", id, "accounts", named);
        return Optional.of(Check.failed(CheckName.WABA_READABLE, Cause.OTHER_ACCOUNTS, values, failure.error()));
    }

    /** What else the ID is; empty when nothing is known that it could be. */
    private Optional<Cause> otherThing(Question question, String id, TokenFacts facts) {
        if (id.equals(question.credentials().appId()) || id.equals(facts.appId())) {
            return Optional.of(Cause.APP_ID);
        }
        if (graph.hasField(facts.token(), id, "display_phone_number")) {
            return Optional.of(Cause.PHONE_NUMBER_ID);
        }
        if (graph.hasField(facts.token(), id, "verification_status")) {
            return Optional.of(Cause.PORTFOLIO_ID);
        }
        return id.length() <= LONGEST_PHONE_NUMBER ? Optional.of(Cause.PHONE_NUMBER) : Optional.empty();
    }
}
